"""By what an official narrows a search; every box may stay empty."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from motcua.channels.desk.dates import TypedDate
from motcua.dossiers.types import STATUS_NAMES, Channel, ListAsked, Mark, Narrowing, Order, Status

ANY = ("", _("Tất cả"))
CHANNEL_NAMES = (
    (Channel.DIRECT.value, _("Nộp tại quầy")),
    (Channel.ONLINE.value, _("Nộp trực tuyến")),
    (Channel.POSTAL.value, _("Nộp qua bưu chính")),
)
MARK_NAMES = (
    (Mark.OVERDUE.value, _("Đang quá hạn")),
    (Mark.NEAR.value, _("Còn dưới 3 ngày")),
    (Mark.ENDED_LATE.value, _("Xong trễ hạn")),
    (Mark.EXTENDED.value, _("Đã hẹn lại")),
    (Mark.SUPPLEMENTED.value, _("Có yêu cầu bổ sung")),
)


class NarrowForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[ANY, *((str(status.value), name) for status, name in STATUS_NAMES.items())],
    )
    mark = forms.ChoiceField(label=_("Lưu ý"), required=False, choices=[ANY, *MARK_NAMES])
    channel = forms.ChoiceField(label=_("Cách nộp"), required=False, choices=[ANY, *CHANNEL_NAMES])
    procedure = forms.CharField(
        label=_("Mã thủ tục"), help_text=_("Ví dụ 1.004873"), required=False, max_length=20
    )
    first = TypedDate(label=_("Nộp từ ngày"), help_text=_("Ví dụ 27/03/2026"), required=False)
    last = TypedDate(label=_("Đến hết ngày"), help_text=_("Ví dụ 31/03/2026"), required=False)

    content = forms.CharField(
        label=_("Trong hồ sơ có các chữ"),
        help_text=_("Tờ khai, ý kiến, yêu cầu bổ sung; không cần dấu"),
        required=False,
        max_length=100,
    )
    order = forms.ChoiceField(
        label=_("Xếp theo"),
        required=False,
        choices=[("", _("Mới nộp trước")), (Order.URGENT.value, _("Gấp nhất trước"))],
    )

    names: ClassVar = (
        "status",
        "mark",
        "channel",
        "procedure",
        "first",
        "last",
        "content",
        "order",
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and str(first) > str(last):
            crossed = _("Ngày đầu đứng sau ngày cuối. Đổi lại hai ngày.")
            self.add_error("first", ValidationError(crossed, code="crossed"))
        return cleaned

    @property
    def narrowing(self) -> Narrowing:
        given = self.cleaned_data
        return Narrowing(
            status=Status(int(given["status"])) if given["status"] else None,
            mark=Mark(given["mark"]) if given["mark"] else None,
            channel=Channel(given["channel"]) if given["channel"] else None,
            procedure_code=given["procedure"].strip(),
            submitted_from=_day(given["first"]),
            submitted_to=_day(given["last"]),
            content=given["content"].strip(),
            order=Order(given["order"] or Order.NEWEST),
        )


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None


def address_of(asked: ListAsked) -> str:
    """The search page that asks for the same, as `?q=…`."""
    narrowing = asked.narrowing
    urgent = narrowing.order is Order.URGENT
    given = {
        "q": asked.words,
        "status": narrowing.status.value if narrowing.status else "",
        "mark": narrowing.mark or "",
        "channel": narrowing.channel or "",
        "procedure": narrowing.procedure_code,
        "first": narrowing.submitted_from or "",
        "last": narrowing.submitted_to or "",
        "content": narrowing.content,
        "order": narrowing.order if urgent else "",
    }
    return "?" + urlencode({name: str(value) for name, value in given.items() if value})
