"""What is asked about a check over several answers: first which check, then which questions."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import COMPARISON_KINDS, ComparisonEdit, DraftView
from motcua.channels.operations.version_fields import ENGLISH, choice, held_text, whole, words
from motcua.channels.operations.version_forms import VersionForm

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None


class ComparisonKindForm(forms.Form):
    """The first step of a new check."""

    loai = choice(
        _("Kiểm tra điều gì"), [(rule, kind.name) for rule, kind in COMPARISON_KINDS.items()]
    )


class ComparisonForm(VersionForm):
    weight = choice(
        _("Khi trả lời sai"),
        [
            ("stop", _("Phải sửa mới nộp được")),
            ("warn", _("Chỉ nhắc, vẫn nộp được")),
        ],
    )
    message = words(
        _("Câu báo cho người dân"),
        required=False,
        max_length=300,
        help_text=_("Để trống thì dùng câu có sẵn. Viết rõ sai ở đâu và sửa thế nào."),
    )
    message_en = words(_("Câu báo bằng tiếng Anh"), required=False, help_text=ENGLISH)
    field_order = ["field_0", "field_1", "field_2", "field_3", "field_4", "years"]

    code = rule = ""

    @classmethod
    def of(cls, draft: DraftView, rule: str, held: Held, code: str, posted: Posted) -> Self:  # noqa: PLR0917  (which check, how it stands, and what was typed)
        initial = {
            **held_text(held, "message"),
            "weight": "warn" if held.get("warn") else "stop",
        }
        form = cls(posted, initial=initial)
        form.code, form.rule = code, rule
        form.ask_questions(draft, tuple(held.get("fields", ())))
        if COMPARISON_KINDS[rule].years:
            form.fields["years"] = whole(gettext("Bao nhiêu năm"), least=1)
            form.initial["years"] = held.get("years", "")
        form.order_fields(cls.field_order)
        return form

    def ask_questions(self, draft: DraftView, fields: tuple[str, ...]) -> None:
        kind = COMPARISON_KINDS[self.rule]
        listed = catalogue.comparison_choices(draft, kind)
        held = catalogue.comparison_places(kind, fields) if fields else ()
        for at, (slot, choices) in enumerate(zip(kind.slots, listed, strict=True)):
            none = gettext("Không dùng") if slot.optional else gettext("Chọn một câu hỏi")
            self.fields[f"field_{at}"] = forms.ChoiceField(
                label=str(slot.label),
                choices=[("", none), *choices],
                required=not slot.optional,
                error_messages={"required": gettext("Chọn một câu hỏi.")},
            )
            self.initial[f"field_{at}"] = held[at] if at < len(held) else ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        chosen = [typed[name] for name in self._boxes() if typed.get(name)]
        if len(set(chosen)) < len(chosen):
            message = gettext("Một câu hỏi được chọn hai lần. Chọn các câu khác nhau.")
            self.add_error("field_0", ValidationError(message))
        return typed

    def _boxes(self) -> list[str]:
        return [name for name in self.fields if name.startswith("field_")]

    def edit(self) -> ComparisonEdit:
        typed = self.cleaned_data
        return ComparisonEdit(
            code=self.code,
            rule=self.rule,
            fields=tuple(typed[name] for name in self._boxes() if typed.get(name)),
            warn=typed["weight"] == "warn",
            message=self._text_or_none("message"),
            years=typed.get("years"),
        )
