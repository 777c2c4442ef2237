"""How a form on its way is shown to its builder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalogue.forms.edits import Limits
from motcua.engines.forms.types import Item, SourceRecord, Text

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OutlineQuestion:
    """`warnings`: rules of this question that can never hold."""

    path: str
    label: str
    kind: str
    required: bool
    condition: str
    filled: str
    is_group: bool
    warnings: tuple[str, ...]
    questions: tuple["OutlineQuestion", ...] = ()


@dataclass(frozen=True, slots=True)
class OutlinePage:
    page_id: str
    title: str
    condition: str
    warnings: tuple[str, ...]
    questions: tuple[OutlineQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormOutline:
    pages: tuple[OutlinePage, ...]
    comparisons: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]  # all of them


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as stored, and what may be said about when it is asked."""

    path: str
    page_id: str
    title: str
    item: Plain
    limits: Limits
    days: str
    condition: str
    filled: str
    before: Mapping[str, Item]  # what its condition may look at, as it would call it
    stamp: str  # another one when somebody else has changed the question


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An invented person, with what registers would say if they signed in."""

    code: str
    name: str
    about: Text
    records: Mapping[str, Plain]

    def sources(self, now: datetime) -> dict[str, SourceRecord]:
        return {name: SourceRecord(held, now, "mau") for name, held in self.records.items()}
