"""What need not be asked for: it lies in the person's archive, or a register answers it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Reusable:
    """A paper of the archive that meets a component. `source`: code of the dossier it came from."""

    archived_id: UUID
    title: str
    number: str
    issuer: str
    source: str
    issued_on: date | None
    valid_to: date | None
    age_days: int | None
    file_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Why a component need not be asked for: papers of the archive, registers by their names."""

    papers: tuple[Reusable, ...] = ()
    registers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What an official read on the original of a component at acceptance: it enters the archive."""

    component: str
    number: str
    issuer: str
    issued_on: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReuseFigures:
    """Counted from papers and requests, never from a flag."""

    handed_in: int
    reused: int
    by_data: int
    asked_again: int
