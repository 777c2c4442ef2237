"""How many dossiers on which day: seasons, weekdays, holidays. Chunks of days are written at once."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.engines.legaltime.api import Calendar

FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)
# Quiet around Tết (February), busy before school begins and at the end of the year.
MONTHS = (0.95, 0.60, 1.05, 1.05, 1.05, 1.10, 1.10, 1.15, 1.05, 1.00, 0.95, 0.95)
WEEKDAYS = (1.25, 1.10, 1.00, 0.95, 0.90)
DAY_OFF = 0.06  # only what is submitted online
CHUNK = 1_500


@dataclass(frozen=True, slots=True)
class Day:
    """`first` is the number of the day's first dossier."""

    on: date
    first: int
    count: int


Chunk = tuple[Day, ...]


def days(total: int, calendar: Calendar) -> list[Day]:
    """Every dossier has a day; the numbers grow with the days."""
    span = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    weights = list(itertools.accumulate(_weight(day, calendar) for day in span))
    ends = [round(total * so_far / weights[-1]) for so_far in weights]
    starts = [0, *ends[:-1]]
    return [
        Day(day, start, end - start)
        for day, start, end in zip(span, starts, ends, strict=True)
        if end > start
    ]


def chunks(told: Iterable[Day], size: int = CHUNK) -> list[Chunk]:
    """Whole days, at least `size` dossiers (but for the last)."""
    made: list[Chunk] = []
    gathered: list[Day] = []
    for day in told:
        gathered.append(day)
        if sum(one.count for one in gathered) >= size:
            made.append(tuple(gathered))
            gathered = []
    return [*made, tuple(gathered)] if gathered else made


def _weight(day: date, calendar: Calendar) -> float:
    month = MONTHS[day.month - 1]
    if not calendar.is_working(day):
        return month * DAY_OFF
    return month * WEEKDAYS[min(day.weekday(), 4)]
