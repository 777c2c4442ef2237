"""Which questions are asked of this person, given the answers so far."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.engines.forms import conditions
from motcua.engines.forms.types import Answers, Form, Item, Page


@dataclass(frozen=True, slots=True)
class Asking:
    """A form asked in a situation: `facts` are $case, $channel, $submitter without the dollar.

    With `only` (top fields or full paths, as a supplement request names them) nothing else is asked.
    """

    form: Form
    facts: Mapping[str, Any] = field(default_factory=dict)
    only: Collection[str] | None = None

    def walk(self, answers: Answers) -> Iterator[tuple[Page, Item]]:
        """The questions that are asked, in order.

        An answer is looked at only after the caller has been given its question, so a reader may
        fill `answers` while it walks. A hidden answer counts as none for the conditions after it.
        """
        seen: dict[str, Any] = {}
        for page in self.form.pages:
            if not conditions.holds(page.show_if, conditions.reader(seen, self.facts)):
                continue
            for item in page.leaves():
                if not self._asked(item, seen):
                    continue
                yield page, item
                answer = answers.get(item.path)
                if answer is not None and answer.value is not None:
                    put(seen, item.path, answer.value)

    def wanted(self, answers: Answers) -> Iterator[tuple[Page, Item]]:
        """As `walk`, without what `only` leaves alone."""
        for page, item in self.walk(answers):
            if self.wants(item):
                yield page, item

    def wants(self, item: Item) -> bool:
        return self.only is None or item.top in self.only or item.path in self.only

    def columns(self, table: Item, row: Mapping[str, Any], answers: Answers) -> Iterator[Item]:
        """The columns asked in this row."""
        lookup = conditions.reader(nested(answers), self.facts, row)
        return (column for column in table.items if conditions.holds(column.show_if, lookup))

    def _asked(self, item: Item, seen: Mapping[str, Any]) -> bool:
        group = item.group
        near = seen.get(group.field, {}) if group else None
        lookup = conditions.reader(seen, self.facts, near)
        shown = group is None or conditions.holds(group.show_if, lookup)
        return shown and conditions.holds(item.show_if, lookup)


def put(values: dict[str, Any], path: str, value: Any) -> None:
    top, _, inner = path.partition(".")
    if inner:
        values.setdefault(top, {})[inner] = value
    else:
        values[top] = value


def nested(answers: Answers) -> dict[str, Any]:
    """Plain values as the data schema has them: `me.ho_ten` inside `me`; nothing for no answer."""
    values: dict[str, Any] = {}
    for path, answer in answers.items():
        if answer.value is not None:
            put(values, path, answer.value)
    return values


def visible_pages(
    form: Form,
    answers: Answers,
    *,
    facts: Mapping[str, Any] | None = None,
    only: Collection[str] | None = None,
) -> tuple[Page, ...]:
    """The pages this person goes through, so that «Bước 2 trong 4» is true."""
    asked = {page.id for page, _item in Asking(form, facts or {}, only).wanted(answers)}
    return tuple(page for page in form.pages if page.id in asked)


def visible_items(
    form: Form, page_id: str, answers: Answers, *, facts: Mapping[str, Any] | None = None
) -> tuple[Item, ...]:
    walked = Asking(form, facts or {}).walk(answers)
    return tuple(item for page, item in walked if page.id == page_id)
