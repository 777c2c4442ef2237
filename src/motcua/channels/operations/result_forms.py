"""What is asked about the common result of a procedure."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, ResultEdit
from motcua.channels.operations.version_fields import ENGLISH, held_text, whole, words
from motcua.channels.operations.version_forms import Posted, VersionForm

ASK = "ask_"


class ResultForm(VersionForm):
    name = words(_("Tên kết quả"), max_length=300)
    name_en = words(_("Tên kết quả bằng tiếng Anh"), required=False, help_text=ENGLISH)
    title = words(_("Tiêu đề in trên giấy"), max_length=300)
    title_en = words(_("Tiêu đề bằng tiếng Anh"), required=False, help_text=ENGLISH)
    code = words(_("Mã kết quả"), max_length=40)
    valid_months = whole(_("Có giá trị bao nhiêu tháng"), required=False, least=1, max_value=1200)

    @classmethod
    def of(cls, draft: DraftView, posted: Posted) -> Self:
        held = draft.plain["result"]
        values = {
            **held_text(held, "name"),
            **held_text(held, "title"),
            "code": held["code"],
            "valid_months": held.get("valid_months", ""),
        }
        form = cls(posted, initial=values)
        form.fields["code"].help_text = _reuse(held["code"])
        form.fields["valid_months"].help_text = _validity(held["code"])
        form.ask_template(draft, held)
        form.ask_what_is_asked(held)
        return form

    def ask_template(self, draft: DraftView, held: Mapping[str, Any]) -> None:
        """Only where a case has a result with another template."""
        others = [one for one in catalogue.case_results(draft) if one[0] != held["code"]]
        if others:
            self.fields["like"] = forms.ChoiceField(
                label=gettext("Mẫu in"),
                choices=[("", gettext("Giữ mẫu đang dùng")), *others],
                required=False,
                help_text=gettext("Chọn kết quả khác thì in và điền như kết quả ấy."),
            )

    def ask_what_is_asked(self, held: Mapping[str, Any]) -> None:
        asked = [one for one in held["fields"] if "ask" in one]
        for number, one in enumerate(asked, start=1):
            name = f"{ASK}{one['name']}"
            label = gettext("Câu {} hỏi cán bộ soạn kết quả").format(number)
            self.fields[name] = words(label, max_length=300)
            english = gettext("Câu {} hỏi cán bộ, bằng tiếng Anh").format(number)
            self.fields[f"{name}_en"] = words(english, required=False, help_text=ENGLISH)
            self.initial.update({name: one["ask"]["vi"], f"{name}_en": one["ask"]["en"]})

    def edit(self) -> ResultEdit:
        typed = self.cleaned_data
        asked = [name for name in self.fields if name.startswith(ASK) and not name.endswith("_en")]
        return ResultEdit(
            code=typed["code"],
            name=self._text("name"),
            title=self._text("title"),
            like=typed.get("like", ""),
            valid_months=typed["valid_months"],
            asked={name.removeprefix(ASK): self._text(name) for name in asked},
        )


def _reuse(code: str) -> str:
    begin = gettext("Ví dụ KQ.G15.000021. Khi phát hành, kết quả vào kho giấy tờ của chủ hồ sơ.")
    uses = catalogue.result_uses(code)
    told = gettext("Được dùng lại thay cho giấy tờ của thủ tục {}.").format(", ".join(uses))
    return f"{begin} {told if uses else gettext('Chưa thủ tục nào được khai báo dùng lại mã này.')}"


def _validity(code: str) -> str:
    months = catalogue.usual_months(code)
    usual = (
        gettext("loại giấy này có giá trị {} tháng").format(months)
        if months
        else gettext("loại giấy này không hết hạn")
    )
    return gettext("Tính từ ngày cấp. Để trống thì theo quy định chung: {}.").format(usual)
