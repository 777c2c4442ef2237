"""Lists by which the counter hands dossiers and papers to a unit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaperCount:
    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One dossier. `received` is empty until the unit has said yes or no."""

    dossier_id: UUID
    code: str
    procedure_name: str
    owner_name: str
    accepted_at: datetime | None
    due_at: datetime | None
    papers: tuple[PaperCount, ...]
    received: bool | None = None


@dataclass(frozen=True, slots=True)
class UnitPile:
    """What lies at the counter for one unit, on no list yet."""

    unit_id: UUID
    unit_name: str
    rows: tuple[HandoverRow, ...]


@dataclass(frozen=True, slots=True)
class HandoverView:
    list_id: UUID
    code: str
    agency_name: str
    from_unit: str
    to_unit: str
    made_by: str
    made_at: datetime
    received_by: str
    received_at: datetime | None
    may_receive: bool
    count: int
    rows: tuple[HandoverRow, ...] = ()

    @property
    def not_received(self) -> int:
        return sum(row.received is False for row in self.rows)
