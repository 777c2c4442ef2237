"""Office hours as one line of seconds, so that "three working hours later" is an addition."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta

from motcua.engines.legaltime.api import Calendar

_DAY = timedelta(days=1)


class WorkingTime:
    """Positions on the line ↔ seconds since 1970, for the working days from `first` to `last`."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        days = [first + _DAY * n for n in range((last - first).days + 1)]
        spans = [
            (_second(calendar, day, start), _second(calendar, day, end))
            for day in days
            if calendar.is_working(day)
            for start, end in calendar.hours
        ]
        self._opens = [start for start, _ in spans]
        self._positions: list[int] = []
        so_far = 0
        for start, end in spans:
            self._positions.append(so_far)
            so_far += end - start
        self._ends = [end for _, end in spans]
        self.day_seconds = calendar.day_seconds

    def position(self, second: int) -> int:
        """Outside office hours: where they begin again."""
        span = bisect_right(self._opens, second) - 1
        if span < 0:
            return 0
        return self._positions[span] + min(second, self._ends[span]) - self._opens[span]

    def second(self, position: int) -> int:
        span = bisect_right(self._positions, position) - 1
        return self._opens[span] + position - self._positions[span]


def _second(calendar: Calendar, day: date, at: time) -> int:
    return int(datetime.combine(day, at, calendar.zone).timestamp())
