"""«Chỉ hỏi khi …»: up to a few rows, each a question with an answer out of one list."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.channels.operations.version_fields import SHORT
from motcua.channels.wording import say
from motcua.engines.forms import api as engine
from motcua.engines.forms.types import Clause, Clauses, Comparison, Item, Widget

ROWS = 3
MOST_OPTIONS = 30  # longer lists are for places, not for conditions
ALWAYS, ALL, ANY, KEEP = "always", "all", "any", "keep"
_NUMBERS = frozenset({Widget.NUMBER, Widget.MONEY, Widget.AREA, Widget.LENGTH})
_MEASURED: Mapping[Comparison, Promise] = {
    Comparison.IS: gettext_lazy("«{}» bằng số ở ô bên dưới"),
    Comparison.AT_LEAST: gettext_lazy("«{}» ít nhất là số ở ô bên dưới"),
    Comparison.MORE: gettext_lazy("«{}» lớn hơn số ở ô bên dưới"),
    Comparison.AT_MOST: gettext_lazy("«{}» nhiều nhất là số ở ô bên dưới"),
    Comparison.LESS: gettext_lazy("«{}» nhỏ hơn số ở ô bên dưới"),
}
_DATED: Mapping[Comparison, Promise] = {
    Comparison.AT_LEAST: gettext_lazy("«{}» từ ngày ở ô bên dưới"),
    Comparison.MORE: gettext_lazy("«{}» sau ngày ở ô bên dưới"),
    Comparison.AT_MOST: gettext_lazy("«{}» đến hết ngày ở ô bên dưới"),
    Comparison.LESS: gettext_lazy("«{}» trước ngày ở ô bên dưới"),
}

Names = Mapping[str, Item]
Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the boxes ask: of a question, of a paper, of a fee."""

    label: Promise
    always: Promise
    all_of: Promise
    any_of: Promise


OF_QUESTION = Wording(
    gettext_lazy("Hỏi khi nào"),
    gettext_lazy("Luôn hỏi"),
    gettext_lazy("Chỉ hỏi khi mọi điều kiện dưới đây đều đúng"),
    gettext_lazy("Chỉ hỏi khi có một điều kiện dưới đây đúng"),
)
OF_PAPER = Wording(
    gettext_lazy("Đòi giấy này khi nào"),
    gettext_lazy("Luôn đòi"),
    gettext_lazy("Chỉ đòi khi mọi điều kiện dưới đây đều đúng"),
    gettext_lazy("Chỉ đòi khi có một điều kiện dưới đây đúng"),
)
OF_FEE = Wording(
    gettext_lazy("Thu khoản này khi nào"),
    gettext_lazy("Luôn thu"),
    gettext_lazy("Chỉ thu khi mọi điều kiện dưới đây đều đúng"),
    gettext_lazy("Chỉ thu khi có một điều kiện dưới đây đúng"),
)


