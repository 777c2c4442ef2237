"""Words and shapes that the dossiers room shares with the channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(IntEnum):
    """TrangThaiHoSo, as exchanged with the National Public Service Portal."""

    SUBMITTED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUIRED = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESOLVED = 9
    RESULT_RETURNED = 10


STATUS_NAMES: Mapping[Status, Promise] = {
    Status.SUBMITTED: _("Mới nộp, chờ tiếp nhận"),
    Status.ACCEPTED: _("Đã tiếp nhận"),
    Status.NOT_ACCEPTED: _("Không được tiếp nhận"),
    Status.IN_PROGRESS: _("Đang xử lý"),
    Status.SUPPLEMENT_REQUESTED: _("Chờ bổ sung"),
    Status.PAYMENT_REQUIRED: _("Chờ thực hiện nghĩa vụ tài chính"),
    Status.WITHDRAWN: _("Đã rút hồ sơ"),
    Status.STOPPED: _("Đã dừng xử lý"),
    Status.RESOLVED: _("Đã có kết quả"),
    Status.RESULT_RETURNED: _("Đã trả kết quả"),
}

ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESULT_RETURNED})
RUNNING = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})
PAUSED = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUIRED})


class Channel(StrEnum):
    """KenhThucHien."""

    DIRECT = "1"
    ONLINE = "2"
    POSTAL = "3"


class PaperSource(StrEnum):
    """How a component was met; reuse is a reference to what was stored, never a flag."""

    UPLOAD = "upload"
    COUNTER = "counter"
    DATA = "data"
    ARCHIVE = "archive"


class Tab(StrEnum):
    """The lists of the officials' desk."""

    MINE = "cua-toi"
    UNIT = "cho-nhan"
    OTHERS = "cho-nguoi-khac"
    CITIZEN = "cho-cong-dan"
    DONE = "da-xong"


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


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A component as handed in or ticked: files of the documents room, or a source that replaces it."""

    component: str
    file_ids: tuple[UUID, ...] = ()
    source: PaperSource = PaperSource.UPLOAD
    originals: int = 0
    copies: int = 0


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


@dataclass(frozen=True, slots=True)
class ResultView:
    """The result as the documents room holds it. `state`: draft, proposed, signed, issued."""

    document_id: UUID
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
    procedure_name: str = ""
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
