"""What an administrator types about an imported row."""

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from motcua.catalogue.types import LimitMend, RowMend
from motcua.channels.operations.version_fields import SHORT, choice, whole, words
from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind

UNITS = [
    ("working_day", gettext_lazy("Ngày làm việc")),
    ("day", gettext_lazy("Ngày theo lịch")),
    ("month", gettext_lazy("Tháng")),
    ("hour", gettext_lazy("Giờ làm việc")),
    ("same_day", gettext_lazy("Trong ngày")),
]
FREE, KNOWN, UNKNOWN = "free", "known", "unknown"
CHARGES = [
    (FREE, gettext_lazy("Không thu")),
    (KNOWN, gettext_lazy("Thu số tiền dưới đây")),
    (UNKNOWN, gettext_lazy("Chưa rõ; cán bộ cho biết khi tiếp nhận")),
]


class RejectForm(forms.Form):
    reason = words(
        gettext_lazy("Lý do không lấy"),
        max_length=300,
        help_text=gettext_lazy("Lần nhập sau, dòng này không hiện lại nếu tệp không đổi."),
    )


class MendForm(forms.Form):
    """A pair of boxes for each time limit of the row; then the agency and what is charged."""

    name = words(gettext_lazy("Tên thủ tục"), rows=3, max_length=500)
    office = forms.ChoiceField(label=gettext_lazy("Cơ quan giải quyết"))
    charges = choice(gettext_lazy("Phí, lệ phí"), CHARGES)
    amount = whole(
        gettext_lazy("Số tiền (đồng)"),
        required=False,
        help_text=gettext_lazy("Chỉ điền khi đã rõ mức thu."),
    )

    def __init__(self, facts: dict[str, Any], posted: Any = None) -> None:
        self._limits = facts["limits"]
        super().__init__(posted, initial=_held(facts))
        office = self.fields["office"]
        assert isinstance(office, forms.ChoiceField)  # noqa: S101  (tells the type)
        office.choices = list(_offices())
        for number, limit in enumerate(self._limits):
            self._ask_limit(number, limit)
        self.order_fields(["name", *_limit_names(self._limits), "office", "charges", "amount"])

    def _ask_limit(self, number: int, limit: dict[str, Any]) -> None:
        of = f": {limit['name']}" if limit["name"] else ""
        self.fields[f"value_{number}"] = forms.IntegerField(
            label=_("Thời hạn") + of,
            min_value=0,
            max_value=2000,
            help_text=_("Ghi 0 nếu trả kết quả trong ngày."),
            widget=forms.TextInput(attrs=SHORT),
            error_messages={
                "required": _("Nhập một số; không để trống được."),
                "invalid": _("Nhập số nguyên bằng chữ số, ví dụ 5."),
            },
        )
        self.fields[f"unit_{number}"] = forms.ChoiceField(label=_("Đơn vị") + of, choices=UNITS)

    @classmethod
    def of(cls, facts: dict[str, Any], posted: Any) -> Self:
        return cls(facts, posted)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for number in range(len(self._limits)):
            if typed.get(f"unit_{number}") != "same_day" and typed.get(f"value_{number}") == 0:
                self.add_error(f"value_{number}", _("Nhập số lớn hơn 0."))
        if typed.get("charges") == KNOWN and typed.get("amount") is None:
            self.add_error("amount", _("Nhập số tiền, hoặc chọn «Chưa rõ»."))
        return typed

    def mend(self) -> RowMend:
        typed = self.cleaned_data
        limits = tuple(
            LimitMend(typed[f"value_{number}"] or 0, typed[f"unit_{number}"], limit["name"])
            for number, limit in enumerate(self._limits)
        )
        return RowMend(
            name=typed["name"],
            limits=limits,
            office=typed["office"],
            charges=typed["charges"] != FREE,
            amount=typed["amount"] if typed["charges"] == KNOWN else None,
        )


def _limit_names(limits: list[dict[str, Any]]) -> Iterator[str]:
    for number in range(len(limits)):
        yield from (f"value_{number}", f"unit_{number}")


def _held(facts: dict[str, Any]) -> dict[str, Any]:
    amount = facts["fees"][0]["amount"] if facts["fees"] else None
    charges = FREE if not facts["fees"] else UNKNOWN if amount is None else KNOWN
    held = {
        "name": facts["name"],
        "office": facts["office"] or facts["handled_by"],
        "charges": charges,
        "amount": amount,
    }
    for number, limit in enumerate(facts["limits"]):
        held |= {f"value_{number}": limit["value"], f"unit_{number}": limit["unit"]}
    return held


def _offices() -> Iterator[tuple[str, str]]:
    yield "commune", _("UBND cấp xã")
    yield "land_branch", _("Chi nhánh Văn phòng đăng ký đất đai")
    for one in directory.organisations(OrganisationKind.DEPARTMENT):
        yield one.code, one.name


def office_words(handled_by: str, code: str) -> str:
    return dict(_offices()).get(code or handled_by, code or handled_by)
