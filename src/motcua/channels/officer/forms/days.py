"""Days off and make-up days, one a line, as decreed."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.channels.desk.dates import TypedDate


class DaysField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: object) -> list[date]:
        one = TypedDate(required=True)
        typed = str(super().clean(value) or "").replace(",", "\n").splitlines()
        return [date.fromisoformat(one.clean(line)) for line in typed if line.strip()]


class DecreeForm(forms.Form):
    days_off = DaysField(
        label=_("Ngày nghỉ"), help_text=_("Mỗi dòng một ngày, ví dụ 30/04/2027."), required=False
    )
    makeup_days = DaysField(
        label=_("Ngày làm bù"),
        help_text=_("Mỗi dòng một ngày. Để trống nếu không có."),
        required=False,
    )
    decision = forms.CharField(
        label=_("Số quyết định hoặc văn bản"),
        max_length=120,
        error_messages={"required": _("Nhập số văn bản làm căn cứ, ví dụ 6150/TB-BLĐTBXH.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        error_messages={
            "required": _("Nhập lý do để hồ sơ đang chạy giải thích được ngày hẹn mới.")
        },
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("days_off") or cleaned.get("makeup_days")):
            raise ValidationError(_("Nhập ít nhất một ngày nghỉ hoặc một ngày làm bù."))
        return cleaned
