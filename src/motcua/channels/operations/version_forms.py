"""What is asked about each part of the next version, in plain words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.types import (
    CaseEdit,
    DraftView,
    Edit,
    FeeEdit,
    FrameEdit,
    GeneralEdit,
    PaperEdit,
    Rule,
    Text,
)
from motcua.channels.desk.dates import TypedDate
from motcua.channels.operations.version_fields import ENGLISH, choice, held_text, whole, words
from motcua.channels.wording import say

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


class VersionForm(forms.Form):
    def edit(self) -> Edit:
        raise NotImplementedError

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


class CaseForm(VersionForm):
    name = words(_("Tên trường hợp"), max_length=300)
    name_en = words(_("Tên bằng tiếng Anh"), required=False, help_text=ENGLISH)
    unit = choice(
        _("Đơn vị thời hạn"),
        [
            ("working_day", _("Ngày làm việc")),
            ("day", _("Ngày theo lịch")),
            ("month", _("Tháng")),
            ("hour", _("Giờ làm việc")),
            ("same_day", _("Trong ngày")),
        ],
    )
    value = whole(
        _("Thời hạn theo quy định của trung ương"),
        required=False,
        least=1,
        help_text=_("Chọn «Trong ngày» thì để trống."),
    )
    local_value = whole(
        _("Thời hạn ngắn hơn của tỉnh"),
        required=False,
        least=1,
        help_text=_("Ngày hẹn tính theo thời hạn ngắn hơn. Không rút ngắn thì để trống."),
    )
    field_order = ["name", "name_en", "value", "unit", "local_value"]

    code = ""

    @classmethod
    def of(cls, case: Held, posted: Posted) -> Self:
        clock = case["clock"]
        limit = clock.get("limit") or clock["appointments"][0]
        held = {
            **held_text(case, "name"),
            "value": limit.get("value") or "",
            "unit": limit["unit"],
            "local_value": clock.get("local_limit", {}).get("value", ""),
        }
        form = cls(posted, initial=held)
        form.code = case["code"]
        return form

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        same_day = typed.get("unit") == "same_day"
        if not self.errors and not same_day and not typed.get("value"):
            self.add_error("value", ValidationError(_("Nhập thời hạn bằng chữ số, ví dụ 5.")))
        if same_day and typed.get("local_value"):
            message = _("«Trong ngày» đã là ngắn nhất; để trống ô này.")
            self.add_error("local_value", ValidationError(message))
        return typed

    def edit(self) -> CaseEdit:
        typed = self.cleaned_data
        value, local = typed["value"] or 0, typed["local_value"]
        return CaseEdit(self.code, self._text("name"), value, typed["unit"], local)


class _CasesForm(VersionForm):
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


class PaperForm(_CasesForm):
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
        _("Khi nào cần"),
        required=False,
        max_length=400,
        help_text=_("Ví dụ: Khi ủy quyền cho người khác. Luôn cần thì để trống."),
    )
    condition_text_en = words(_("Khi nào cần, bằng tiếng Anh"), required=False, help_text=ENGLISH)
    replaceable_by = forms.MultipleChoiceField(
        label=_("Dữ liệu Nhà nước đã có, thay được giấy này"),
        choices=SOURCES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

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
        form.fields["condition_text"].required = "condition" in held
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
        )


class FeeForm(_CasesForm):
    part = "fees"
    name = words(_("Tên khoản thu"), max_length=300)
    name_en = words(_("Tên bằng tiếng Anh"), required=False, help_text=ENGLISH)
    kind = choice(_("Loại"), [("phi", _("Phí")), ("le_phi", _("Lệ phí"))])
    amount = whole(
        _("Mức thu (đồng)"), required=False, help_text=_("Để trống nếu cán bộ báo khi tiếp nhận.")
    )
    per = choice(
        _("Tính theo"), [("dossier", _("Hồ sơ")), ("copy", _("Bản")), ("page", _("Trang"))]
    )
    legal_source = words(
        _("Văn bản quy định mức thu"), max_length=300, help_text=_("Số và ký hiệu, điều khoản.")
    )
    issued_on = TypedDate(
        label=_("Ngày ban hành văn bản đó"), required=False, help_text=_("Ví dụ 09/07/2026.")
    )
    collected_at = choice(
        _("Thu khi nào"),
        [("filing", _("Khi nộp")), ("acceptance", _("Khi tiếp nhận")), ("return", _("Khi trả"))],
    )

    @classmethod
    def of(cls, draft: DraftView, held: Held, posted: Posted) -> Self:
        day = held.get("issued_on", "")
        values = {
            **held_text(held, "name"),
            "kind": held.get("kind", "le_phi"),
            "amount": held.get("amount", ""),
            "per": held.get("per", "dossier"),
            "legal_source": held.get("legal_source", ""),
            "issued_on": f"{date.fromisoformat(day):%d/%m/%Y}" if day else "",
            "collected_at": held.get("collected_at", "acceptance"),
        }
        return cls.made(draft, held, values, posted)

    def edit(self) -> FeeEdit:
        typed = self.cleaned_data
        return FeeEdit(
            code=self.code,
            name=self._text("name"),
            kind=typed["kind"],
            amount=typed["amount"],
            per=typed["per"],
            legal_source=typed["legal_source"],
            issued_on=self._day("issued_on"),
            collected_at=typed["collected_at"],
            cases=self._cases(),
        )
