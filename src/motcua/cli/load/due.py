"""Due dates by the engine of the legal clock; what it says of a plain acceptance is remembered."""

from collections.abc import Sequence
from datetime import UTC, datetime

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.api import Calendar, ClockPolicy, EventKind, Unit

Event = tuple[EventKind, int]
_BY_THE_MOMENT = frozenset({Unit.HOUR, Unit.SAME_DAY})


class Due:
    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[int, int], int | None] = {}

    def after(self, policy: ClockPolicy, events: Sequence[Event]) -> int | None:
        """Seconds since 1970; None where the clock stands still."""
        [(_, accepted), *later] = events
        if later or policy.limit.unit in _BY_THE_MOMENT:
            return self._ask(policy, events)
        # The same hour of the same day gives the same end (tests ask the engine again for each).
        key = (id(policy), accepted // 3600)
        if key not in self._known:
            self._known[key] = self._ask(policy, events)
        return self._known[key]

    def changes_between(self, first: int, last: int) -> bool:
        """Whether a day off was decreed meanwhile, so that the due date moved."""
        return any(first < at.timestamp() <= last for at in self._calendar.decisions)

    def answer_by(self, policy: ClockPolicy, asked: int) -> int:
        on = self._calendar.local(moment(asked)).date()
        day = self._calendar.add_working_days(on, int(policy.answer_within.value))
        return int(self._calendar.closing(day).timestamp())

    def posting_ends(self, policy: ClockPolicy, since: int) -> int | None:
        local = self._calendar.local(moment(since))
        ends = legaltime.posting_ends(policy, self._calendar, since=local)
        return int(ends.timestamp()) if ends else None

    def _ask(self, policy: ClockPolicy, events: Sequence[Event]) -> int | None:
        told = [legaltime.ClockEvent(kind=kind, at=moment(at), due_at=None) for kind, at in events]
        deadline = legaltime.assess(told, policy, self._calendar, now=moment(events[-1][1]))
        return int(deadline.due_at.timestamp()) if deadline.due_at else None


def moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


def iso(second: int | None) -> str:
    return "" if second is None else datetime.fromtimestamp(second, UTC).isoformat()
