"""One dossier, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from motcua.dossiers.types.given import SupplementItem
from motcua.dossiers.types.reuse import Reusable
from motcua.dossiers.types.statuses import Channel, PaperSource, Status

if TYPE_CHECKING:
    from motcua.dossiers.types.assisted import HandedIn
    from motcua.dossiers.types.discipline import FurtherView
    from motcua.dossiers.types.referrals import Holding, ReferralView


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """`state`: on_time, due_soon, overdue, paused, ended or none; `used` of 1."""

    state: str
    text: Explained
    used: float
    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """The legal clock of one dossier at one moment, with its reasons."""

    due_at: datetime | None
    first_due_at: datetime | None
    left: TimeLeft
    reasons: tuple[Explained, ...]
    appointments: tuple[datetime, ...] = ()
    paused_since: datetime | None = None
    ended_at: datetime | None = None
    timeliness: str = ""
    history: tuple[tuple[str, datetime | None, datetime | None, datetime], ...] = ()
    second_limit: Explained | None = None  # where there are two appointments, tax outside both
    worked: Explained | None = None  # the agency's time, without that of waiting
    waited: Explained | None = None  # for papers of the person, or for tax


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """`state`: done, current or next."""

    key: str
    title: str
    at: datetime | None
    state: str
    detail: str = ""
    who: str = ""
    file_id: UUID | None = None
    file_title: str = ""
    elsewhere: bool = False  # in another system, which made the forms of it


@dataclass(frozen=True, slots=True)
class PaperView:
    component: str
    name: str
    mode: str
    required: bool
    source: PaperSource | None
    files: tuple["FileView", ...] = ()
    checked: bool | None = None
    hint: str = ""
    one_of_group: str = ""
    reused: Reusable | None = None


@dataclass(frozen=True, slots=True)
class FileView:
    file_id: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class SupplementView:
    request_id: UUID
    requested_at: datetime
    items: tuple[SupplementItem, ...]
    reason: str
    legal_basis: str
    asked_by: str
    answered_at: datetime | None
    answer_by: datetime | None
    breach: bool = False
    asked_before: tuple[str, ...] = ()  # "kind:ref" of what an earlier request asked already


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the process that is open or done; `mine` when this actor may act on it."""

    step_id: UUID
    key: str
    name: str
    kind: str
    unit_name: str
    assignee_name: str
    opened_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    outcome: str
    mine: bool
    outcomes: tuple[str, ...] = ()
    number: int = 0
    of: int = 0
    role: str = ""
    unit_id: UUID | None = None
    outcome_words: Mapping[str, str] = field(default_factory=dict)
    """What the process says of outcomes of its own: the condition of a choice."""


@dataclass(frozen=True, slots=True)
class ResultView:
    """The result as the documents room holds it. `state`: draft, proposed, signed, issued.

    Of one that another system issued there is no document of ours: `signer_name` is its issuer.
    """

    document_id: UUID | None
    title: str
    state: str
    number: str
    issued_on: str
    signer_name: str
    file_id: UUID | None
    verification_code: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    label: str
    value: str
    source: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSection:
    title: str
    lines: tuple[AnswerLine, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything one page needs. `may` names the permissions of this actor on this dossier."""

    dossier_id: UUID
    code: str
    status: Status
    status_name: str
    procedure_code: str
    procedure_name: str
    version_id: UUID
    case_code: str
    case_name: str
    channel: Channel
    agency_id: UUID
    agency_name: str
    owner_id: UUID
    owner_name: str
    owner_masked_id: str
    submitter_name: str
    submitted_at: datetime
    accepted_at: datetime | None
    clock: Clock
    sections: tuple[AnswerSection, ...]
    papers: tuple[PaperView, ...]
    timeline: tuple[TimelineEntry, ...]
    steps: tuple[StepView, ...]
    supplements: tuple[SupplementView, ...]
    result: ResultView | None
    forms: tuple[FileView, ...]
    may: frozenset[str]
    notes: tuple["NoteView", ...] = ()
    open_supplement: SupplementView | None = None
    secret: str = ""
    last_seq: int = 0
    corrections: tuple["CorrectionView", ...] = ()
    further: tuple["FurtherView", ...] = ()
    unread: int = 0  # messages of the other side
    handed_in: "HandedIn | None" = None
    held: tuple["Holding", ...] = ()
    referrals: tuple["ReferralView", ...] = ()
    main_id: UUID | None = None  # of a child dossier: the one the person handed in


@dataclass(frozen=True, slots=True)
class NoteView:
    at: datetime
    who: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    correction_id: UUID
    code: str
    dossier_id: UUID
    kind: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    approved_at: datetime | None
    may_approve: bool
