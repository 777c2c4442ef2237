"""Rows of the lists: the desk, what waits for a signature, drafts, one's own dossiers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.dossiers.types.statuses import Status, Tab
from motcua.dossiers.types.views import TimeLeft


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a desk list."""

    dossier_id: UUID
    code: str
    procedure_name: str
    owner_name: str
    status: Status
    status_name: str
    submitted_at: datetime
    due_at: datetime | None
    left: TimeLeft
    step_id: UUID | None = None
    step_name: str = ""
    step_kind: str = ""
    step_number: int = 0
    step_of: int = 0
    since: datetime | None = None
    holder: str = ""
    flags: tuple[str, ...] = ()
    result_title: str = ""
    signer: str = ""  # of the result, where the list is about results
    unread: int = 0  # messages of the citizen that nobody has seen
    excerpt: str = ""  # of what is written inside, where that was searched


@dataclass(frozen=True, slots=True)
class WorkList:
    tab: Tab
    rows: tuple[WorkRow, ...]
    counts: Mapping[Tab, int]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class SignCard:
    """What a leader needs to decide, on a phone."""

    dossier_id: UUID
    code: str
    step_id: UUID
    result_title: str
    procedure_name: str
    owner_name: str
    proposed_by: str
    proposed_at: datetime
    summary: str
    left: TimeLeft
    file_id: UUID | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dossier of a bulk act: done, or the sentence that says why not."""

    dossier_id: UUID
    code: str
    ok: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    draft_id: UUID
    version_id: UUID
    procedure_code: str
    case_code: str
    agency_id: UUID
    answers: Mapping[str, object]
    provenance: Mapping[str, Mapping[str, object]]
    papers: Mapping[str, Sequence[UUID]]
    replaced: Mapping[str, str]
    updated_at: datetime
    expires_on: str
    dossier_id: UUID | None = None
    renewed_at: datetime | None = None  # when a newer version took over
    left_at: str = ""  # the step where the person was last
    procedure_name: str = ""
    reused: Mapping[str, UUID] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MyDossier:
    dossier_id: UUID
    code: str
    procedure_name: str
    status: Status
    status_name: str
    submitted_at: datetime
    due_at: datetime | None
    paused_since: datetime | None
    waiting_for_me: bool
    unread: int = 0  # messages of officials not seen yet
