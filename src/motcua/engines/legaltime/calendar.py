"""The working calendar: which days and hours count, and by whose decision they do or do not."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from motcua.engines.legaltime.errors import NaiveMomentError
from motcua.engines.legaltime.words import Sentence

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))
_WEEK = 5  # Monday to Friday; a Saturday is worked only by decision (make-up day)
_DAY = timedelta(days=1)
NAMELESS = Sentence("", "")

Hours = Sequence[tuple[time, time]]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off or a make-up day. `decided_at`: nobody could count with it before that moment."""

    on: date
    name: Sentence = NAMELESS
    decision: str = ""
    decided_at: datetime | None = None


class Calendar:
    """Immutable; every question is answered in constant time, however long the span."""

    def __init__(
        self,
        days_off: Iterable[SpecialDay | date] = (),
        makeup_days: Iterable[SpecialDay | date] = (),
        hours: Hours = OFFICE_HOURS,
        zone: ZoneInfo = VIETNAM,
    ) -> None:
        self.zone = zone
        self.hours = tuple(hours)
        self.opens, self.closes = self.hours[0][0], self.hours[-1][1]
        self.day_seconds = sum(_seconds(end) - _seconds(start) for start, end in self.hours)
        self.day_minutes = self.day_seconds // 60
        self._all = (_special(days_off), _special(makeup_days))
        self._off, self._made_up = _latest_decision(*self._all)
        self._off_weekdays = sorted(d.toordinal() for d in self._off if d.weekday() < _WEEK)
        self._worked_weekends = sorted(d.toordinal() for d in self._made_up if d.weekday() >= _WEEK)
        self._known: dict[int, Calendar] = {}
        self.decisions = tuple(
            sorted({s.decided_at for part in self._all for s in part if s.decided_at})
        )

    def known_at(self, at: datetime) -> "Calendar":
        """The calendar as anybody could know it at that moment."""
        known = bisect_right(self.decisions, at)
        if known == len(self.decisions):
            return self
        if known not in self._known:
            off, made_up = (
                [s for s in part if s.decided_at is None or s.decided_at <= at]
                for part in self._all
            )
            self._known[known] = Calendar(off, made_up, self.hours, self.zone)
        return self._known[known]

    def decided(self, at: datetime) -> tuple[SpecialDay, ...]:
        """The days decided at that moment, in order."""
        found = {s for part in self._all for s in part if s.decided_at == at}
        return tuple(sorted(found, key=lambda special: special.on))

    def local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise NaiveMomentError(at)
        return at.astimezone(self.zone)

    # ------------------------------------------------------------- days

    def is_working(self, on: date) -> bool:
        if on.weekday() < _WEEK:
            return on not in self._off
        return on in self._made_up

    def day_off(self, on: date) -> SpecialDay | None:
        """The decision that makes this a day off; None for an ordinary weekend."""
        return self._off.get(on)

    def makeup_day(self, on: date) -> SpecialDay | None:
        return self._made_up.get(on)

    def working_day_from(self, on: date) -> date:
        """This day if it is worked, else the next one that is."""
        while not self.is_working(on):
            on += _DAY
        return on

    def next_working_day(self, on: date) -> date:
        return self.working_day_from(on + _DAY)

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; negative when until comes first."""
        return self._rank(until) - self._rank(after)

    def add_working_days(self, on: date, days: int) -> date:
        """The `days`-th working day after `on`; `on` itself is not counted."""
        goal = self._rank(on) + days
        while (missing := goal - self._rank(on)) > 0:
            on += timedelta(days=missing)  # a rank grows by one a day at most: never past the goal
        return on

    def _rank(self, on: date) -> int:
        """Working days from the beginning of the calendar up to and including `on`."""
        number = on.toordinal()  # ordinal 1 was a Monday
        weeks, rest = divmod(number, 7)
        return (
            weeks * _WEEK
            + min(rest, _WEEK)
            - bisect_right(self._off_weekdays, number)
            + bisect_right(self._worked_weekends, number)
        )

    # ------------------------------------------------------------- hours

    def opening(self, on: date) -> datetime:
        return datetime.combine(on, self.opens, self.zone)

    def closing(self, on: date) -> datetime:
        return datetime.combine(on, self.closes, self.zone)

    def is_working_moment(self, at: datetime) -> bool:
        """Inside office hours, their ends included."""
        at = self.local(at)
        inside = any(start <= at.time() <= end for start, end in self.hours)
        return inside and self.is_working(at.date())

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes; negative when `end` comes first."""
        seconds = self.working_seconds_between(start, end)
        return seconds // 60 if seconds >= 0 else -(-seconds // 60)

    def working_seconds_between(self, start: datetime, end: datetime) -> int:
        start, end = self.local(start), self.local(end)
        days = self.working_days_between(start.date(), end.date())
        return days * self.day_seconds + self._missing(start) - self._missing(end)

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        return self.add_working_seconds(at, minutes * 60)

    def add_working_seconds(self, at: datetime, seconds: int) -> datetime:
        """The first moment at which `seconds` of working time have passed."""
        at = self.local(at)
        left_today = self._missing(at)
        if seconds <= left_today and self.is_working(at.date()):
            return self._moment(at.date(), self.day_seconds - left_today + seconds)
        days, rest = divmod(seconds - left_today - 1, self.day_seconds)
        return self._moment(self.add_working_days(at.date(), days + 1), rest + 1)

    def _missing(self, at: datetime) -> int:
        """Working seconds still to come on that day."""
        if not self.is_working(at.date()):
            return 0
        clock = _seconds(at.time())
        return sum(max(0, _seconds(end) - max(clock, _seconds(start))) for start, end in self.hours)

    def _moment(self, on: date, worked: int) -> datetime:
        """The moment of the day at which `worked` seconds are done."""
        for start, end in self.hours:
            length = _seconds(end) - _seconds(start)
            if worked <= length:
                return datetime.combine(on, start, self.zone) + timedelta(seconds=worked)
            worked -= length
        return self.closing(on)


