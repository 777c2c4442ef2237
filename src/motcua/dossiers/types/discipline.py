"""What goes beyond the rule, and what was prepared against lateness."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.dossiers.types.given import SupplementItem
from motcua.dossiers.types.views import TimeLeft


@dataclass(frozen=True, slots=True)
class FurtherView:
    """A supplement request beyond the law. `decision`: empty while it waits, approved, returned."""

    further_id: UUID
    dossier_id: UUID
    code: str
    procedure_name: str
    owner_name: str
    items: tuple[SupplementItem, ...]
    labels: tuple[str, ...]  # what each of the items is called
    reason: str
    why_again: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision: str
    note: str
    may_decide: bool

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What is asked for, and what is wanted of it."""
        return tuple(zip(self.labels, (item.why for item in self.items), strict=True))


@dataclass(frozen=True, slots=True)
class LetterView:
    """An apology letter that lies ready; `in_time` when sending it now still moves the date."""

    dossier_id: UUID
    code: str
    procedure_name: str
    owner_name: str
    unit_name: str
    due_at: datetime
    left: TimeLeft
    days: int
    in_time: bool
