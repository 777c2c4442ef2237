"""Which checks over several answers there are, and what each compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.engines.forms.types import Widget

_DATES = frozenset({Widget.DATE3})
_NUMBERS = frozenset({Widget.NUMBER, Widget.MONEY, Widget.AREA, Widget.LENGTH})
_CODES = frozenset({Widget.PERSONAL_ID, Widget.PHONE, Widget.EMAIL, Widget.TEXT, Widget.NUMBER})
_SAME = _CODES | _NUMBERS | _DATES
_SEX = frozenset({Widget.RADIOS, Widget.SELECT})
_IDS = frozenset({Widget.PERSONAL_ID})


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of a check: what it is called, and which kinds of question will do."""

    label: Promise
    widgets: frozenset[Widget]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonKind:
    """`columns`: a column of a table counts as all its rows (a sum); elsewhere each row is checked."""

    name: Promise
    slots: tuple[Slot, ...]
    years: bool = False
    columns: bool = False


def _slots(widgets: frozenset[Widget], first: Promise, second: Promise) -> tuple[Slot, ...]:
    more = gettext_lazy("Câu nữa, nếu có")
    return (Slot(first, widgets), Slot(second, widgets), *[Slot(more, widgets, optional=True)] * 2)


_PARTS = (
    Slot(gettext_lazy("Số thứ nhất"), _NUMBERS),
    Slot(gettext_lazy("Số thứ hai"), _NUMBERS, optional=True),
    Slot(gettext_lazy("Số thứ ba"), _NUMBERS, optional=True),
    Slot(gettext_lazy("Số thứ tư"), _NUMBERS, optional=True),
)
_A_DAY = (Slot(gettext_lazy("Câu hỏi về ngày"), _DATES),)

KINDS: Mapping[str, ComparisonKind] = {
    "dates_in_order": ComparisonKind(
        gettext_lazy("Ngày này phải trước hoặc bằng ngày kia"),
        _slots(_DATES, gettext_lazy("Ngày trước"), gettext_lazy("Ngày sau")),
    ),
    "not_more_than": ComparisonKind(
        gettext_lazy("Số này không được lớn hơn số kia"),
        (
            Slot(gettext_lazy("Số lớn hơn hoặc bằng"), _NUMBERS),
            Slot(gettext_lazy("Số nhỏ hơn hoặc bằng"), _NUMBERS),
        ),
    ),
    "sum_is": ComparisonKind(
        gettext_lazy("Cộng các số này phải bằng số kia"),
        (*_PARTS, Slot(gettext_lazy("Tổng phải bằng"), _NUMBERS)),
        columns=True,
    ),
    "sum_not_more_than": ComparisonKind(
        gettext_lazy("Cộng các số này không được quá số kia"),
        (*_PARTS, Slot(gettext_lazy("Tổng không quá"), _NUMBERS)),
        columns=True,
    ),
    "different_numbers": ComparisonKind(
        gettext_lazy("Các câu trả lời phải khác nhau"),
        _slots(_CODES, gettext_lazy("Câu thứ nhất"), gettext_lazy("Câu thứ hai")),
    ),
    "same_answers": ComparisonKind(
        gettext_lazy("Các câu trả lời phải giống nhau"),
        _slots(_SAME, gettext_lazy("Câu thứ nhất"), gettext_lazy("Câu thứ hai")),
    ),
    "age_at_least": ComparisonKind(gettext_lazy("Người này phải đủ tuổi"), _A_DAY, years=True),
    "date_within_years": ComparisonKind(
        gettext_lazy("Ngày không được quá lâu trước đây"), _A_DAY, years=True
    ),
    "date_not_future": ComparisonKind(gettext_lazy("Ngày phải đã tới"), _A_DAY),
    "date_not_past": ComparisonKind(gettext_lazy("Ngày phải từ hôm nay trở đi"), _A_DAY),
    "id_matches_person": ComparisonKind(
        gettext_lazy("Số định danh phải khớp ngày sinh và giới tính"),
        (
            Slot(gettext_lazy("Ngày sinh"), _DATES),
            Slot(gettext_lazy("Giới tính"), _SEX),
            Slot(gettext_lazy("Số định danh"), _IDS),
        ),
    ),
}


def placed(kind: ComparisonKind, fields: Sequence[str]) -> tuple[str, ...]:
    """The questions by their places, empty where a place is not used. A sum stands last."""
    if not kind.columns:
        return (*fields, *[""] * (len(kind.slots) - len(fields)))
    between = [""] * (len(kind.slots) - len(fields))
    return (*fields[:-1], *between, *fields[-1:])
