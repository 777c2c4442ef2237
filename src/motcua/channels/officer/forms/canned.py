from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.types import TEXT_USES, CannedTextIn, TextUse


class CannedTextForm(forms.Form):
    title = forms.CharField(
        label=_("Tên ngắn để chọn"),
        help_text=_("Ví dụ: Ảnh chụp bị mờ"),
        max_length=80,
        error_messages={"required": _("Nhập tên ngắn để lần sau nhận ra.")},
    )
    use = forms.ChoiceField(
        label=_("Dùng ở đâu"),
        choices=[(use.value, words) for use, words in TEXT_USES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn nơi dùng câu này.")},
    )
    body = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Không ghi tên hay số của một người cụ thể."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Nhập nội dung của câu mẫu.")},
    )
    shared = forms.BooleanField(label=_("Dùng chung cho cả cơ quan"), required=False)

    def __init__(self, *args: object, may_share: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        if not may_share:
            del self.fields["shared"]

    @property
    def text(self) -> CannedTextIn:
        given = self.cleaned_data
        return CannedTextIn(
            TextUse(given["use"]), given["title"], given["body"], given.get("shared", False)
        )
