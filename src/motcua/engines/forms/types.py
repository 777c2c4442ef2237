"""What a form is, and what is handed in and out of the engine."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import jsonschema_rs

from motcua.engines.forms.clauses import Clause, Clauses, Comparison
from motcua.engines.forms.text import Text
from motcua.engines.forms.verdicts import DeadKind, DeadRule, Elsewhere

__all__ = [
    "CHOICES",
    "Answer",
    "Answers",
    "BoundField",
    "Box",
    "Change",
    "Choice",
    "Clause",
    "Clauses",
    "Comparison",
    "DeadKind",
    "DeadRule",
    "Elsewhere",
    "FieldError",
    "Form",
    "Item",
    "Lock",
    "Option",
    "Page",
    "PageResult",
    "Prefill",
    "Row",
    "RuleUse",
    "SourceRecord",
    "SummaryRow",
    "SummarySection",
    "Text",
    "Widget",
]


class Widget(StrEnum):
    TEXT = "text"
    TEXTAREA = "textarea"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    SELECT = "select"
    DATE3 = "date3"
    PERSONAL_ID = "personal_id"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    MONEY = "money"
    AREA = "area"
    LENGTH = "length"
    ADDRESS2 = "address2"
    YES_NO = "yes_no"
    STATEMENT = "statement"
    PERSON = "person"
    TABLE = "table"


CHOICES = frozenset({Widget.RADIOS, Widget.CHECKBOXES, Widget.SELECT, Widget.YES_NO})


class Lock(StrEnum):
    """What a person may do about a value a register holds; where it holds none, they type.

    `always`: only report it as wrong. `if_present`: report it and write what is right. `never`: edit.
    """

    ALWAYS = "always"
    NEVER = "never"
    IF_PRESENT = "if_present"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Prefill:
    """`path` walks the source's record with dots; `max_age_days` limits how old the copy may be.

    Where this one does not apply or has nothing, `otherwise` is tried.
    """

    source: str
    path: str
    lock: Lock
    max_age_days: int | None = None
    show_if: object = None
    otherwise: "Prefill | None" = None

    def chain(self) -> Iterator["Prefill"]:
        one: Prefill | None = self
        while one is not None:
            yield one
            one = one.otherwise

    @property
    def may_be_corrected(self) -> bool:
        return all(one.lock is not Lock.ALWAYS for one in self.chain())


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `path` is its name in answers: `ho_ten`, or `me.ho_ten` inside a person."""

    field: str
    path: str
    widget: Widget
    label: Text
    short: Text
    hint: Text | None = None
    optional: bool = False
    show_if: object = None
    prefill: Prefill | None = None
    options: tuple[Option, ...] = ()
    autocomplete: str = ""
    inputmode: str = ""
    items: tuple["Item", ...] = ()
    item_label: Text | None = None
    minimum_rows: int = 0
    maximum_rows: int = 50
    summary: tuple[str, ...] = ()
    schema: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    validator: jsonschema_rs.Draft202012Validator | None = None
    group: "Item | None" = None

    @property
    def top(self) -> str:
        """The field of the data schema that holds this answer."""
        return self.path.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Page:
    id: str
    title: Text
    items: tuple[Item, ...]
    intro: Text | None = None
    show_if: object = None
    minutes: int | None = None

    def leaves(self) -> Iterator[Item]:
        """The questions themselves: a person is opened into its questions, a table is one answer."""
        for item in self.items:
            if item.widget is Widget.PERSON:
                yield from item.items
            else:
                yield item


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A named cross-field rule applied to fields of this form."""

    name: str
    fields: tuple[str, ...]
    warn: bool = False
    message: Text | None = None
    parameters: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    pages: tuple[Page, ...]
    schema: Mapping[str, Any]
    validator: jsonschema_rs.Draft202012Validator
    messages: Mapping[str, Text]
    rules: tuple[RuleUse, ...]
    sample_people: tuple[Mapping[str, Any], ...]
    minutes: int

    def page(self, page_id: str) -> Page:
        return next(page for page in self.pages if page.id == page_id)

    def leaves(self) -> Iterator[tuple[Page, Item]]:
        for page in self.pages:
            for leaf in page.leaves():
                yield page, leaf


@dataclass(frozen=True, slots=True)
class Answer:
    """A value and where it came from.

    `raw` keeps what was typed where it could not be read; `original` what the source said where the
    person wrote something else; `reason` is the person's «Báo sai» about a locked value.
    """

    value: Any
    source: str = "citizen"
    fetched_at: str | None = None
    record_id: str | None = None
    locked: bool = False
    overridden_by: str | None = None
    reason: str | None = None
    original: Any = None
    raw: Mapping[str, str] | None = None

    def with_reason(self, reason: str) -> "Answer":
        return replace(self, reason=reason or None)


Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What a register answered, when, and under which record."""

    values: Mapping[str, Any]
    fetched_at: datetime
    record_id: str


@dataclass(frozen=True, slots=True)
class FieldError:
    """`path` is the question (`me.ho_ten`, `thanh_vien.0.ho_ten`), `element` the box to jump to."""

    path: str
    kind: str
    message: Text
    page: str
    element: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class PageResult:
    """All answers with this page's in them. `action`: a row was added or removed, stay on the page."""

    answers: dict[str, Answer]
    errors: tuple[FieldError, ...] = ()
    warnings: tuple[FieldError, ...] = ()
    action: str = ""

    @property
    def ok(self) -> bool:
        return not self.errors and not self.action


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as a template shows it."""

    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One input of a question that has several: day, month, year; ward and street."""

    key: str
    name: str
    element: str
    label: str
    value: str
    inputmode: str = ""
    autocomplete: str = ""
    width: int = 0
    choices: tuple[Choice, ...] = ()
    invalid: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; the open one is shown with its questions, the others by their summary."""

    index: int
    title: str
    summary: str
    open: bool
    fields: tuple["BoundField", ...]


@dataclass(frozen=True, slots=True)
class BoundField:
    """A question with its answer, in one language: everything a template needs."""

    field: str
    name: str
    element: str
    widget: Widget
    label: str
    hint: str
    value: str
    display: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    locked: bool
    optional: bool
    source_mark: str
    reported: str
    autocomplete: str
    inputmode: str
    choices: tuple[Choice, ...] = ()
    boxes: tuple[Box, ...] = ()
    fields: tuple["BoundField", ...] = ()
    rows: tuple[Row, ...] = ()
    item_label: str = ""
    may_add: bool = False
    condition: str = ""
    hidden: bool = False
    may_correct: bool = False


@dataclass(frozen=True, slots=True)
class SummaryRow:
    label: str
    value: str
    field: str
    page: str
    source_mark: str = ""
    reported: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class SummarySection:
    page: str
    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A question answered differently than before."""

    field: str
    label: str
    before: str
    after: str
