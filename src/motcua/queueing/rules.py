"""Who is called next, how long it may take, which hours are offered: pure rules."""

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.queueing.types import CounterView, Place, SlotRuleView, Waiting, WorkingDays

FIRST_IN_A_ROW = 2
FEWEST_MEASURED = 3
ROUND_TO_MINUTES = 5
BOOK_AHEAD_DAYS = 14


def goes_first(one: Waiting, now: datetime) -> bool:
    """The elderly, disabled and pregnant, and those whose appointed hour has come (NĐ 63/2010 Đ18)."""
    return one.priority or (one.due_at is not None and one.due_at <= now)


def calling_order(waiting: Iterable[Waiting], now: datetime, *, row: int = 0) -> list[Waiting]:
    """Those who go first are called first, but after two of them in a row one of the others is.

    `row`: how many of those who go first were called last, one after another. Without the turn for
    others, a busy morning of priorities would leave everybody else waiting for ever.
    """
    in_time = sorted(waiting, key=lambda one: (one.since, one.id))
    first = sorted(
        (one for one in in_time if goes_first(one, now)), key=lambda one: not one.priority
    )
    others = [one for one in in_time if not goes_first(one, now)]
    return list(_merged(first, others, row))


def _merged(first: list[Waiting], others: list[Waiting], row: int) -> Iterator[Waiting]:
    while first or others:
        if first and (row < FIRST_IN_A_ROW or not others):
            row += 1
            yield first.pop(0)
        else:
            row = 0
            yield others.pop(0)


def serving_with(service_id: UUID, counters: Iterable[CounterView]) -> list[CounterView]:
    """The open counters that take this service."""
    return [one for one in counters if one.official_id and one.serves(service_id)]


def place_of(
    ticket_id: UUID, order: Sequence[Waiting], *, served_seconds: Sequence[int], counters: int
) -> Place:
    ahead = next(index for index, one in enumerate(order) if one.id == ticket_id)
    return Place(ahead, expected_minutes(ahead, served_seconds, counters))


def expected_minutes(ahead: int, served_seconds: Sequence[int], counters: int) -> int | None:
    """From what was measured today, rounded up to five minutes.

    None when fewer than three services were measured, or no counter is open: then nobody knows.
    """
    if len(served_seconds) < FEWEST_MEASURED or counters < 1:
        return None
    rounds = math.ceil((ahead + 1) / counters)
    minutes = statistics.median(served_seconds) * rounds / 60
    return max(math.ceil(minutes / ROUND_TO_MINUTES), 1) * ROUND_TO_MINUTES


def hours_of(rule: SlotRuleView) -> Iterator[time]:
    """Each start for which a whole appointment fits before closing."""
    step, day = timedelta(minutes=rule.minutes), date.min
    at, end = datetime.combine(day, rule.opens), datetime.combine(day, rule.closes)
    while at + step <= end:
        yield at.time()
        at += step


def bookable_days(today: date, working: WorkingDays) -> list[date]:
    """From tomorrow on, two weeks ahead, days on which the offices work."""
    days = (today + timedelta(days=ahead) for ahead in range(1, BOOK_AHEAD_DAYS + 1))
    return [day for day in days if working.is_working(day)]


def offered(rules: Iterable[SlotRuleView], day: date) -> dict[time, int]:
    """Hour → places."""
    of_day = [rule for rule in rules if rule.weekday == day.weekday()]
    return dict(sorted((at, rule.capacity) for rule in of_day for at in hours_of(rule)))
