"""What an official writes when acting on one dossier."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NothingForm(forms.Form):
    """A plain yes."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Viết để người dân hiểu và biết cần làm gì tiếp."),
        max_length=2000,
        widget=_lines(4),
        error_messages={"required": _("Nhập lý do trước khi tiếp tục.")},
    )


class PutRightForm(forms.Form):
    reason = forms.CharField(
        label=_("Đã bổ sung, sửa gì"),
        help_text=_("Cơ quan giải quyết đọc câu này khi nhận lại hồ sơ."),
        max_length=2000,
        widget=_lines(4),
        error_messages={"required": _("Ghi đã bổ sung hoặc sửa gì trước khi bàn giao lại.")},
    )


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Ý kiến"), required=False, max_length=2000, widget=_lines(4))


class OutcomeForm(NoteForm):
    outcome = forms.ChoiceField(
        label=_("Kết quả của bước này"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn kết quả của bước này.")},
    )
    field_order = ["outcome", "note"]

    def __init__(
        self,
        *args: object,
        outcomes: Sequence[str],
        said: Mapping[str, str] = MappingProxyType({}),
        **kwargs: object,
    ) -> None:
        """`said`: what the process itself writes beside the arrow of an outcome."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        choices = [(one, said.get(one) or OUTCOME_NAMES.get(one, one)) for one in outcomes]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:  # nothing to choose: nothing is asked
            self.fields["outcome"].initial = choices[0][0]
            self.fields["outcome"].widget = forms.HiddenInput()


OUTCOME_NAMES: dict[str, str | Promise] = {
    "answered": _("Đã trả lời ý kiến"),
    "done": _("Đã làm xong"),
    "forward": _("Đồng ý, chuyển bước sau"),
    "otherwise": _("Không phải trường hợp ấy, chuyển bước tiếp theo"),
    "propose": _("Trình bước sau"),
    "failed": _("Không có kết quả liên thông (ghi lý do)"),
    "resolved": _("Đã có kết quả liên thông"),
    "return": _("Trả lại bước trước"),
    "settled": _("Đã xong nghĩa vụ tài chính"),
}


class AssignForm(forms.Form):
    person = forms.ChoiceField(
        label=_("Giao cho"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người nhận việc.")},
    )

    def __init__(self, *args: object, people: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.fields["person"].choices = people  # type: ignore[attr-defined]

    def clean_person(self) -> UUID:
        return UUID(self.cleaned_data["person"])


class ApologyForm(ReasonForm):
    days = forms.IntegerField(
        label=_("Xin thêm bao nhiêu ngày làm việc"),
        help_text=_("Mỗi hồ sơ chỉ được hẹn lại một lần, chậm nhất 01 ngày trước ngày hẹn."),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": _("Nhập số ngày làm việc xin thêm."),
            "invalid": _("Nhập số ngày bằng chữ số, ví dụ 3."),
            "min_value": _("Xin thêm ít nhất 1 ngày."),
            "max_value": _("Không xin thêm quá 60 ngày; nhập số nhỏ hơn."),
        },
    )
    field_order = ["days", "reason"]


class HandOverForm(forms.Form):
    received_by = forms.CharField(
        label=_("Người nhận kết quả"),
        help_text=_("Ghi sẵn tên chủ hồ sơ; người khác nhận thay thì sửa lại cho đúng."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Nhập họ tên người nhận kết quả.")},
    )
    method = forms.ChoiceField(
        label=_("Cách trả"),
        widget=forms.RadioSelect,
        choices=[
            ("counter", _("Tại quầy, người nhận đã xuất trình giấy tờ tùy thân")),
            ("post", _("Qua dịch vụ bưu chính công ích")),
            ("electronic", _("Bản điện tử trong kho giấy tờ của người dân")),
        ],
        error_messages={"required": _("Chọn cách trả kết quả.")},
    )


class ReceiptForm(forms.Form):
    method = forms.ChoiceField(
        label=_("Cách nộp"),
        widget=forms.RadioSelect,
        choices=[("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản"))],
        error_messages={"required": _("Chọn cách nộp tiền.")},
    )
    amount = forms.IntegerField(
        label=_("Số tiền đã nhận (đồng)"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={
            "required": _("Nhập số tiền đã nhận."),
            "invalid": _("Nhập số tiền bằng chữ số, ví dụ 100000."),
            "min_value": _("Số tiền phải lớn hơn 0."),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class AmountForm(forms.Form):
    code = forms.CharField(widget=forms.HiddenInput)
    amount = forms.IntegerField(
        label=_("Mức thu (đồng)"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={
            "required": _("Nhập mức thu."),
            "invalid": _("Nhập số tiền bằng chữ số, ví dụ 100000."),
            "min_value": _("Mức thu không thể nhỏ hơn 0."),
        },
    )
    legal_source = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số nghị quyết của Hội đồng nhân dân hoặc thông tư đang có hiệu lực."),
        max_length=200,
        error_messages={"required": _("Nhập văn bản quy định mức thu này.")},
    )
