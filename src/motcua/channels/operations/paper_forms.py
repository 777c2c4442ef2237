"""What is asked about one paper, and of whom it is asked for."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, PaperEdit
from motcua.channels.operations.condition_fields import OF_PAPER, ConditionFields
from motcua.channels.operations.version_fields import ENGLISH, choice, held_text, whole, words
from motcua.channels.operations.version_forms import CasesForm

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None

SOURCES = [
    ("csdldc", _("Cơ sở dữ liệu quốc gia về dân cư")),
    ("ho_tich", _("Cơ sở dữ liệu hộ tịch")),
    ("csdl_dat_dai", _("Cơ sở dữ liệu đất đai")),
    ("y_te", _("Dữ liệu y tế")),
    ("kho_giay_to", _("Kho giấy tờ của người dân")),
    ("vneid", _("Giấy tờ trên VNeID")),
]


class PaperForm(CasesForm):
    part = "components"
    name = words(_("Tên giấy tờ"), max_length=400)
    name_en = words(_("Tên bằng tiếng Anh"), required=False, help_text=ENGLISH)
    hint = words(_("Hướng dẫn"), required=False, max_length=400)
    hint_en = words(_("Hướng dẫn bằng tiếng Anh"), required=False, help_text=ENGLISH)
    mode = choice(
        _("Người dân làm gì với giấy này"),
        [("submit", _("Nộp")), ("present", _("Chỉ xuất trình để cán bộ xem"))],
    )
    required = choice(_("Bắt buộc"), [("yes", _("Có")), ("no", _("Không"))])
    originals = whole(_("Số bản chính"))
    copies = whole(_("Số bản sao"))
    condition_text = words(
        _("Lời giải thích cho người dân"),
        required=False,
        max_length=400,
        help_text=_("Ví dụ: Khi ủy quyền cho người khác. Để trống thì viết theo điều kiện ở trên."),
    )
    condition_text_en = words(_("Lời giải thích bằng tiếng Anh"), required=False, help_text=ENGLISH)
    replaceable_by = forms.MultipleChoiceField(
        label=_("Dữ liệu Nhà nước đã có, thay được giấy này"),
        choices=SOURCES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sections = ((_("Ai phải đưa giấy này"), ("cases", "asked", "when", "than", "condition_text")),)

    @classmethod
    def of(cls, draft: DraftView, held: Held, posted: Posted) -> Self:
        values = {
            **held_text(held, "name"),
            **held_text(held, "hint"),
            **held_text(held, "condition_text"),
            "mode": held.get("mode", "submit"),
            "required": "yes" if held.get("required", True) else "no",
            "originals": held.get("originals", 1),
            "copies": held.get("copies", 0),
            "replaceable_by": held.get("replaceable_by", []),
        }
        form = cls.made(draft, held, values, posted)
        condition = held.get("condition")
        said = catalogue.condition_in_words(draft, condition)
        form.conditions = ConditionFields(
            catalogue.condition_names(draft), condition, said, OF_PAPER
        )
        form.conditions.add_to(form.fields, form.initial)
        for last in ("condition_text", "condition_text_en"):
            form.fields[last] = form.fields.pop(last)
        return form

    def edit(self) -> PaperEdit:
        typed = self.cleaned_data
        return PaperEdit(
            code=self.code,
            name=self._text("name"),
            hint=self._text_or_none("hint"),
            mode=typed["mode"],
            required=typed["required"] == "yes",
            originals=typed["originals"],
            copies=typed["copies"],
            condition_text=self._text_or_none("condition_text"),
            replaceable_by=tuple(typed["replaceable_by"]),
            cases=self._cases(),
            condition=self.conditions.condition(typed) if self.conditions else None,
        )
