"""Whether there is a person who is asked a question: by trying what their answers can be.

Only the questions that matter are tried (those that conditions look at, and what these depend on), each
with one answer of a kind. What a person must answer is answered: a condition that holds only while a
required box is still empty does not count.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from motcua.engines.forms import conditions, domains
from motcua.engines.forms.asking import put
from motcua.engines.forms.checks import Placed, conditions_of
from motcua.engines.forms.domains import UndecidableError, Use
from motcua.engines.forms.types import Form, Item, Page, Widget

MOST_TRIES = 20_000

Facts = Mapping[str, Any]
Seen = Mapping[str, Any]
Plan = tuple[tuple[Page, Item], ...]
Kinds = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Target:
    """What must come true at once: these are asked (and `answered`), and the condition holds there.

    Without `paths`, the condition is looked at when the whole form has been filled in.
    """

    page: Page | None = None
    paths: tuple[str, ...] = ()
    condition: object = None


class Reach:
    """One form, in the situations that `facts` name (by fact, without the dollar)."""

    def __init__(self, form: Form, facts: Mapping[str, Collection[str]]) -> None:
        self._facts = facts
        self._leaves = tuple(form.leaves())
        self._by_path = {item.path: (page, item) for page, item in self._leaves}
        self._children: dict[str, list[str]] = {}
        for path in self._by_path:
            group, dot, _field = path.partition(".")
            if dot:
                self._children.setdefault(group, []).append(path)
        self._uses = [use for one in conditions_of(form) for use in domains.uses_of(one.condition)]

    def is_possible(self, target: Target) -> bool:
        """Raises UndecidableError where that would take too long, or cannot be told."""
        uses = [*self._uses, *domains.uses_of(target.condition)]
        plan = self._plan(target)
        kinds = {item.path: self._kinds_in_form(item, uses) for _page, item in plan}
        return any(
            _Search(target, plan, kinds, facts).succeeds() for facts in self._situations(uses)
        )

    def holds_alone(self, placed: Placed) -> bool:
        """Whether the condition can hold for some answers, whoever is asked what."""
        uses = list(domains.uses_of(placed.condition))
        names = sorted({use.name for use in uses if not use.name.startswith("$")})
        kinds = [self._alone(name, placed, uses) for name in names]
        if _tries(kinds) > MOST_TRIES:
            raise UndecidableError
        for facts in self._situations(uses):
            for values in product(*kinds):
                told = dict(zip(names, values, strict=True))
                if conditions.holds(placed.condition, _flat(told, facts)):
                    return True
        return False

    def _alone(self, name: str, placed: Placed, uses: Sequence[Use]) -> tuple[Any, ...]:
        item = placed.known[name]
        kinds = self._of_kind(item, [use for use in uses if use.name == name])
        return (*kinds, None) if self._may_be_left_out(item) else kinds

    def _may_be_left_out(self, item: Item) -> bool:
        if item.optional or item.show_if is not None or item.widget is Widget.PERSON:
            return True
        page = self._by_path[item.path][0] if item.path in self._by_path else None
        by_group = item.group is not None and item.group.show_if is not None
        return by_group or (page is not None and page.show_if is not None)

    def _of_kind(self, item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
        found = domains.representatives(item, uses)
        if not found:
            raise UndecidableError
        return found

    def _kinds_in_form(self, item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
        """Also what conditions say of it by its short name, from inside its group."""
        of_group = {item.path, item.field} if item.group else {item.path}
        found = self._of_kind(item, [use for use in uses if use.name in of_group])
        return (*found, None) if item.optional else found

    def _situations(self, uses: Sequence[Use]) -> Iterator[Facts]:
        names = sorted({use.name for use in uses if use.name.startswith("$")})
        kinds = [
            domains.of_fact([use for use in uses if use.name == name], self._facts.get(name[1:]))
            for name in names
        ]
        for values in product(*kinds):
            yield dict(zip((name[1:] for name in names), values, strict=True))

    def _plan(self, target: Target) -> Plan:
        """The questions that matter, in the order in which they are asked."""
        wanted: set[str] = set()
        todo = [*target.paths, *self._resolved(target.condition, None)]
        if target.page is not None:
            todo += self._resolved(target.page.show_if, None)
        while todo:
            path = todo.pop()
            if path not in wanted:
                wanted.add(path)
                todo += self._depends_on(path)
        return tuple((page, item) for page, item in self._leaves if item.path in wanted)

    def _depends_on(self, path: str) -> Iterator[str]:
        page, item = self._by_path[path]
        yield from self._resolved(page.show_if, None)
        yield from self._resolved(item.show_if, item.group)
        if item.group is not None:
            yield from self._resolved(item.group.show_if, item.group)

    def _resolved(self, condition: object, group: Item | None) -> Iterator[str]:
        """The questions behind the names: a group is its questions, a short name may be a sibling."""
        for name in conditions.names(condition):
            if group is not None and f"{group.path}.{name}" in self._by_path:
                yield f"{group.path}.{name}"
            if name in self._by_path:
                yield name
            yield from self._children.get(name, ())


class _Search:
    """One situation, gone through question by question."""

    def __init__(self, target: Target, plan: Plan, kinds: Kinds, facts: Facts) -> None:
        self._target = target
        self._plan = plan
        self._kinds = kinds
        self._facts = facts
        self._tries = 0

    def succeeds(self) -> bool:
        return self._from(0, {}, None)

    def _from(self, index: int, seen: Seen, shown: tuple[str, bool] | None) -> bool:
        self._tries += 1
        if self._tries > MOST_TRIES:
            raise UndecidableError
        if index == len(self._plan):
            return self._at_the_end(seen)
        page, item = self._plan[index]
        if shown is None or shown[0] != page.id:
            shown = (page.id, self._holds(page.show_if, seen))
        asked = shown[1] and self._is_asked(item, seen)
        if item.path in self._target.paths and not (asked and self._meets(item, seen)):
            return False
        values = self._values(item) if asked else (None,)
        return any(self._from(index + 1, _with(seen, item, value), shown) for value in values)

    def _values(self, item: Item) -> tuple[Any, ...]:
        kinds = self._kinds[item.path]
        answered = len(self._target.paths) > 1 and item.path in self._target.paths
        return tuple(one for one in kinds if one is not None) if answered else kinds

    def _meets(self, item: Item, seen: Seen) -> bool:
        """The condition beside a single question is looked at when it is asked."""
        if len(self._target.paths) > 1:
            return True
        return self._holds(self._target.condition, seen, item.group)

    def _at_the_end(self, seen: Seen) -> bool:
        if self._target.paths:
            return True
        page = self._target.page
        on_page = page is None or self._holds(page.show_if, seen)
        return on_page and self._holds(self._target.condition, seen)

    def _is_asked(self, item: Item, seen: Seen) -> bool:
        group = item.group
        shown = group is None or self._holds(group.show_if, seen, group)
        return shown and self._holds(item.show_if, seen, group)

    def _holds(self, condition: object, seen: Seen, group: Item | None = None) -> bool:
        near = seen.get(group.field, {}) if group else None
        return conditions.holds(condition, conditions.reader(seen, self._facts, near))


def _with(seen: Seen, item: Item, value: Any) -> Seen:
    if value is None:
        return seen
    copied = {name: dict(one) if isinstance(one, dict) else one for name, one in seen.items()}
    put(copied, item.path, value)
    return copied


def _flat(told: Mapping[str, Any], facts: Facts) -> conditions.Lookup:
    return lambda name: facts.get(name[1:]) if name.startswith("$") else told.get(name)


def _tries(kinds: Sequence[Collection[Any]]) -> int:
    count = 1
    for one in kinds:
        count *= len(one)
    return count
