"""Where the time went: how long the agency worked, how long it waited for somebody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from motcua.engines.legaltime.calendar import Calendar
from motcua.engines.legaltime.events import ENDS, ClockEvent, EventKind, Reason
from motcua.engines.legaltime.words import Sentence, span

_WAITS = {
    EventKind.SUPPLEMENT_REQUESTED: Reason.SUPPLEMENT,
    EventKind.OBLIGATION_REQUIRED: Reason.OBLIGATION,
}
_GOES_ON = {
    EventKind.SUPPLEMENT_ANSWERED: Reason.SUPPLEMENT,
    EventKind.OBLIGATION_SETTLED: Reason.OBLIGATION,
}


@dataclass(frozen=True, slots=True)
class Spent:
    """Working minutes from acceptance to the first end (or now); the two never overlap."""

    worked: int
    waited: int

    def words(self, calendar: Calendar) -> tuple[Sentence, Sentence]:
        return span(self.worked, calendar.day_minutes), span(self.waited, calendar.day_minutes)


def spent(events: Iterable[ClockEvent], calendar: Calendar, *, now: datetime) -> Spent | None:
    """None before acceptance. What the policy says about pauses does not matter: waiting is waiting."""
    since: datetime | None = None
    waiting: set[Reason] = set()
    minutes = {False: 0, True: 0}
    for event in [*sorted(events, key=attrgetter("at")), None]:
        at = calendar.local(event.at if event else now)
        if since is not None:
            minutes[bool(waiting)] += calendar.working_minutes_between(since, max(since, at))
            since = max(since, at)
        if event is None or (since is not None and event.kind in ENDS):
            break
        if event.kind is EventKind.ACCEPTED and since is None:
            since = at
        waiting |= {_WAITS[event.kind]} if event.kind in _WAITS else set()
        waiting -= {_GOES_ON[event.kind]} if event.kind in _GOES_ON else set()
    return None if since is None else Spent(minutes[False], minutes[True])
