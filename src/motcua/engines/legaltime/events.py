"""What happens to the clock of a dossier."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    ACCEPTED = "accepted"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_ANSWERED = "supplement_answered"
    OBLIGATION_REQUIRED = "obligation_required"
    OBLIGATION_SETTLED = "obligation_settled"
    POSTING_STARTED = "posting_started"
    POSTING_ENDED = "posting_ended"
    EXTENDED = "extended"
    RESOLVED = "resolved"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    CALENDAR_CHANGED = "calendar_changed"  # derived from the calendar; callers need not record it


ENDS = frozenset({EventKind.RESOLVED, EventKind.STOPPED, EventKind.WITHDRAWN})


class Reason(StrEnum):
    """Why the clock stands still."""

    SUPPLEMENT = "supplement"
    OBLIGATION = "obligation"
    POSTING = "posting"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """`due_at` with `extended`: the new appointment; `by_agreement`: agreed with the person.

    `due_at` with `accepted`: the appointment that another system made, as it stood at `told_at`. It is
    kept as it is: only what happens after `told_at` moves it. With `obligation_settled`: the second one.
    """

    kind: EventKind
    at: datetime
    due_at: datetime | None = None
    by_agreement: bool = False
    told_at: datetime | None = None
