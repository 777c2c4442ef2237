"""Which numbers a seal covers, and which may still turn up. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

# A transaction may commit its entry this long after it wrote it: later, its number counts as empty.
# The embedded server ends transactions that last longer (transaction_timeout).
STRAGGLERS = timedelta(hours=1)
CLOCK_TOLERANCE = timedelta(minutes=1)


def gaps_between(first: int, last: int, present: Iterable[int]) -> list[list[int]]:
    """Spans of `first`…`last` without an entry, as [from, to] with both ends included."""
    gaps, expected = [], first
    for number in present:
        if number > expected:
            gaps.append([expected, number - 1])
        expected = number + 1
    if expected <= last:
        gaps.append([expected, last])
    return gaps


def covered(first: int, last: int, gaps: list[list[int]], late: list[int]) -> list[int]:
    """The numbers of the entries that a seal stands for, in order."""
    numbers, start = sorted(late), first
    for gap_first, gap_last in gaps:
        numbers.extend(range(start, gap_first))
        start = gap_last + 1
    numbers.extend(range(start, last + 1))
    return numbers


def in_gaps(number: int, gaps: list[list[int]]) -> bool:
    return any(first <= number <= last for first, last in gaps)


def may_still_come(sealed_at: datetime, now: datetime) -> bool:
    return now - sealed_at < STRAGGLERS


def time_fits(at: datetime, *, before_seal: datetime, after_seal: datetime | None) -> bool:
    """An entry is written before its seal, and at most a long transaction before the seal before."""
    if at > before_seal + CLOCK_TOLERANCE:
        return False
    return after_seal is None or at > after_seal - STRAGGLERS
