"""From a start, a limit and the stretches that do not count to the due moment, day by day."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.events import Reason
from motcua.engines.legaltime.policy import Limit, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from `since` until `until` (None: still standing)."""

    reason: Reason
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One count laid out: every day passed over is in exactly one of the three lists."""

    limit: Limit
    due_at: datetime | None  # None: an open pause hides it
    counted: tuple[date, ...] = ()
    idle: tuple[date, ...] = ()  # days off in between
    paused: tuple[date, ...] = ()
    pieces: tuple[tuple[date, int], ...] = ()  # limits in hours: working minutes used of each day


@dataclass(frozen=True, slots=True)
class Count:
    """What is to be counted: the rules of one stretch from reception, reset or settlement."""

    start: datetime
    pauses: tuple[Pause, ...]
    calendar: Calendar
    roll_forward: bool

    def tally(self, limit: Limit) -> Tally:
        match limit.unit:
            case Unit.SAME_DAY:
                return self._same_day(limit)
            case Unit.HOUR:
                return self._hours(limit)
            case Unit.WORKING_DAY:
                return self._days(limit, limit.value, self.calendar.is_working)
            case Unit.DAY:
                return self._rolled(self._days(limit, limit.value, _every_day))
            case Unit.MONTH:
                return self._rolled(self._days(limit, self._month_days(limit), _every_day))

    def _days(self, limit: Limit, need: int, counts: Callable[[date], bool]) -> Tally:
        stops = self._stops()
        counted: list[date] = []
        idle: list[date] = []
        paused: list[date] = []
        on = self.start.date()
        while len(counted) < need:
            on += _DAY
            if not counts(on):
                idle.append(on)
            elif (standing := _standing(on, stops)) is None:
                counted.append(on)
            elif standing:
                paused.append(on)
            else:
                return Tally(limit, None, tuple(counted), tuple(idle), tuple(paused))
        due = self.calendar.closing(on)
        return Tally(limit, due, tuple(counted), tuple(idle), tuple(paused))

    def _stops(self) -> list[tuple[date, date | None]]:
        """Pauses by the day: the day the clock stops is not counted, the day it runs again is.

        Unless it stopped on a day that was not counted anyway (reception): then the day it runs
        again takes that day's place, so that the due date always moves by the days of waiting.
        """
        uncounted = self.start.date()
        stops: list[tuple[date, date | None]] = []
        for pause in self.pauses:
            first, again = stop_day(pause, self.calendar), pause.until and pause.until.date()
            if again is not None and first <= uncounted:
                uncounted = max(uncounted, again)
                again += _DAY
            stops.append((first, again))
        return stops

    def _rolled(self, tally: Tally) -> Tally:
        """Civil Code Đ148 k5: a period that ends on a day off ends with the next working day."""
        if tally.due_at is None or not self.roll_forward:
            return tally
        last = tally.due_at.date()
        worked = self.calendar.working_day_from(last)
        idle = tuple(last + n * _DAY for n in range(1, (worked - last).days))
        return replace(tally, due_at=self.calendar.closing(worked), idle=idle)

    def _month_days(self, limit: Limit) -> int:
        """Days to the same day of the month, or to the last one of a shorter month."""
        start = self.start.date()
        years, month = divmod(start.month - 1 + limit.value, 12)
        year, month = start.year + years, month + 1
        return (date(year, month, min(start.day, monthrange(year, month)[1])) - start).days

    def _same_day(self, limit: Limit) -> Tally:
        """A day has no part left to resume: after a pause the cut-off is applied anew."""
        start = self.start
        for pause in self.pauses:
            if pause.until is None:
                return Tally(limit, None)
            start = max(start, pause.until)
        on = start.date()
        if limit.cutoff is not None and start.time() > limit.cutoff:
            on = self.calendar.next_working_day(on)
        on = self.calendar.working_day_from(on)
        return Tally(limit, self.calendar.closing(on), (on,))

    def _hours(self, limit: Limit) -> Tally:
        left = limit.value * 3600
        cursor = self.start
        pieces: list[tuple[date, int]] = []
        for pause in sorted(self.pauses, key=lambda one: one.since):
            free = max(0, self.calendar.working_seconds_between(cursor, pause.since))
            if left <= free:
                break
            pieces += self._pieces(cursor, free)
            left -= free
            if pause.until is None:
                return Tally(limit, None, pieces=tuple(pieces))
            cursor = max(cursor, pause.until)
        pieces += self._pieces(cursor, left)
        due = self.calendar.add_working_seconds(cursor, left)
        return Tally(limit, due, pieces=tuple(pieces))

    def _pieces(self, cursor: datetime, seconds: int) -> list[tuple[date, int]]:
        pieces: list[tuple[date, int]] = []
        while seconds > 0:
            on = self.calendar.working_day_from(cursor.date())
            if on != cursor.date():
                cursor = self.calendar.opening(on)
            today = self.calendar.working_seconds_between(cursor, self.calendar.closing(on))
            used = min(seconds, today)
            if used:
                pieces.append((on, used // 60))
            seconds -= used
            cursor = self.calendar.opening(on + _DAY)
        return pieces


def earliest(tallies: Sequence[Tally]) -> Tally:
    """Of a national and a shorter local limit, the shorter counts."""
    return min(tallies, key=lambda t: t.due_at.timestamp() if t.due_at else float("inf"))


def paused_working_days(pauses: Sequence[Pause], calendar: Calendar) -> int | None:
    """Working days standing still, overlaps counted once; None while one of them is open."""
    days: set[date] = set()
    for pause in pauses:
        if pause.until is None:
            return None
        on = stop_day(pause, calendar)
        while on < pause.until.date():
            if calendar.is_working(on):
                days.add(on)
            on += _DAY
    return len(days)


def stop_day(pause: Pause, calendar: Calendar) -> date:
    """The first day the pause takes; one that begins after closing leaves that day counted."""
    on = pause.since.date()
    return on + _DAY if pause.since > calendar.closing(on) else on


def _standing(on: date, stops: Sequence[tuple[date, date | None]]) -> bool | None:
    """None: the clock runs on that day; True: it stands still; False: it has no end in sight."""
    verdict = None
    for since, until in stops:
        if on < since:
            continue
        if until is None:
            return False
        if on < until:
            verdict = True
    return verdict


def _every_day(_on: date) -> bool:
    return True