def effective_reception(
    submitted: datetime, calendar: Calendar, *, last_hour: bool = False
) -> datetime:
    """When a filing counts as received.

    After closing or on a day off: 08:00 of the next working day (NĐ 297/2025 Đ3 k5). With
    `last_hour`, so does a filing in the last hour of the working day (Đ6 k3).
    """
    at = calendar.local(submitted)
    if not calendar.is_working(at.date()):
        return calendar.opening(calendar.working_day_from(at.date()))
    closing = calendar.closing(at.date())
    if at > closing or (last_hour and at >= closing - timedelta(hours=1)):
        return calendar.opening(calendar.next_working_day(at.date()))
    return max(at, calendar.opening(at.date()))


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _special(days: Iterable[SpecialDay | date]) -> tuple[SpecialDay, ...]:
    return tuple(d if isinstance(d, SpecialDay) else SpecialDay(d) for d in days)


def _latest_decision(
    off: Iterable[SpecialDay], made_up: Iterable[SpecialDay]
) -> tuple[dict[date, SpecialDay], dict[date, SpecialDay]]:
    """Where a day was decided twice (a storm on a make-up day), the later decision stands."""
    chosen: dict[date, tuple[SpecialDay, bool]] = {}
    for special, is_off in [*((s, False) for s in made_up), *((s, True) for s in off)]:
        before = chosen.get(special.on)
        if before is None or _weight(special) >= _weight(before[0]):
            chosen[special.on] = (special, is_off)
    return (
        {on: special for on, (special, is_off) in chosen.items() if is_off},
        {on: special for on, (special, is_off) in chosen.items() if not is_off},
    )


def _weight(special: SpecialDay) -> float:
    return special.decided_at.timestamp() if special.decided_at else float("-inf")
