"""The shapes that cross the door."""

from motcua.engines.legaltime.calendar import Calendar, SpecialDay
from motcua.engines.legaltime.deadline import Deadline, DueChange, Stage, Timeliness
from motcua.engines.legaltime.duties import Breach, Permission, StepSum
from motcua.engines.legaltime.events import ClockEvent, EventKind, Reason
from motcua.engines.legaltime.policy import (
    AfterHours,
    ClockPolicy,
    Equality,
    Limit,
    Obligation,
    Supplement,
    Unit,
)
from motcua.engines.legaltime.remaining import Remaining, State
from motcua.engines.legaltime.words import Sentence

__all__ = [
    "AfterHours",
    "Breach",
    "Calendar",
    "ClockEvent",
    "ClockPolicy",
    "Deadline",
    "DueChange",
    "Equality",
    "EventKind",
    "Limit",
    "Obligation",
    "Permission",
    "Reason",
    "Remaining",
    "Sentence",
    "SpecialDay",
    "Stage",
    "State",
    "StepSum",
    "Supplement",
    "Timeliness",
    "Unit",
]
