"""Two papers or two fees of one name that one person would meet at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form

Plain = Mapping[str, Any]
Fault = tuple[str, Sequence[str | int], str]


def of_fees(plain: Plain, form: Form | None) -> Iterator[Fault]:
    """Without a form that can be read, only plain doubles."""
    for index, case in _doubled(plain, form, "fees"):
        reason = _("một người có thể bị thu hai lần; sửa điều kiện hoặc giữ lại một khoản")
        yield "", ("fees", index, "rules"), reason + _in_case(case, plain)


def of_papers(plain: Plain, form: Form | None) -> Iterator[Fault]:
    for index, case in _doubled(plain, form, "components"):
        reason = _("một người có thể bị đòi hai lần; sửa điều kiện hoặc giữ lại một giấy tờ")
        yield "", ("components", index, "condition_text"), reason + _in_case(case, plain)


def _doubled(plain: Plain, form: Form | None, part: str) -> Iterator[tuple[int, Plain]]:
    rows = plain.get(part, [])
    numbers = {one["code"]: index for index, one in enumerate(rows)}
    for case in plain["cases"]:
        asked = [rows[numbers[code]] for code in case.get(part, numbers) if code in numbers]
        for index, one in enumerate(asked):
            if any(_both(one, other, case["code"], form) for other in asked[:index]):
                yield numbers[one["code"]], case


def _both(one: Plain, other: Plain, case: str, form: Form | None) -> bool:
    """Of papers in one group, one is enough: these are not asked for twice."""
    if one["name"]["vi"].casefold() != other["name"]["vi"].casefold():
        return False
    if one.get("one_of_group") and one.get("one_of_group") == other.get("one_of_group"):
        return False
    first, second = _condition(one), _condition(other)
    if form is None:
        return bool(first == second)
    return forms.overlap(form, first, second, facts={"case": [case]})


def _condition(one: Plain) -> Any:
    return one.get("condition") or one.get("rules", {}).get("when")


def _in_case(case: Plain, plain: Plain) -> str:
    if len(plain["cases"]) == 1:
        return ""
    return " " + _("(trường hợp «{}»)").format(case["name"]["vi"])
