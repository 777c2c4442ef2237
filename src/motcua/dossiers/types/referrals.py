"""What agencies need from one another, and who holds a dossier at the moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.types.views import FileView


class ReferralKind(StrEnum):
    TRANSFER = "transfer"  # received at a counter of another agency, to be taken over
    CONSULT = "consult"
    LINKED = "linked"  # a child dossier


class Opinion(StrEnum):
    AGREED = "agreed"
    CONDITIONAL = "conditional"
    DISAGREED = "disagreed"


SILENT = "silent"
OPINIONS = frozenset({*Opinion, SILENT})
OUTCOME_NAMES: Mapping[str, Promise] = {
    Opinion.AGREED: _("Đồng ý"),
    Opinion.CONDITIONAL: _("Đồng ý kèm điều kiện"),
    Opinion.DISAGREED: _("Không đồng ý"),
    SILENT: _("Hết hạn, không trả lời: coi như đồng ý"),
    "accepted": _("Đã nhận hồ sơ"),
    "returned": _("Đã trả lại nơi nhận"),
    "resolved": _("Đã có kết quả"),
    "failed": _("Kết thúc không có kết quả"),
    "ended": _("Hồ sơ đã kết thúc"),
}


@dataclass(frozen=True, slots=True)
class ReferralView:
    """One row between two agencies. `may_act`: whether this actor may take, send back or answer it."""

    referral_id: UUID
    kind: ReferralKind
    dossier_id: UUID
    code: str
    procedure_name: str
    from_agency: str
    to_agency: str
    to_agency_id: UUID
    asked_by: str
    question: str
    opened_at: datetime
    starts_at: datetime
    due_at: datetime | None
    silence: str
    late: bool
    outcome: str
    outcome_name: str
    answer: str
    answered_by: str
    closed_at: datetime | None
    may_act: bool
    sees_dossier: bool = False
    files: tuple[FileView, ...] = ()
    child_id: UUID | None = None
    child_code: str = ""
    child_status: str = ""
    result_file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has a dossier now. `whose`: a sentence on whose time runs, and whether it counts."""

    kind: str
    title: str
    holder: str
    since: datetime
    due_at: datetime | None
    whose: str
    late: bool
    elsewhere: bool
    referral_id: UUID | None = None
    child_id: UUID | None = None
    child_code: str = ""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One dossier that waits on another agency, for the list of those who wait."""

    dossier_id: UUID
    code: str
    procedure_name: str
    held: Holding


@dataclass(frozen=True, slots=True)
class Share:
    """One agency's part in the work of a period, each matter counted once."""

    agency_id: UUID
    agency_name: str
    matters: int
    with_others: int  # of them, in which another agency had a part
    late_answers: int


@dataclass(frozen=True, slots=True)
class Workload:
    """`matters`: what persons handed in in the province; a child dossier is not one more."""

    matters: int
    shares: tuple[Share, ...]