class ConditionFields:
    """The boxes that ask for one condition, added to a form; `held` is how it stands."""

    def __init__(
        self,
        names: Names,
        held: Condition | None,
        words: str,
        wording: Wording = OF_QUESTION,
    ) -> None:
        self._names = names
        self._wording = wording
        self._held = held
        self._words = words
        self._clauses = engine.clauses_of(held)
        self._choices = dict(_choices(names))
        if self._clauses and not all(_key(c) in self._choices for c in self._clauses.parts):
            self._clauses = None  # it looks at what cannot be chosen (any more)
        parts = self._clauses.parts if self._clauses else ()
        self._rows = max(ROWS, len(parts) + 1) if self._choices else 0

    def add_to(
        self, fields: MutableMapping[str, forms.Field], initial: MutableMapping[str, Any]
    ) -> None:
        fields["asked"] = forms.ChoiceField(
            label=str(self._wording.label),
            help_text=_(
                "Ô số hoặc ngày chỉ điền khi điều kiện so với một số hay một ngày, ví dụ 3."
            ),
            choices=self._modes(),
            widget=forms.RadioSelect,
            error_messages={"required": _("Chọn một mục.")},
        )
        initial["asked"] = self._mode()
        parts = self._clauses.parts if self._clauses else ()
        for row in range(self._rows):
            fields[f"when_{row}"] = self._when(row)
            fields[f"than_{row}"] = forms.CharField(
                label=_("Số hoặc ngày {}").format(row + 1),
                required=False,
                widget=forms.TextInput(attrs=SHORT),
            )
            if row < len(parts):
                initial[f"when_{row}"] = _key(parts[row])
                initial[f"than_{row}"] = _typed(parts[row], self._names)

    def _when(self, row: int) -> forms.ChoiceField:
        choices = [("", _("Không dùng")), *self._choices.items()]
        label = _("Điều kiện {}").format(row + 1)
        return forms.ChoiceField(label=label, choices=choices, required=False)

    def _modes(self) -> Iterator[tuple[str, str]]:
        yield ALWAYS, str(self._wording.always)
        if self._rows:
            yield ALL, str(self._wording.all_of)
            yield ANY, str(self._wording.any_of)
        if self._clauses is None:
            yield KEEP, _("Giữ điều kiện đang có: {}").format(self._words)

    def _mode(self) -> str:
        if self._held is None:
            return ALWAYS
        if self._clauses is None:
            return KEEP
        return ANY if self._clauses.any_of else ALL

    def clean(self, form: forms.Form) -> None:
        typed = form.cleaned_data
        if typed.get("asked") not in {ALL, ANY}:
            return
        chosen = [row for row in range(self._rows) if typed.get(f"when_{row}")]
        if not chosen:
            message = _("Chọn ít nhất một điều kiện, hoặc chọn «{}».").format(self._wording.always)
            form.add_error("when_0", ValidationError(message))
        for row in chosen:
            if typed[f"when_{row}"].endswith("|") and self._value(typed, row) is None:
                message = _("Điền số hoặc ngày để so, ví dụ 3 hoặc 01/07/2026.")
                form.add_error(f"than_{row}", ValidationError(message))

    def condition(self, typed: Mapping[str, Any]) -> Condition | None:
        mode = typed["asked"]
        if mode == ALWAYS:
            return None
        if mode == KEEP:
            return self._held
        rows = (row for row in range(self._rows) if typed.get(f"when_{row}"))
        clauses = Clauses(tuple(self._clause(typed, row) for row in rows), any_of=mode == ANY)
        if len(clauses.parts) == 1:
            clauses = Clauses(clauses.parts)
        return engine.condition_of(clauses, held=self._held)

    def _clause(self, typed: Mapping[str, Any], row: int) -> Clause:
        name, comparison, value = typed[f"when_{row}"].split("|", 2)
        constant = json.loads(value) if value else self._value(typed, row)
        return Clause(name, Comparison(comparison), constant)

    def _value(self, typed: Mapping[str, Any], row: int) -> Any:
        """The number or day, read as its question reads it; None where it is none."""
        item = self._names[typed[f"when_{row}"].split("|")[0]]
        return engine.read_typed(item, typed.get(f"than_{row}", ""))


def _choices(names: Names) -> Iterator[tuple[str, str]]:
    for name, item in names.items():
        label = say(item.short)
        if item.group is not None and "." in name:
            label = f"{say(item.group.short)}: {label}"
        if item.widget is Widget.YES_NO:
            for value, words in ((True, _("«{}» là Có")), (False, _("«{}» là Không"))):
                yield _key(Clause(name, Comparison.IS, value)), words.format(label)
        elif item.widget in _NUMBERS or item.widget is Widget.DATE3:
            sentences = _DATED if item.widget is Widget.DATE3 else _MEASURED
            for comparison, sentence in sentences.items():
                yield f"{name}|{comparison}|", str(sentence).format(label)
        elif 0 < len(item.options) <= MOST_OPTIONS and item.widget is not Widget.ADDRESS2:
            yield from _of_options(name, label, item)


def _of_options(name: str, label: str, item: Item) -> Iterator[tuple[str, str]]:
    many = item.widget is Widget.CHECKBOXES
    kinds = [(Comparison.IS, _("«{}» là «{}»")), (Comparison.IS_NOT, _("«{}» không phải là «{}»"))]
    if many:
        kinds = [(Comparison.INCLUDES, _("«{}» có chọn «{}»"))]
    for comparison, words in kinds:
        for option in item.options:
            sentence = words.format(label, say(option.label))
            yield _key(Clause(name, comparison, option.value)), sentence


def _key(clause: Clause) -> str:
    """Numbers and days are typed beside the choice."""
    measured = isinstance(clause.value, (int, float)) and not isinstance(clause.value, bool)
    dated = isinstance(clause.value, str) and clause.comparison not in {
        Comparison.IS,
        Comparison.IS_NOT,
        Comparison.INCLUDES,
    }
    value = "" if measured or dated else json.dumps(clause.value, ensure_ascii=False)
    return f"{clause.name}|{clause.comparison}|{value}"


def _typed(clause: Clause, names: Names) -> str:
    if not _key(clause).endswith("|"):
        return ""
    if names[clause.name].widget is Widget.DATE3:
        return f"{date.fromisoformat(str(clause.value)):%d/%m/%Y}"
    return engine.shown_typed(names[clause.name], clause.value)
