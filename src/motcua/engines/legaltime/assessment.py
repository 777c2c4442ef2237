"""The legal clock: events, policy and calendar in, due date and its reasons out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.deadline import Deadline
from motcua.engines.legaltime.events import ClockEvent, EventKind
from motcua.engines.legaltime.policy import ClockPolicy
from motcua.engines.legaltime.reading import read
from motcua.engines.legaltime.reckoning import Reckoning


def assess(
    events: Iterable[ClockEvent], policy: ClockPolicy, calendar: Calendar, *, now: datetime
) -> Deadline:
    """Pure: the same events, policy, calendar and moment always give the same answer.

    Each event is reckoned with the calendar as it was known at that moment, so a day off decreed
    later shows as a change of the due date and leaves the first one as it was promised.
    """
    now = calendar.local(now)
    clock = Reckoning(policy, calendar)
    for event in _in_order(events, calendar, now):
        clock.see(event)
    return read(clock, now)


def _in_order(events: Iterable[ClockEvent], calendar: Calendar, now: datetime) -> list[ClockEvent]:
    happened = [replace(event, at=calendar.local(event.at)) for event in events]
    happened.sort(key=attrgetter("at"))
    if not calendar.decisions or not happened:
        return happened
    happened += [
        ClockEvent(EventKind.CALENDAR_CHANGED, calendar.local(at))
        for at in calendar.decisions
        if happened[0].at < at <= now
    ]
    return sorted(happened, key=attrgetter("at"))
