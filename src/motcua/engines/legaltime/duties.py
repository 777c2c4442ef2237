"""Duties around the clock that are decided by dates and counts alone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.deadline import Deadline
from motcua.engines.legaltime.policy import ClockPolicy, Limit, Unit
from motcua.engines.legaltime.words import Sentence

# NĐ 297/2025 Đ6 k4: the officer sees an online filing, and a supplement notice leaves, within
ACKNOWLEDGE_WORKING_HOURS = 2
SUPPLEMENT_NOTICE_WORKING_HOURS = 8
# NĐ 63/2024 Đ7 k4: the Portal knows of a resolution within
SYNC_MINUTES = 10
# QĐ 138/2025 Đồng Tháp Đ3 k4a: a dossier that does not qualify goes back, and the person is told
AGENCY_RETURN_WORKING_DAYS = 2
ONE_STOP_NOTICE_WORKING_DAYS = 1

MAX_EXTENSIONS = 1  # NĐ 297/2025 Đ6 k5
ONE_SUPPLEMENT_FROM = date(2025, 7, 1)  # NĐ 118/2025 in force
_ONE_REQUEST = "NĐ 118/2025 Đ11"
_TWO_REQUESTS = "NĐ 63/2010 Đ20 k4 (more than two)"


def posting_ends(policy: ClockPolicy, calendar: Calendar, *, since: datetime) -> datetime | None:
    """The opening of the day on which public posting is over; None where the policy names no time."""
    limit = policy.posting
    if limit is None:
        return None
    if limit.unit is Unit.WORKING_DAY:
        return calendar.opening(calendar.add_working_days(since.date(), limit.value))
    return calendar.opening(since.date() + timedelta(days=limit.value))


class Permission(NamedTuple):
    allowed: bool
    reason: Sentence


class Breach(NamedTuple):
    breach: bool
    basis: str


class StepSum(NamedTuple):
    total: Decimal
    valid: bool


class _No:
    over = Sentence(
        "Hồ sơ đã kết thúc, không còn hạn để lùi.",
        "The dossier has ended; nothing is left to extend.",
    )
    paused = Sentence(
        "Thời gian đang dừng tính; chưa có ngày hẹn để lùi.",
        "The clock stands still; there is no appointment to move.",
    )
    twice = Sentence(
        "Đã hẹn lại một lần; pháp luật không cho hẹn lại lần nữa.",
        "The appointment was already moved once; the law allows no second time.",
    )
    too_late = Sentence(
        "Thư xin lỗi phải gửi trước ngày hẹn ít nhất 01 ngày; nay đã quá thời điểm đó.",
        "The apology must be sent at least one day before the appointment; it is too late for that.",
    )


def may_apologise(
    deadline: Deadline, calendar: Calendar, now: datetime, extensions_before: int
) -> Permission:
    """NĐ 297/2025 Đ6 k5: a letter at least a day before the appointment, and only once."""
    if deadline.is_over:
        return Permission(allowed=False, reason=_No.over)
    if deadline.due_at is None:
        return Permission(allowed=False, reason=_No.paused)
    if extensions_before >= MAX_EXTENSIONS:
        return Permission(allowed=False, reason=_No.twice)
    if not letter_in_time(deadline.due_at, calendar.local(now), limit=deadline.limit):
        return Permission(allowed=False, reason=_No.too_late)
    return Permission(
        allowed=True,
        reason=Sentence("Được gửi thư xin lỗi và hẹn lại.", "An apology may be sent."),
    )


def letter_in_time(due: date | datetime, sent: datetime, *, limit: Limit | None = None) -> bool:
    """At least one calendar day before the due date: the decree writes "01 ngày", and "ngày làm việc"
    where it means one (NĐ 297/2025 Đ6 k5; Civil Code 2015 Đ146 k1). Sunday is in time for Monday.

    A limit of hours or of the same day leaves no such day: there, before the due moment.
    """
    if limit is not None and limit.is_short and isinstance(due, datetime):
        return sent < due
    last = due.date() if isinstance(due, datetime) else due
    return sent.date() <= last - timedelta(days=1)


def supplement_breach(received_on: date, requests: int) -> Breach:
    """Since 1/7/2025 one request; before, people need not come back more than twice."""
    if received_on >= ONE_SUPPLEMENT_FROM:
        return Breach(requests > 1, _ONE_REQUEST)
    return Breach(requests > 2, _TWO_REQUESTS)


def on_time_766(
    statuses: Sequence[int | str],
    *,
    due: datetime | None,
    resolved_at: datetime | None = None,
    returned_at: datetime | None = None,
    now: datetime | None = None,
) -> bool | None:
    """QĐ 766/QĐ-TTg row 2.1: the end is status 9, else 10; same day is on time.

    Two supplement requests and no final state count as late. None: not yet to be judged.
    """
    ended_at = resolved_at or returned_at
    if ended_at is None and [str(status) for status in statuses].count("5") >= 2:
        return False
    judged_at = ended_at or now
    if due is None or judged_at is None:
        return None
    if judged_at.astimezone(due.tzinfo).date() > due.date():
        return False
    return True if ended_at is not None else None


def steps_add_up(
    step_days: Iterable[float | Decimal | str], published: float | Decimal | str
) -> StepSum:
    """Published internal processes do not always add up; ours must."""
    total = sum((Decimal(str(days)) for days in step_days), Decimal(0))
    return StepSum(total, total == Decimal(str(published)))
