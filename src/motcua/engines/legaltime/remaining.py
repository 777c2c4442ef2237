"""How much time is left, as lists and pages show it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.deadline import Deadline
from motcua.engines.legaltime.policy import Equality
from motcua.engines.legaltime.words import Sentence, quantity, span

# Due soon: less than eight working hours, or the last fifth of the time. A limit of two days or
# less would be due soon almost from the start, so there only the last fifth counts.
DUE_SOON_MINUTES = 8 * 60
DUE_SOON_SHARE = 0.2
_SHORT_LIMIT_MINUTES = 2 * 8 * 60


class State(StrEnum):
    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    ENDED = "ended"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Remaining:
    """`working_minutes`: left; negative once overdue; while paused, what was left at the pause."""

    state: State
    working_minutes: int
    used_share: float
    text: Sentence


NOT_STARTED = Remaining(State.NONE, 0, 0.0, Sentence("Chưa tính thời hạn", "Not yet running"))


def remaining(deadline: Deadline, calendar: Calendar, now: datetime) -> Remaining:
    due = deadline.due_at or deadline.last_due_at
    if deadline.accepted_at is None or due is None:
        return NOT_STARTED
    if deadline.is_over and deadline.ended_at is not None:
        return _ended(deadline.paused_since or deadline.ended_at, due, calendar)
    if deadline.paused_since is not None:
        return _paused(
            deadline.paused_since, due, deadline.total_minutes, calendar=calendar, now=now
        )
    return _running(due, deadline.total_minutes, deadline.equality, calendar=calendar, now=now)


def time_left(
    *,
    accepted_at: datetime | None,
    due_at: datetime | None,
    paused_since: datetime | None,
    ended_at: datetime | None,
    calendar: Calendar,
    now: datetime,
) -> Remaining:
    """The same for a row of a list, from its stored dates alone. Judged by the day."""
    if accepted_at is None or (due_at is None and paused_since is None):
        return NOT_STARTED
    if due_at is None:
        return _paused(paused_since or now, None, 0, calendar=calendar, now=now)
    total = max(calendar.working_minutes_between(accepted_at, due_at), 1)
    if ended_at is not None:
        return _ended(ended_at, due_at, calendar)
    if paused_since is not None:
        return _paused(paused_since, due_at, total, calendar=calendar, now=now)
    return _running(due_at, total, Equality.DAY, calendar=calendar, now=now)


def _running(
    due: datetime, total: int, equality: Equality, *, calendar: Calendar, now: datetime
) -> Remaining:
    now = calendar.local(now)
    left = calendar.working_minutes_between(now, due)
    missed = now > due if equality is Equality.MOMENT else now.date() > due.date()
    if missed:
        return Remaining(State.OVERDUE, left, 1.0, _overdue(-left, calendar))
    share = _used(left, total)
    if left <= 0:
        text = Sentence("Hết giờ hôm nay", "Due today, office closed")
    else:
        words = span(left, calendar.day_minutes)
        text = Sentence(f"Còn {words.vi}", f"{words.en} left")
    return Remaining(_urgency(left, total), max(left, 0), share, text)


def _urgency(left: int, total: int) -> State:
    soon = left <= total * DUE_SOON_SHARE or (
        total > _SHORT_LIMIT_MINUTES and left < DUE_SOON_MINUTES
    )
    return State.DUE_SOON if soon else State.ON_TIME


def _overdue(minutes: int, calendar: Calendar) -> Sentence:
    if minutes <= 0:
        return Sentence("Vừa quá hạn", "Just overdue")
    words = span(minutes, calendar.day_minutes)
    return Sentence(f"Quá {words.vi}", f"{words.en} overdue")


def _paused(
    since: datetime, due: datetime | None, total: int, *, calendar: Calendar, now: datetime
) -> Remaining:
    left = 0 if due is None else calendar.working_minutes_between(since, due)
    stood = calendar.working_minutes_between(since, now)
    if stood <= 0:
        text = Sentence("Vừa tạm dừng", "Just paused")
    else:  # hours do not matter once a day has passed: «Tạm dừng 1 ngày»
        days = stood // calendar.day_minutes
        words = quantity(days, "ngày", "working day") if days else span(stood, calendar.day_minutes)
        text = Sentence(f"Tạm dừng {words.vi}", f"Paused for {words.en}")
    return Remaining(State.PAUSED, left, _used(left, total), text)


def _ended(ended_at: datetime, due: datetime, calendar: Calendar) -> Remaining:
    left = calendar.working_minutes_between(ended_at, due)
    on = calendar.local(ended_at).date()
    if on > due.date() and left == 0:
        text = Sentence("Xong sau ngày hẹn, ngoài giờ làm việc", "Done after the day, out of hours")
    elif on > due.date():
        words = span(-left, calendar.day_minutes)
        text = Sentence(f"Xong trễ {words.vi}", f"Done {words.en} late")
    elif on == due.date():
        text = Sentence("Xong đúng ngày hẹn", "Done on the appointed day")
    else:
        days = calendar.working_days_between(on, due.date())
        text = Sentence(
            f"Xong sớm {days} ngày làm việc",
            f"Done {days} working {'day' if days == 1 else 'days'} early",
        )
    return Remaining(State.ENDED, left, 1.0, text)


def _used(left: int, total: int) -> float:
    if total <= 0:
        return 0.0
    return min(1.0, max(0.0, 1 - left / total))
