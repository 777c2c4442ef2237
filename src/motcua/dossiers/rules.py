"""What may follow what, how often, and what a dossier is called. Pure decisions."""

from collections.abc import Mapping
from datetime import date, datetime, time

from motcua.dossiers.models import TurnKind
from motcua.dossiers.types import PaperSource, Status
from motcua.engines.legaltime.types import Calendar

S = Status
K = TurnKind

# The legal transitions (TT 03/2025/TT-VPCP; NĐ 118/2025/NĐ-CP; the National Portal's status codes).
# From an end only a recorded correction leads back, and it keeps the first end of processing.
TRANSITIONS: Mapping[tuple[Status, TurnKind], Status] = {
    (S.SUBMITTED, K.ACCEPTED): S.ACCEPTED,
    (S.SUBMITTED, K.REFUSED): S.NOT_ACCEPTED,
    (S.SUBMITTED, K.SUPPLEMENT_REQUESTED): S.SUPPLEMENT_REQUESTED,
    (S.SUBMITTED, K.WITHDRAWN): S.WITHDRAWN,
    (S.SUBMITTED, K.VERSION_CHANGED): S.SUBMITTED,
    (S.ACCEPTED, K.TRANSFERRED): S.ACCEPTED,
    (S.ACCEPTED, K.TAKEN_OVER): S.ACCEPTED,
    (S.ACCEPTED, K.SENT_BACK): S.ACCEPTED,
    (S.ACCEPTED, K.STARTED): S.IN_PROGRESS,
    (S.ACCEPTED, K.SUPPLEMENT_REQUESTED): S.SUPPLEMENT_REQUESTED,
    (S.ACCEPTED, K.WITHDRAWN): S.WITHDRAWN,
    (S.ACCEPTED, K.REFUSED): S.NOT_ACCEPTED,
    (S.ACCEPTED, K.DUE_MOVED): S.ACCEPTED,
    (S.IN_PROGRESS, K.STEP_DONE): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.CONSULTED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.LINKED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.OPINION): S.IN_PROGRESS,
    (S.SUPPLEMENT_REQUESTED, K.OPINION): S.SUPPLEMENT_REQUESTED,
    (S.PAYMENT_REQUIRED, K.OPINION): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.CONSULTED): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.LINKED): S.PAYMENT_REQUIRED,
    (S.IN_PROGRESS, K.ASSIGNED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.TAKEN_BACK): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.SUPPLEMENT_REQUESTED): S.SUPPLEMENT_REQUESTED,
    (S.IN_PROGRESS, K.OBLIGATION_REQUIRED): S.PAYMENT_REQUIRED,
    (S.IN_PROGRESS, K.POSTING_STARTED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.POSTING_ENDED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.EXTENDED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.APOLOGISED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.DUE_MOVED): S.IN_PROGRESS,
    (S.IN_PROGRESS, K.RESOLVED): S.RESOLVED,
    (S.IN_PROGRESS, K.WITHDRAWN): S.WITHDRAWN,
    (S.IN_PROGRESS, K.STOPPED): S.STOPPED,
    (S.SUPPLEMENT_REQUESTED, K.DUE_MOVED): S.SUPPLEMENT_REQUESTED,
    (S.SUPPLEMENT_REQUESTED, K.WITHDRAWN): S.WITHDRAWN,
    (S.SUPPLEMENT_REQUESTED, K.STOPPED): S.STOPPED,
    (S.PAYMENT_REQUIRED, K.STEP_DONE): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.OBLIGATION_SETTLED): S.IN_PROGRESS,
    (S.PAYMENT_REQUIRED, K.ASSIGNED): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.TAKEN_BACK): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.DUE_MOVED): S.PAYMENT_REQUIRED,
    (S.PAYMENT_REQUIRED, K.WITHDRAWN): S.WITHDRAWN,
    (S.SUPPLEMENT_REQUESTED, K.ASSIGNED): S.SUPPLEMENT_REQUESTED,
    (S.SUPPLEMENT_REQUESTED, K.TAKEN_BACK): S.SUPPLEMENT_REQUESTED,
    (S.RESOLVED, K.ASSIGNED): S.RESOLVED,
    (S.RESOLVED, K.STEP_DONE): S.RESOLVED,
    (S.RESOLVED, K.RETURNED): S.RESULT_RETURNED,
    (S.RESOLVED, K.REOPENED): S.IN_PROGRESS,
    (S.RESULT_RETURNED, K.REOPENED): S.IN_PROGRESS,
}

