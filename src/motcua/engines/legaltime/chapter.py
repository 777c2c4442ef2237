"""One count of the clock: from reception, from a reset, or from a settled obligation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.counting import (
    Count,
    Pause,
    Tally,
    earliest,
    paused_working_days,
)
from motcua.engines.legaltime.events import EventKind, Reason
from motcua.engines.legaltime.policy import Limit, Unit
from motcua.engines.legaltime.words import Sentence


@dataclass(frozen=True, slots=True)
class Extension:
    at: datetime
    working_days: int
    by_agreement: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """An appointment that another system made, as it stood at `told_at`."""

    due_at: datetime
    told_at: datetime
    days: int  # working days that were left then

    @classmethod
    def of(cls, due_at: datetime, told_at: datetime, calendar: Calendar) -> "Promise":
        due, told = calendar.local(due_at), calendar.local(told_at)
        left = calendar.working_days_between(told.date(), due.date()) if due > told else 0
        return cls(due, told, left)

    def moved(self, pauses: Sequence[Pause], calendar: Calendar) -> datetime | None:
        """None while a pause is open. What was late when it was told stays so."""
        since = [pause for pause in pauses if pause.until is None or pause.until > self.told_at]
        still = paused_working_days(since, calendar)
        if still is None:
            return None
        if not self.days:
            return self.due_at
        known = calendar.known_at(self.told_at)
        start = self.told_at.date()
        day = calendar.add_working_days(start, self.days + still)
        same = day == known.add_working_days(start, self.days)
        return self.due_at if same else calendar.closing(day)


@dataclass(slots=True, kw_only=True)
class Chapter:
    number: int  # which appointment it leads to
    opened_by: EventKind
    opened_at: datetime
    start: datetime  # effective reception of what opened it
    limits: tuple[Limit, ...]
    roll_forward: bool
    not_before: datetime | None = None  # a reset never brings the due date forward
    promise: Promise | None = None
    pauses: list[Pause] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)
    closed_by: EventKind | None = None
    closed_at: datetime | None = None
    base: Tally = field(init=False)
    tail: Tally | None = None  # the days an extension adds
    due_at: datetime | None = None

    def reckon(self, calendar: Calendar) -> None:
        count = self._count(self.start, calendar)
        self.base = earliest([count.tally(limit) for limit in self.limits])
        due = self.promise.moved(self.pauses, calendar) if self.promise else self.base.due_at
        self.tail = self._tail(due, calendar)
        due = due if self.tail is None else self.tail.due_at
        if due is not None and self.not_before is not None:
            due = max(due, self.not_before)
        self.due_at = due

    def _tail(self, base_due: datetime | None, calendar: Calendar) -> Tally | None:
        more = sum(extension.working_days for extension in self.extensions)
        if not more or base_due is None:
            return None
        return self._count(base_due, calendar).tally(Limit(more, Unit.WORKING_DAY))

    def _count(self, start: datetime, calendar: Calendar) -> Count:
        return Count(start, tuple(self.pauses), calendar, self.roll_forward)

    def open_pause(self, reason: Reason) -> Pause | None:
        return next((p for p in self.pauses if p.reason is reason and p.until is None), None)

    def end_pause(self, pause: Pause, until: datetime) -> None:
        self.pauses[self.pauses.index(pause)] = Pause(
            pause.reason, pause.since, max(until, pause.since)
        )

    def close(self, event_kind: EventKind, at: datetime) -> None:
        self.closed_by, self.closed_at = event_kind, at
