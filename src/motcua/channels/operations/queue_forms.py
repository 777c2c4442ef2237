"""What a head or an administrator types about services, counters and hours."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.queueing.types import ServiceView

WEEKDAYS = (
    (0, _("Thứ Hai")),
    (1, _("Thứ Ba")),
    (2, _("Thứ Tư")),
    (3, _("Thứ Năm")),
    (4, _("Thứ Sáu")),
    (5, _("Thứ Bảy")),
)
_HOUR = {"invalid": _("Nhập giờ dạng 08:00."), "required": _("Nhập giờ dạng 08:00.")}


class ServiceForm(forms.Form):
    letter = forms.RegexField(
        r"^[A-Z]$",
        label=_("Chữ của số"),
        help_text=_("Một chữ cái in hoa, ví dụ A."),
        error_messages={
            "invalid": _("Nhập một chữ cái in hoa từ A đến Z."),
            "required": _("Nhập một chữ cái in hoa từ A đến Z."),
        },
    )
    name = forms.CharField(
        label=_("Tên nhóm dịch vụ"),
        max_length=120,
        error_messages={"required": _("Nhập tên mà người dân hiểu, ví dụ Hộ tịch, chứng thực.")},
    )
    procedures = forms.CharField(
        label=_("Mã các thủ tục"),
        help_text=_("Cách nhau bằng dấu phẩy. Để trống thì nhận mọi thủ tục."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_procedures(self) -> tuple[str, ...]:
        typed = str(self.cleaned_data["procedures"]).replace("\n", ",").split(",")
        return tuple(code.strip() for code in typed if code.strip())


class CounterForm(forms.Form):
    number = forms.IntegerField(
        label=_("Số quầy"),
        min_value=1,
        max_value=99,
        error_messages={"required": _("Nhập số quầy, ví dụ 4.")},
    )
    services = forms.CharField(
        label=_("Chữ của các nhóm dịch vụ"),
        help_text=_("Ví dụ A, C. Để trống thì quầy nhận mọi nhóm."),
        required=False,
    )

    def __init__(self, *args: Any, services: Iterable[ServiceView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by_letter = {one.letter: one.id for one in services}

    def clean_services(self) -> tuple[UUID, ...]:
        letters = str(self.cleaned_data["services"]).upper().replace(",", " ").split()
        unknown = [letter for letter in letters if letter not in self._by_letter]
        if unknown:
            raise forms.ValidationError(
                _("Không có nhóm %(letters)s. Dùng các chữ trong bảng trên.")
                % {"letters": ", ".join(unknown)}
            )
        return tuple(self._by_letter[letter] for letter in letters)


class SlotsForm(forms.Form):
    service_id = forms.ChoiceField(label=_("Nhóm dịch vụ"))
    weekday = forms.TypedChoiceField(label=_("Ngày trong tuần"), choices=WEEKDAYS, coerce=int)
    opens = forms.TimeField(label=_("Từ giờ"), initial="08:00", error_messages=_HOUR)
    closes = forms.TimeField(label=_("Đến giờ"), initial="11:00", error_messages=_HOUR)
    minutes = forms.IntegerField(label=_("Mỗi lượt (phút)"), min_value=5, max_value=240, initial=30)
    capacity = forms.IntegerField(
        label=_("Số chỗ mỗi lượt"),
        help_text=_("Nhập 0 để bỏ các giờ này. Lịch đã đặt vẫn giữ."),
        min_value=0,
        max_value=50,
        initial=2,
    )

    def __init__(self, *args: Any, services: Iterable[ServiceView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), f"{one.letter}: {one.name}") for one in services]
        self.fields["service_id"] = forms.ChoiceField(label=_("Nhóm dịch vụ"), choices=choices)
        self.order_fields(["service_id"])

    def clean_service_id(self) -> UUID:
        return UUID(self.cleaned_data["service_id"])
