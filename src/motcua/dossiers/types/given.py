"""What is given to the dossiers room, and what it answers at once."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.dossiers.types.statuses import PaperSource


@dataclass(frozen=True, slots=True)
class DossierRef:
    dossier_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the person holds: with code and secret the dossier can be followed without signing in."""

    dossier_id: UUID
    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One thing asked for: a form field or a component, and why."""

    kind: str  # "field" or "paper"
    ref: str
    why: str = ""
    again: str = ""  # why it is asked for although the archive or a register holds it


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A component as handed in or ticked: files of the documents room, or a source that replaces it."""

    component: str
    file_ids: tuple[UUID, ...] = ()
    source: PaperSource = PaperSource.UPLOAD
    originals: int = 0
    copies: int = 0
    archived_id: UUID | None = None  # a paper of the person's archive that is used again


@dataclass(frozen=True, slots=True)
class Applicant:
    """A person at the counter, as the ID card or the person says."""

    name: str
    personal_id: str
    birth_date: date | None = None
    sex: str = ""
    residence: str = ""
    phone: str = ""
    email: str = ""
