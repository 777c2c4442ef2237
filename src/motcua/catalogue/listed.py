"""Procedures as lists show them, and what a list is narrowed to."""

from dataclasses import dataclass
from uuid import UUID

from motcua.catalogue.codes import Level, ServiceLevel
from motcua.engines.forms.types import Text


@dataclass(frozen=True, slots=True)
class ProcedureSummary:
    """One line of a search result."""

    version_id: UUID
    code: str
    name: Text
    summary: Text
    field: Text
    level: Level
    handled_by: str
    service_level: ServiceLevel
    time_text: Text
    minutes: int
    life_events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureFilter:
    """What a list is narrowed to; empty: not narrowed."""

    words: str = ""
    level: str = ""
    handled_by: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    code: str
    name: Text
    procedures: tuple[ProcedureSummary, ...]
