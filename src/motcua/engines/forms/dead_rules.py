"""Rules of a form that can never hold, each with a sentence that names the question and what to do."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.engines.forms import condition_words, conditions, domains, messages
from motcua.engines.forms.checks import Placed, conditions_of
from motcua.engines.forms.domains import UndecidableError
from motcua.engines.forms.reachability import Reach, Target
from motcua.engines.forms.types import (
    DeadKind,
    DeadRule,
    Elsewhere,
    Form,
    Item,
    RuleUse,
    Text,
    Widget,
)


def dead_rules(
    form: Form,
    *,
    facts: Mapping[str, Collection[str]] | None = None,
    elsewhere: Iterable[Elsewhere] = (),
) -> tuple[DeadRule, ...]:
    """`facts` are the values that $case, $channel, $submitter may have; without, any.

    Sound: nothing is called dead that can hold. What cannot be decided in time is not called dead.
    """
    looking = _Looking(form, facts or {})
    return (
        *looking.at_conditions(),
        *looking.at_limits(),
        *looking.at_rules(),
        *looking.at(elsewhere),
    )


class _Looking:
    def __init__(self, form: Form, facts: Mapping[str, Collection[str]]) -> None:
        self._form = form
        self._facts = facts
        self._reach = Reach(form, facts)
        self._everything = dict(_everything(form))

    def at_conditions(self) -> Iterator[DeadRule]:
        """Inside a page or group that is told of, its questions are not told of for the same reason."""
        told: set[str] = set()
        for placed in conditions_of(self._form):
            place = placed.item.path if placed.item else f"page:{placed.page.id}"
            target = None if told.intersection(_around(placed)) else _target(placed)
            for dead in self._judged(place, _subject(placed), placed, target):
                told.add("" if placed.fills else place)
                yield dead

    def at(self, elsewhere: Iterable[Elsewhere]) -> Iterator[DeadRule]:
        page = self._form.pages[-1]
        for one in elsewhere:
            if one.condition is not None and not any(conditions.faults(one.condition)):
                placed = Placed(one.place, one.condition, self._everything, page)
                target = Target(condition=one.condition)
                yield from self._judged(one.place, _of_other(one.subject), placed, target)

    def _judged(
        self, place: str, subject: "_Subject", placed: Placed, target: Target | None
    ) -> Iterator[DeadRule]:
        wrong = [*self._names(place, subject, placed), *self._options(place, subject, placed)]
        yield from wrong
        if wrong:
            return
        try:
            if not self._reach.holds_alone(placed):
                yield self._impossible(place, subject, placed)
            elif target is not None and not self._reach.is_possible(target):
                names = sorted(set(conditions.names(placed.condition)))
                asked = _listed(names, placed.known)
                yield DeadRule(DeadKind.NEVER_TOGETHER, place, subject.never_together(asked))
        except UndecidableError:
            return

    def _names(self, place: str, subject: "_Subject", placed: Placed) -> Iterator[DeadRule]:
        for name in dict.fromkeys(conditions.names(placed.condition)):
            if name in placed.known or name in conditions.FACTS:
                continue
            found = self._everything.get(name) or self._sibling(name, placed)
            if found is None:
                yield DeadRule(DeadKind.UNKNOWN, place, subject.unknown(name))
            else:
                yield DeadRule(DeadKind.LATER, place, subject.later(_quoted(found.short)))

    def _sibling(self, name: str, placed: Placed) -> Item | None:
        item = placed.item
        group = item.group if item is not None else None
        return self._everything.get(f"{group.path}.{name}") if group else None

    def _options(self, place: str, subject: "_Subject", placed: Placed) -> Iterator[DeadRule]:
        for use in domains.uses_of(placed.condition):
            if use.operator not in {"==", "!=", "in"}:
                continue
            allowed = self._allowed(use.name, placed)
            for constant in use.constants() if allowed is not None else ():
                if constant is not None and constant not in (allowed or ()):
                    asked = condition_words.named(use.name, placed.known)
                    said = condition_words.value_words(constant, None)
                    yield DeadRule(DeadKind.NO_OPTION, place, subject.no_option(asked, said))

    def _allowed(self, name: str, placed: Placed) -> Collection[Any] | None:
        if name.startswith("$"):
            return self._facts.get(name[1:])
        item = placed.known.get(name)
        if item is None or item.widget not in _CLOSED:
            return None
        if item.widget is Widget.YES_NO:
            return (True, False)
        return (True,) if item.widget is Widget.STATEMENT else [o.value for o in item.options]

    def _impossible(self, place: str, subject: "_Subject", placed: Placed) -> DeadRule:
        for atom in _ordered_atoms(placed.condition):
            alone = Placed(placed.where, atom, placed.known, placed.page, placed.item)
            if not self._reach.holds_alone(alone):
                words = condition_words.in_words(atom, placed.known)
                return DeadRule(DeadKind.OUT_OF_RANGE, place, subject.out_of_range(words))
        return DeadRule(DeadKind.CONTRADICTION, place, subject.contradiction())

    def at_limits(self) -> Iterator[DeadRule]:
        for path, item in self._everything.items():
            crossed = next(_crossed(item), None)
            if crossed is not None:
                yield DeadRule(DeadKind.EMPTY_LIMITS, path, _no_answer(item, *crossed))

    def at_rules(self) -> Iterator[DeadRule]:
        for number, use in enumerate(self._form.rules):
            paths = tuple(dict.fromkeys(field for field in use.fields if self._is_leaf(field)))
            if len(paths) < 2:
                continue
            try:
                possible = self._reach.is_possible(Target(paths=paths))
            except UndecidableError:
                continue
            if not possible:
                yield DeadRule(DeadKind.IDLE_RULE, f"rule:{number}", self._idle(use))

    def _is_leaf(self, field: str) -> bool:
        item = self._everything.get(field)
        in_table = item is not None and item.group and item.group.widget is Widget.TABLE
        return item is not None and not item.items and not in_table

    def _idle(self, use: RuleUse) -> Text:
        asked = _listed(use.fields, self._everything)
        return Text(
            f"Các câu {asked.vi} được so với nhau, nhưng không ai được hỏi cả các câu này. Hãy bỏ phép"
            " so sánh đó, hoặc sửa điều kiện của các câu.",
            f"{asked.en} are compared, but nobody is asked all of them. Remove the comparison, or"
            " change the conditions of these questions.",
        )


_CLOSED = frozenset(
    {Widget.YES_NO, Widget.STATEMENT, Widget.RADIOS, Widget.SELECT, Widget.CHECKBOXES}
)


def _everything(form: Form) -> Iterator[tuple[str, Item]]:
    for page in form.pages:
        for item in page.items:
            yield item.path, item
            yield from ((child.path, child) for child in item.items)


def _around(placed: Placed) -> Iterator[str]:
    if placed.item is not None:
        yield f"page:{placed.page.id}"
        if placed.item.group is not None:
            yield placed.item.group.path


def _target(placed: Placed) -> Target | None:
    """A column of a table is asked in a row, whoever fills it in."""
    item = placed.item
    if item is None:
        return Target(page=placed.page)
    if item.group is not None and item.group.widget is Widget.TABLE:
        return None
    if item.widget is Widget.PERSON:
        return Target(page=placed.page, condition=item.show_if)
    return Target(paths=(item.path,), condition=placed.condition if placed.fills else None)


def _ordered_atoms(condition: object) -> Iterator[object]:
    if not isinstance(condition, Mapping):
        return
    operator, raw = next(iter(condition.items()))
    if operator in domains.ORDERED:
        yield condition
    for argument in raw if isinstance(raw, list) else [raw]:
        yield from _ordered_atoms(argument)


def _crossed(item: Item) -> Iterator[tuple[Any, Any]]:
    """The lower limit and the upper one, where no answer lies between them."""
    schema = item.schema
    for low, high in (("minLength", "maxLength"), ("minItems", "maxItems"), ("minimum", "maximum")):
        if low in schema and high in schema and schema[low] > schema[high]:
            yield schema[low], schema[high]
    over = schema.get("exclusiveMinimum")
    if over is not None and "maximum" in schema and schema["maximum"] <= over:
        yield over, schema["maximum"]
    if item.widget in domains.NUMERIC and schema.get("maximum", 0) < 0:
        yield 0, schema["maximum"]
    if item.widget is Widget.TABLE and item.minimum_rows > item.maximum_rows:
        yield item.minimum_rows, item.maximum_rows
    if item.widget is Widget.CHECKBOXES and schema.get("minItems", 0) > len(item.options):
        yield schema["minItems"], len(item.options)


def _no_answer(item: Item, low: Any, high: Any) -> Text:
    asked = _quoted(item.short)
    return Text(
        f"Câu hỏi {asked.vi} không nhận được câu trả lời nào: ít nhất {low} mà nhiều nhất {high}. Hãy"
        " sửa lại hai giới hạn.",
        f"No answer to {asked.en} will do: at least {low}, at most {high}. Correct the two limits.",
    )


# ------------------------------------------------------------------ how each is told


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who the condition decides about, and what would happen if it held."""

    name: Text  # Câu hỏi «A», Trang «B», Giấy tờ «C»
    short: Text  # «A»

    def unknown(self, name: str) -> Text:
        return Text(
            f"{self.name.vi} phụ thuộc một câu hỏi không còn trong mẫu («{name}»). Hãy sửa hoặc bỏ điều"
            f" kiện của {self.short.vi}.",
            f"{self.name.en} depends on a question that is no longer in the form (“{name}”). Change or"
            f" remove the condition of {self.short.en}.",
        )

    def later(self, other: Text) -> Text:
        return Text(
            f"{self.name.vi} phụ thuộc câu {other.vi}, nhưng câu này được hỏi sau. Hãy chuyển"
            f" {other.vi} lên trước {self.short.vi}.",
            f"{self.name.en} depends on {other.en}, which is asked later. Move {other.en} before"
            f" {self.short.en}.",
        )

    def no_option(self, other: Text, value: Text) -> Text:
        return Text(
            f"{self.name.vi} có điều kiện {other.vi} là {value.vi}, nhưng {other.vi} không có lựa chọn"
            f" đó. Hãy chọn lại điều kiện của {self.short.vi}, hoặc thêm lựa chọn vào {other.vi}.",
            f"{self.name.en} has the condition that {other.en} is {value.en}, which cannot be chosen"
            f" there. Choose the condition of {self.short.en} again, or add the option to {other.en}.",
        )

    def out_of_range(self, words: Text) -> Text:
        return Text(
            f"{self.name.vi} có điều kiện {words.vi}, nhưng giới hạn của câu đó không cho trả lời như"
            f" vậy. Hãy sửa số trong điều kiện của {self.short.vi}, hoặc sửa giới hạn.",
            f"{self.name.en} has the condition that {words.en}, but the limits of that question allow"
            f" no such answer. Change the number in the condition of {self.short.en}, or the limits.",
        )

    def contradiction(self) -> Text:
        return Text(
            f"{self.name.vi} có các điều kiện trái nhau, không bao giờ cùng đúng. Hãy bỏ bớt điều kiện"
            f" của {self.short.vi}.",
            f"{self.name.en} has conditions that contradict one another and never hold together. Remove"
            f" some of the conditions of {self.short.en}.",
        )

    def never_together(self, others: Text) -> Text:
        return Text(
            f"{self.name.vi} không bao giờ tới lượt: điều kiện của {self.short.vi} không khớp với lúc"
            f" {others.vi} được hỏi. Hãy sửa một trong các điều kiện đó.",
            f"{self.name.en} is never reached: its condition does not fit the times when {others.en} is"
            " asked. Change one of these conditions.",
        )


def _subject(placed: Placed) -> _Subject:
    if placed.item is None:
        short = _quoted(placed.page.title)
        return _Subject(Text(f"Trang {short.vi}", f"The page {short.en}"), short)
    short = _quoted(_full(placed.item))
    if placed.fills:
        filled = Text(f"Phần điền sẵn của câu {short.vi}", f"What fills in {short.en}")
        return _Subject(filled, short)
    return _Subject(Text(f"Câu hỏi {short.vi}", f"The question {short.en}"), short)


def _of_other(subject: Text) -> _Subject:
    return _Subject(subject, Text(messages.lowered(subject.vi), messages.lowered(subject.en)))


def _full(item: Item) -> Text:
    """A question inside a group is called with its group: «Mẹ: Họ tên»."""
    if item.group is None:
        return item.short
    group, own = item.group.short, item.short
    return Text(f"{group.vi}: {own.vi}", f"{group.en}: {own.en}")


def _quoted(text: Text) -> Text:
    return Text(f"«{text.vi}»", f"“{text.en}”")


def _listed(names: Iterable[str], known: Mapping[str, Item]) -> Text:
    parts = [condition_words.named(name, known) for name in names]
    return condition_words.joined(parts, Text(", ", ", "))
