"""What is asked about one fee: how much, by what it changes, who does not pay, and when it is due."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, FeeEdit, FeeExemption, FeeRules, FeeTier, Text
from motcua.channels.desk.dates import TypedDate
from motcua.channels.operations.condition_fields import OF_FEE, ConditionFields
from motcua.channels.operations.version_fields import ENGLISH, choice, dong, held_text, whole, words
from motcua.channels.operations.version_forms import CasesForm

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None
CHANNELS = {
    "online": _("Khi nộp trực tuyến (đồng)"),
    "direct": _("Khi nộp trực tiếp (đồng)"),
    "postal": _("Khi nộp qua bưu chính (đồng)"),
}
TIERS = 4
SPARE_EXEMPTIONS = 2


class FeeForm(CasesForm):
    part = "fees"
    name = words(_("Tên khoản thu"), max_length=300)
    name_en = words(_("Tên bằng tiếng Anh"), required=False, help_text=ENGLISH)
    kind = choice(_("Loại"), [("phi", _("Phí")), ("le_phi", _("Lệ phí"))])
    amount = dong(_("Mức thu (đồng)"), help_text=_("Để trống nếu cán bộ báo khi tiếp nhận."))
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
    sections = (
        (_("Mức khác theo cách nộp"), ("by_online", "by_direct", "by_postal")),
        (_("Số bản, số trang"), ("counted", "pages", "cap")),
        (_("Mức theo bậc trang"), ("tier_to", "tier_amount")),
        (_("Ai được miễn"), ("exempt", "exempt_source")),
        (_("Thu của ai"), ("cases", "asked", "when", "than")),
    )

    folded = ("by_online", "counted", "tier_to", "exempt")

    rules = FeeRules()
    exemptions = 0

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
        form = cls.made(draft, held, values, posted)
        form.rules = catalogue.fee_rules(draft, form.code)
        form.ask_channels()
        form.ask_count(draft)
        form.ask_tiers()
        form.ask_exemptions(posted)
        said = catalogue.condition_in_words(draft, form.rules.when)
        names = catalogue.condition_names(draft)
        form.conditions = ConditionFields(names, form.rules.when, said, OF_FEE)
        form.conditions.add_to(form.fields, form.initial)
        return form

    def ask_channels(self) -> None:
        for name, label in CHANNELS.items():
            self.fields[f"by_{name}"] = dong(label)
            self.initial[f"by_{name}"] = self.rules.by_channel.get(name, "")
        self.fields["by_online"].help_text = gettext("Để trống thì theo mức thu ở trên.")

    def ask_count(self, draft: DraftView) -> None:
        countable = catalogue.countable(draft)
        copies = [("", gettext("Luôn một bản"))]
        copies += [
            (
                path,
                gettext("Mỗi dòng của «{}» một bản").format(name) if path.endswith(".") else name,
            )
            for path, name in countable
        ]
        pages = [("", gettext("Một trang"))]
        pages += [(path, name) for path, name in countable if not path.endswith(".")]
        self.fields["counted"] = forms.ChoiceField(
            label=gettext("Số bản lấy từ câu trả lời"), choices=copies, required=False
        )
        self.fields["pages"] = forms.ChoiceField(
            label=gettext("Số trang lấy từ câu trả lời"),
            choices=pages,
            required=False,
            help_text=gettext("Chỉ dùng khi tính theo trang."),
        )
        self.fields["cap"] = dong(gettext("Nhiều nhất cho một bản (đồng)"))
        self.initial["counted"], self.initial["pages"] = self.rules.counted, self.rules.pages
        self.initial["cap"] = "" if self.rules.cap is None else self.rules.cap

    def ask_tiers(self) -> None:
        for row in range(max(TIERS, len(self.rules.tiers) + 1)):
            self.fields[f"tier_to_{row}"] = whole(
                gettext("Bậc {}: đến trang thứ mấy").format(row + 1), required=False, least=1
            )
            self.fields[f"tier_amount_{row}"] = dong(
                gettext("Bậc {}: mỗi trang bao nhiêu đồng").format(row + 1)
            )
        note = gettext(
            "Không chia bậc thì để trống hết. Bậc cuối để trống ô này: các trang còn lại."
        )
        self.fields["tier_to_0"].help_text = note
        for row, tier in enumerate(self.rules.tiers):
            self.initial[f"tier_to_{row}"] = "" if tier.up_to is None else tier.up_to
            self.initial[f"tier_amount_{row}"] = tier.amount

    def ask_exemptions(self, posted: Posted) -> None:
        asked = sum(name.startswith("exempt_source_") for name in posted) if posted else 0
        self.exemptions = max(len(self.rules.exempt) + SPARE_EXEMPTIONS, asked)
        for row in range(self.exemptions):
            number = row + 1
            self.fields[f"exempt_{row}"] = words(
                gettext("Đối tượng {}").format(number), required=False, max_length=200
            )
            self.fields[f"exempt_source_{row}"] = words(
                gettext("Văn bản cho miễn đối tượng {}").format(number),
                required=False,
                max_length=200,
            )
            self.fields[f"exempt_en_{row}"] = words(
                gettext("Đối tượng {} bằng tiếng Anh").format(number), required=False
            )
        for row, one in enumerate(self.rules.exempt):
            self.initial[f"exempt_{row}"] = one.name.vi
            self.initial[f"exempt_en_{row}"] = one.name.en
            self.initial[f"exempt_source_{row}"] = one.legal_source

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        for name, message in _mistakes(typed, self.exemptions):
            self.add_error(name, ValidationError(message))
        return typed

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
            rules=self._rules(),
        )

    def _rules(self) -> FeeRules:
        typed = self.cleaned_data
        return FeeRules(
            by_channel=dict(self._by_channel()),
            tiers=tuple(_tiers(typed)),
            cap=typed["cap"],
            counted=typed["counted"],
            pages=typed["pages"],
            exempt=tuple(self._exempt()),
            when=self.conditions.condition(typed) if self.conditions else None,
        )

    def _by_channel(self) -> Iterator[tuple[str, int | None]]:
        """«The official tells» for one way of handing in stays until a figure is typed."""
        held = self.rules.by_channel
        for name in CHANNELS:
            figure = self.cleaned_data[f"by_{name}"]
            if figure is not None or held.get(name, 0) is None:
                yield name, figure

    def _exempt(self) -> Iterator[FeeExemption]:
        typed = self.cleaned_data
        for row in range(self.exemptions):
            name = typed[f"exempt_{row}"]
            if name:
                code = self.rules.exempt[row].code if row < len(self.rules.exempt) else ""
                said = Text(name, typed[f"exempt_en_{row}"])
                yield FeeExemption(code, said, typed[f"exempt_source_{row}"])


def _tiers(typed: Held) -> Iterator[FeeTier]:
    for row in _rows(typed):
        if typed.get(f"tier_amount_{row}") is not None:
            yield FeeTier(typed.get(f"tier_to_{row}"), typed[f"tier_amount_{row}"])


def _rows(typed: Held) -> range:
    return range(sum(name.startswith("tier_amount_") for name in typed))


def _mistakes(typed: Held, exemptions: int) -> Iterator[tuple[str, str]]:
    tiers = list(_tiers(typed))
    for row in _rows(typed):
        if typed.get(f"tier_to_{row}") and typed.get(f"tier_amount_{row}") is None:
            yield f"tier_amount_{row}", gettext("Nhập số tiền của bậc này, hoặc xóa số trang.")
    if tiers and typed.get("per") != "page":
        yield (
            "tier_to_0",
            gettext("Bậc trang chỉ dùng khi tính theo trang. Chọn «Trang», hoặc xóa các bậc."),
        )
    if tiers and any(typed.get(f"by_{name}") is not None for name in CHANNELS):
        yield "by_online", gettext("Đã chia bậc thì để trống các mức theo cách nộp.")
    for row in range(exemptions):
        named, source = typed.get(f"exempt_{row}"), typed.get(f"exempt_source_{row}")
        if named and not source:
            yield f"exempt_source_{row}", gettext("Nhập văn bản cho miễn đối tượng này.")
        if source and not named:
            yield f"exempt_{row}", gettext("Nhập tên đối tượng được miễn, hoặc xóa văn bản.")
