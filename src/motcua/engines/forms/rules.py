"""Rules over several answers: small named functions that definitions refer to.

A rule is called only when every one of its fields has been answered and is asked. It returns words
where something is wrong; the error is put beside the last field of the rule.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.engines.forms.types import Text

Rule = Callable[[tuple[Any, ...], Mapping[str, Any], date], Text | None]

RULES: dict[str, Rule] = {}
# Their values may be whole columns of a table: a list instead of one number.
OVER_COLUMNS = frozenset({"sum_is", "sum_not_more_than"})


def rule(function: Rule) -> Rule:
    RULES[getattr(function, "__name__", "")] = function
    return function


@rule
def date_not_future(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    del parameters
    if date.fromisoformat(values[0]) <= today:
        return None
    return Text(
        "Ngày này chưa đến; hãy kiểm tra lại năm", "This date is in the future; check the year"
    )


@rule
def date_not_past(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    del parameters
    if date.fromisoformat(values[0]) >= today:
        return None
    return Text(
        "Ngày này đã qua; hãy chọn từ hôm nay", "This date has passed; choose today or later"
    )


@rule
def date_within_years(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    years = int(parameters["years"])
    if years_between(date.fromisoformat(values[0]), today) <= years:
        return None
    return Text(
        f"Ngày này đã hơn {years} năm; hãy kiểm tra lại năm",
        f"This date is more than {years} years ago; check the year",
    )


@rule
def dates_in_order(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    del parameters, today
    days = [date.fromisoformat(value) for value in values]
    if days == sorted(days):
        return None
    return Text(
        "Ngày này phải sau ngày đã viết ở trên; hãy kiểm tra lại hai ngày",
        "This date must come after the one above; check both dates",
    )


@rule
def age_at_least(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    years = int(parameters["years"])
    if years_between(date.fromisoformat(values[0]), today) >= years:
        return None
    return Text(
        f"Người này phải đủ {years} tuổi; hãy kiểm tra lại ngày sinh",
        f"This person must be at least {years}; check the birth date",
    )


@rule
def id_matches_person(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    """The number tells century, sex and year (NĐ 137/2015): `fields` are birth date, sex, number.

    Old cards hold mistakes, so definitions use it as a warning only.
    """
    del parameters, today
    born, sex, number = values
    if len(number) != 12:
        return None
    century, odd = divmod(int(number[3]), 2)
    says = (1900 + 100 * century + int(number[4:6]), "nu" if odd else "nam")
    if says == (date.fromisoformat(born).year, sex) or sex not in {"nam", "nu"}:
        return None
    return Text(
        "Số định danh cho biết năm sinh hoặc giới tính khác với phần đã khai; hãy xem lại, nếu đúng như"
        " trên thẻ thì cứ tiếp tục",
        "This number tells another birth year or sex than you entered; check it, and continue if it is"
        " as printed on the card",
    )


@rule
def different_numbers(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    del parameters, today
    if len(set(values)) == len(values):
        return None
    return Text(
        "Số này trùng với số của người khác trong tờ khai; hãy kiểm tra lại",
        "This number is already used for another person in the form; check it",
    )


@rule
def not_more_than(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    """`fields`: the larger number, then the smaller."""
    del parameters, today
    larger, smaller = values
    if smaller <= larger:
        return None
    return Text(
        "Số này lớn hơn số ở trên; hãy kiểm tra lại cả hai",
        "This number is larger than the one above; check both",
    )


@rule
def same_answers(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    del parameters, today
    if all(value == values[0] for value in values):
        return None
    return Text(
        "Câu trả lời này phải giống câu ở trên; hãy kiểm tra lại cả hai",
        "This answer must be the same as the one above; check both",
    )


@rule
def sum_is(values: tuple[Any, ...], parameters: Mapping[str, Any], today: date) -> Text | None:
    """`fields`: the parts, then their sum."""
    del parameters, today
    if _sum(values[:-1]) == _exact(values[-1]):
        return None
    return Text(
        "Số này phải bằng tổng các số ở trên; hãy cộng lại",
        "This number must be the sum of those above; add them up again",
    )


@rule
def sum_not_more_than(
    values: tuple[Any, ...], parameters: Mapping[str, Any], today: date
) -> Text | None:
    """`fields`: the parts, then what their sum may not exceed."""
    del parameters, today
    if _sum(values[:-1]) <= _exact(values[-1]):
        return None
    return Text(
        "Tổng các số ở trên lớn hơn số này; hãy cộng lại và sửa",
        "The sum of the numbers above is larger than this one; add them up and correct",
    )


def _sum(parts: tuple[Any, ...]) -> Decimal:
    flat = (one for part in parts for one in (part if isinstance(part, list) else [part]))
    return sum((_exact(one) for one in flat), Decimal(0))


def _exact(number: Any) -> Decimal:
    """0.1 + 0.2 is 0.3, as people add."""
    return Decimal(str(number))


def years_between(start: date, end: date) -> int:
    before_birthday = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - int(before_birthday)


def parameters_of(raw: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a definition gives a rule beyond its name, fields, words and weight."""
    for key, value in raw.items():
        if key not in {"rule", "fields", "warn", "message"}:
            yield key, value
