"""What an administrator writes into the form of the next version.

A question is named as answers are: `ho_ten`, or `me.ho_ten` inside a group or a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.engines.forms.types import Text


@dataclass(frozen=True, slots=True)
class OptionEdit:
    """`value` empty: a new option. One that is left out goes."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Limits:
    """Shortest and longest, smallest and largest, fewest and most; by the kind of question."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """`code` empty: a new question on that page, or in that group. `days`: «past», «future», or any."""

    code: str
    page_id: str
    group: str
    label: Text
    short: Text | None
    hint: Text | None
    widget: str
    required: bool
    options: tuple[OptionEdit, ...]
    list_name: str
    limits: Limits
    days: str
    prefill: Mapping[str, Any] | None
    show_if: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class QuestionShift:
    """One place up (-1) or down (1); at the end of a page, to the next page."""

    code: str
    by: int


@dataclass(frozen=True, slots=True)
class QuestionDrop:
    code: str


@dataclass(frozen=True, slots=True)
class PageEdit:
    """`code` empty: a new page, which begins with one question."""

    code: str
    title: Text
    intro: Text | None
    show_if: Mapping[str, Any] | None
    first_question: Text | None = None


@dataclass(frozen=True, slots=True)
class PageShift:
    code: str
    by: int


@dataclass(frozen=True, slots=True)
class PageDrop:
    """With its questions."""

    code: str


@dataclass(frozen=True, slots=True)
class BlockEdit:
    """A ready block of questions (see `data/question_blocks.yaml`), at the end of a page."""

    code: str
    page_id: str


@dataclass(frozen=True, slots=True)
class ComparisonEdit:
    """A check over several answers. `code` is its number, empty: a new one; its `rule` stays.

    `message` None: the words that come with the rule. `years` only where the rule counts years.
    """

    code: str
    rule: str
    fields: tuple[str, ...]
    warn: bool = False
    message: Text | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class ComparisonDrop:
    """A comparison between several questions, by its number."""

    code: str


FormEdit = (
    QuestionEdit
    | QuestionShift
    | QuestionDrop
    | PageEdit
    | PageShift
    | PageDrop
    | BlockEdit
    | ComparisonEdit
    | ComparisonDrop
)