# What another system tells are milestones, not steps; taken over, the dossier goes on from where it is.
TOLD_ELSEWHERE: Mapping[tuple[Status, TurnKind], Status] = {
    (S.ACCEPTED, K.OBLIGATION_REQUIRED): S.PAYMENT_REQUIRED,
    (S.ACCEPTED, K.RESOLVED): S.RESOLVED,
    (S.ACCEPTED, K.STOPPED): S.STOPPED,
    (S.SUBMITTED, K.STOPPED): S.STOPPED,
    **{(status, K.IMPORTED): status for status in Status},
    (S.ACCEPTED, K.IMPORTED): S.IN_PROGRESS,
}

# Turns that start, stop or move the legal clock.
CLOCK_TURNS = frozenset(
    {
        K.ACCEPTED,
        K.SUPPLEMENT_REQUESTED,
        K.SUPPLEMENT_ANSWERED,
        K.OBLIGATION_REQUIRED,
        K.OBLIGATION_SETTLED,
        K.POSTING_STARTED,
        K.POSTING_ENDED,
        K.EXTENDED,
        K.DUE_MOVED,
        K.RESOLVED,
        K.REFUSED,
        K.WITHDRAWN,
        K.STOPPED,
        K.REOPENED,
    }
)

# Registers that answer here and now: the population register, and what the e-ID shows. The others are
# named in procedures (`replaceable_by`) but not connected yet, so their papers are asked for.
CONNECTED_REGISTERS = frozenset({"csdldc", "vneid"})

# Scanned at the desk, before the work is done (NĐ 63/2024/NĐ-CP Điều 5).
SCANNED_WHILE = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.IN_PROGRESS})

# How long the agencies that a person applied to may look into the person's archive.
ARCHIVE_OPEN_DAYS = 365

ONE_REQUEST_SINCE = date(2025, 7, 1)


def may_be_scanned(mode: str, source: str | None) -> bool:
    """Only paper that lies on the desk: not what is merely shown, came online or is reused. What
    another system says it has may come by post, so it may.
    """
    return mode == "submit" and source in {None, PaperSource.COUNTER, PaperSource.TOLD}


def next_status(status: Status, kind: TurnKind, before_supplement: Status | None) -> Status | None:
    """The status after the turn, or None where the law knows no such way."""
    if kind is K.SUPPLEMENT_ANSWERED and status is S.SUPPLEMENT_REQUESTED:
        return before_supplement
    return TRANSITIONS.get((status, kind))


def supplement_allowance(received_on: date) -> tuple[int, str]:
    """How many requests the law allows one dossier, and which article says so.

    One since 1 July 2025 (NĐ 118/2025/NĐ-CP Điều 11), two before (NĐ 63/2010/NĐ-CP Điều 20 k4).
    """
    if received_on >= ONE_REQUEST_SINCE:
        return 1, "Điều 11 Nghị định 118/2025/NĐ-CP"
    return 2, "khoản 4 Điều 20 Nghị định 63/2010/NĐ-CP"


def is_breach(received_on: date, requests_before: int) -> bool:
    """Whether one more request goes beyond what the law allows this dossier."""
    return requests_before >= supplement_allowance(received_on)[0]


# A letter must go out a day before the due date, so one working day left would be too late to write.
WARN_SHARE = 0.8
WARN_WORKING_MINUTES = 2 * 8 * 60
NEVER_BEFORE_SHARE = 0.3
ONE_DAY = 8 * 60


def is_time_to_warn(*, used: float, minutes: int) -> bool:
    """A fifth of the time left, or two working days of it, but never in the first third.

    Where the whole time is a day or less, only the fifth counts.
    """
    if used >= WARN_SHARE:
        return True
    whole = minutes / (1 - used)
    return minutes <= WARN_WORKING_MINUTES and used >= NEVER_BEFORE_SHARE and whole > ONE_DAY


CUTOFF = time(15)


def their_time_starts(sent_at: datetime, calendar: Calendar) -> datetime:
    """From when a transferred dossier runs on the competent agency's time, accepted or not.

    At once; from 15:00 on, or outside office hours, with the opening of the next working day
    (NĐ 118/2025/NĐ-CP Điều 18).
    """
    local = calendar.local(sent_at)
    day = local.date()
    if calendar.is_working(day) and local.time() < CUTOFF:
        return max(local, calendar.opening(day))
    return calendar.opening(calendar.next_working_day(day))


# The paper file follows within a working day (QĐ 2022/QĐ-UBND Cao Bằng, as a model).
TAKE_OVER_MINUTES = 8 * 60


def dossier_code(agency_code: str, day: date, serial: int) -> str:
    """`{unit}-{yyMMdd}-{serial}`, the serial of the agency on that day, at least four digits."""
    return f"{agency_code}-{day:%y%m%d}-{serial:04d}"
