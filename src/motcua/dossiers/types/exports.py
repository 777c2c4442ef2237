"""Which list is written into which file, and how far that is."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from motcua.dossiers.types.narrowing import Narrowing
from motcua.dossiers.types.statuses import Tab


class ListKind(StrEnum):
    """Every list of the desk that can be taken along as a file."""

    SEARCH = "tra-cuu"
    INCOMING = "tiep-nhan"
    HANDING_OVER = "tra-ket-qua"
    MINE = Tab.MINE.value
    UNIT = Tab.UNIT.value
    OTHERS = Tab.OTHERS.value
    CITIZEN = Tab.CITIZEN.value
    DONE = Tab.DONE.value


class TableFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


class ExportState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A list as it stands on the screen: which one, what was typed, by what it was narrowed."""

    kind: ListKind
    words: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def narrows(self) -> bool:
        return bool(self.words.strip()) or self.narrowing != Narrowing()


@dataclass(frozen=True, slots=True)
class SavedFilterView:
    filter_id: UUID
    name: str
    asked: ListAsked


@dataclass(frozen=True, slots=True)
class ExportView:
    export_id: UUID
    asked: ListAsked
    format: TableFormat
    state: ExportState
    asked_at: datetime
    total: int | None
    written: int
    size: int | None
    expires_at: datetime

    @property
    def under_way(self) -> bool:
        return self.state in {ExportState.WAITING, ExportState.RUNNING}

    @property
    def percent(self) -> int:
        return 100 * self.written // self.total if self.total else 0
