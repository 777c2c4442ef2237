"""An application typed by an official for a citizen, waiting for that citizen's word."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.dossiers.types.statuses import PaperSource
from motcua.dossiers.types.views import AnswerSection


@dataclass(frozen=True, slots=True)
class AssistedPaper:
    name: str
    source: PaperSource


@dataclass(frozen=True, slots=True)
class AssistedView:
    """`masked_email`: where a code would go; empty where none can be sent. `code_until`: while it counts."""

    entry_id: UUID
    procedure_name: str
    case_name: str
    agency_name: str
    counter_name: str
    owner_id: UUID
    owner_name: str
    typed_by: str
    typed_at: datetime
    expires_on: date
    sections: tuple[AnswerSection, ...] = ()
    papers: tuple[AssistedPaper, ...] = ()
    masked_email: str = ""
    code_until: datetime | None = None
    code_waits: bool = False  # asked for, and the worker has not sent it yet


@dataclass(frozen=True, slots=True)
class WrongCode:
    """The code did not fit; nothing was submitted."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How the application came in: who typed it, who confirmed it and how, for whom somebody acted."""

    typed_by: str = ""
    confirmed_how: str = ""
    submitted_by: str = ""
    acting: str = ""  # "mandate" or "firm", where the submitter acted for the owner
    signed_file_id: UUID | None = None
