"""«What does this person pay»: the fees of a draft, billed for answers that are tried out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView
from motcua.channels.desk.dates import TypedDate
from motcua.channels.operations.form_fields import Measured
from motcua.channels.operations.version_fields import whole
from motcua.channels.wording import money, say
from motcua.engines.forms.types import Item, Widget
from motcua.payments import api as payments
from motcua.payments.types import Bill, Facts

CHANNELS = [
    ("direct", _("Nộp trực tiếp")),
    ("online", _("Nộp trực tuyến")),
    ("postal", _("Nộp qua bưu chính")),
]
MOST_ROWS = 50
_COUNTS = frozenset({Widget.NUMBER, Widget.MONEY})
_MEASURES = frozenset({Widget.AREA, Widget.LENGTH})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that fees look at, under the name of its box. `table`: a column of that table."""

    box: str
    path: str
    item: Item
    table: str = ""


class FeeTrialForm(forms.Form):
    """Only what the fees depend on is asked."""

    asked: tuple[_Asked, ...] = ()
    tables: tuple[str, ...] = ()

    @classmethod
    def of(cls, draft: DraftView, typed: Mapping[str, Any] | None) -> Self:
        form = cls(typed)
        cases = [(one["code"], say(one["name"])) for one in draft.plain["cases"]]
        form.fields["truong-hop"] = forms.ChoiceField(label=gettext("Trường hợp"), choices=cases)
        form.fields["cach-nop"] = forms.ChoiceField(label=gettext("Cách nộp"), choices=CHANNELS)
        form.ask_answers(draft)
        form.ask_exemptions(draft)
        return form

    def ask_answers(self, draft: DraftView) -> None:
        found = catalogue.fee_questions(draft)
        leaves = [(path, item) for path, item in found.items() if not item.items]
        self.asked = tuple(
            _Asked(f"tra-loi-{at}", path, item, _table(path, found))
            for at, (path, item) in enumerate(leaves)
        )
        self.tables = tuple(path for path, item in found.items() if item.widget is Widget.TABLE)
        for at, table in enumerate(self.tables):
            label = gettext("«{}»: số dòng").format(say(found[table].short))
            self.fields[f"so-dong-{at}"] = whole(label, least=1, max_value=MOST_ROWS)
            self.initial[f"so-dong-{at}"] = 1
        for one in self.asked:
            self.fields[one.box] = _box(one.item, _label(one, found))

    def ask_exemptions(self, draft: DraftView) -> None:
        lines = {
            one.code: say(one.name)
            for fee in draft.plain.get("fees", [])
            for one in catalogue.fee_rules(draft, fee["code"]).exempt
        }
        if lines:
            self.fields["mien"] = forms.MultipleChoiceField(
                label=gettext("Người này thuộc đối tượng được miễn"),
                choices=list(lines.items()),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def bill(self, draft: DraftView) -> Bill:
        typed = self.cleaned_data
        facts = Facts(
            channel=typed["cach-nop"],
            answers=self._answers(),
            exemptions=frozenset(typed.get("mien", ())),
            case=typed["truong-hop"],
        )
        return payments.bill(catalogue.draft_fees(draft, typed["truong-hop"]), facts)

    def _answers(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for one in self.asked:
            value = _value(one.item, self.cleaned_data[one.box])
            if not one.table and value is not None:
                _put(answers, one.path, value)
        for at, table in enumerate(self.tables):
            row = {
                one.item.field: _value(one.item, self.cleaned_data[one.box])
                for one in self.asked
                if one.table == table
            }
            answers[table] = [row] * self.cleaned_data[f"so-dong-{at}"]
        return answers


def _table(path: str, found: Mapping[str, Item]) -> str:
    top, dot, _field = path.partition(".")
    return top if dot and top in found and found[top].widget is Widget.TABLE else ""


def _label(one: _Asked, found: Mapping[str, Item]) -> str:
    own = say(one.item.short)
    if one.table:
        return gettext("«{}»: {} của mỗi dòng").format(say(found[one.table].short), own)
    return f"{say(one.item.group.short)}: {own}" if one.item.group else own


def _box(item: Item, label: str) -> forms.Field:
    listed = [(one.value, say(one.label)) for one in item.options]
    if item.widget is Widget.STATEMENT:
        listed = [("yes", gettext("Có")), ("no", gettext("Không"))]
    if listed:
        choices = [("", gettext("Chưa trả lời")), *listed]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return _typed_box(item, label)


def _typed_box(item: Item, label: str) -> forms.Field:
    if item.widget in _COUNTS:
        return whole(label, required=False)
    if item.widget in _MEASURES:
        return Measured(label)
    if item.widget is Widget.DATE3:
        return TypedDate(label=label, required=False, help_text=gettext("Ví dụ 01/07/2026."))
    return forms.CharField(label=label, required=False, max_length=300)


def _value(item: Item, typed: Any) -> Any:
    if typed in {"", None}:
        return None
    if item.widget in {Widget.YES_NO, Widget.STATEMENT}:
        return typed == "yes"
    if item.widget is Widget.CHECKBOXES:
        return [typed]
    if item.widget in _MEASURES:
        return float(typed)
    return typed


def _put(answers: dict[str, Any], path: str, value: Any) -> None:
    top, _dot, inner = path.partition(".")
    if inner:
        answers.setdefault(top, {})[inner] = value
    else:
        answers[top] = value


def lines_of(bill: Bill) -> Iterator[tuple[str, str, str]]:
    """What, how much, and why so much or so little."""
    for line in bill.lines:
        amount = gettext("cán bộ báo") if line.amount is None else money(line.amount)
        why = line.legal_source
        if line.exempt is not None:
            why = gettext("được miễn: {} ({})").format(say(line.exempt), line.legal_source)
        elif line.count > 1:
            why = gettext("{} lần; {}").format(line.count, line.legal_source)
        yield say(line.name), amount, why
