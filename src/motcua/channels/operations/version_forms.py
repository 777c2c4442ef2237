"""What is asked about each part of the next version, in plain words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import (
    DraftView,
    Edit,
    FrameEdit,
    GeneralEdit,
    Rule,
    Text,
)
from motcua.channels.desk.dates import TypedDate
from motcua.channels.operations.condition_fields import ConditionFields
from motcua.channels.operations.sections import Sections
from motcua.channels.operations.version_fields import ENGLISH, choice, held_text, words
from motcua.channels.wording import say

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None


class VersionForm(forms.Form):
    sections: Sections = ()
    folded: tuple[str, ...] = ()
    conditions: ConditionFields | None = None

    def edit(self) -> Edit:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.conditions is not None:
            self.conditions.clean(self)
        return typed

    def _text(self, name: str) -> Text:
        return Text(self.cleaned_data[name], self.cleaned_data.get(f"{name}_en", ""))

    def _text_or_none(self, name: str) -> Text | None:
        return self._text(name) if self.cleaned_data[name] else None

    def _day(self, name: str) -> date | None:
        typed = self.cleaned_data[name]
        return date.fromisoformat(typed) if typed else None


class FrameForm(VersionForm):
    decision = words(_("Số quyết định công bố"), max_length=120, help_text=_("Ví dụ 1234/QĐ-UBND."))
    takes_effect_on = TypedDate(
        label=_("Có hiệu lực từ ngày"),
        help_text=_(
            "Sớm nhất là ngày mai, ví dụ 01/07/2027. Bản hiện hành hết hiệu lực hôm trước."
        ),
        error_messages={"required": _("Nhập ngày có hiệu lực.")},
    )
    reason = words(
        _("Lý do thay đổi"),
        rows=3,
        max_length=600,
        help_text=_("Người dân đọc được ở trang thủ tục. Viết một, hai câu."),
    )
    rule = choice(
        _("Hồ sơ đã nộp trước ngày đó"),
        [
            (Rule.STAY, _("Giữ bản cũ (mặc định theo luật)")),
            (Rule.MOVE, _("Hồ sơ chưa tiếp nhận chuyển sang bản mới; đã tiếp nhận thì giữ bản cũ")),
        ],
    )

    @classmethod
    def of(cls, draft: DraftView, posted: Posted) -> Self:
        day = draft.takes_effect_on
        held = {
            "decision": draft.decision,
            "takes_effect_on": f"{day:%d/%m/%Y}" if day else "",
            "reason": draft.reason,
            "rule": draft.rule,
        }
        return cls(posted, initial=held)

    def edit(self) -> FrameEdit:
        typed = self.cleaned_data
        day = self._day("takes_effect_on")
        return FrameEdit(typed["decision"], typed["reason"], day, Rule(typed["rule"]))


class GeneralForm(VersionForm):
    name = words(_("Tên thủ tục"), max_length=400)
    name_en = words(_("Tên thủ tục bằng tiếng Anh"), required=False, help_text=ENGLISH)
    summary = words(_("Mô tả ngắn"), rows=3, max_length=1000)
    summary_en = words(_("Mô tả bằng tiếng Anh"), rows=3, required=False, help_text=ENGLISH)
    who = words(_("Ai nộp được"), rows=4, help_text=_("Mỗi dòng một nhóm người."))
    who_en = words(
        _("Ai nộp được, bằng tiếng Anh"), rows=4, required=False, help_text=_("Cùng thứ tự dòng.")
    )

    @classmethod
    def of(cls, draft: DraftView, posted: Posted) -> Self:
        plain = draft.plain
        who = plain["who_may_apply"]
        held = {
            **held_text(plain, "name"),
            **held_text(plain, "summary"),
            "who": "\n".join(one["vi"] for one in who),
            "who_en": "\n".join(one["en"] for one in who),
        }
        return cls(posted, initial=held)

    def edit(self) -> GeneralEdit:
        lines = self.cleaned_data["who"].splitlines()
        english = self.cleaned_data["who_en"].splitlines()
        padded = [*english, *[""] * len(lines)]
        who = tuple(
            Text(vi.strip(), en.strip())
            for vi, en in zip(lines, padded, strict=False)
            if vi.strip()
        )
        return GeneralEdit(self._text("name"), self._text("summary"), who)


class CasesForm(VersionForm):
    """For what only some cases ask for."""

    part = ""
    code = ""
    cases = forms.MultipleChoiceField(
        label=_("Trường hợp nào cần"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một trường hợp.")},
    )

    @classmethod
    def made(cls, draft: DraftView, held: Held, values: Held, posted: Posted) -> Self:
        cases = draft.plain["cases"]
        code = str(held.get("code", ""))
        asked = [c["code"] for c in cases if not code or code in c.get(cls.part, [code])]
        form = cls(posted, initial={**values, "cases": asked})
        form.code = code
        form.fields["cases"].choices = [(c["code"], say(Text.of(c["name"]))) for c in cases]  # type: ignore[attr-defined]
        asked_last = form.fields.pop("cases")
        if len(cases) > 1:
            form.fields["cases"] = asked_last
        form.only = tuple(c["code"] for c in cases)
        return form

    only: tuple[str, ...] = ()

    def _cases(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get("cases", self.only))
