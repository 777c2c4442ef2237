"""The door of the legal clock."""

from motcua.engines.legaltime.assessment import assess
from motcua.engines.legaltime.calendar import (
    OFFICE_HOURS,
    VIETNAM,
    Calendar,
    SpecialDay,
    effective_reception,
)
from motcua.engines.legaltime.deadline import Deadline, DueChange, Stage, Timeliness
from motcua.engines.legaltime.duties import (
    ACKNOWLEDGE_WORKING_HOURS,
    AGENCY_RETURN_WORKING_DAYS,
    MAX_EXTENSIONS,
    ONE_STOP_NOTICE_WORKING_DAYS,
    SUPPLEMENT_NOTICE_WORKING_HOURS,
    SYNC_MINUTES,
    Breach,
    Permission,
    StepSum,
    letter_in_time,
    may_apologise,
    on_time_766,
    posting_ends,
    steps_add_up,
    supplement_breach,
)
from motcua.engines.legaltime.errors import LegalTimeError, NaiveMomentError, PolicyError
from motcua.engines.legaltime.events import ENDS, ClockEvent, EventKind, Reason
from motcua.engines.legaltime.policy import (
    AfterHours,
    ClockPolicy,
    Equality,
    Limit,
    Obligation,
    Supplement,
    Unit,
)
from motcua.engines.legaltime.remaining import Remaining, State, remaining, time_left
from motcua.engines.legaltime.spent import Spent, spent
from motcua.engines.legaltime.words import Sentence

__all__ = [
    "ACKNOWLEDGE_WORKING_HOURS",
    "AGENCY_RETURN_WORKING_DAYS",
    "ENDS",
    "MAX_EXTENSIONS",
    "OFFICE_HOURS",
    "ONE_STOP_NOTICE_WORKING_DAYS",
    "SUPPLEMENT_NOTICE_WORKING_HOURS",
    "SYNC_MINUTES",
    "VIETNAM",
    "AfterHours",
    "Breach",
    "Calendar",
    "ClockEvent",
    "ClockPolicy",
    "Deadline",
    "DueChange",
    "Equality",
    "EventKind",
    "LegalTimeError",
    "Limit",
    "NaiveMomentError",
    "Obligation",
    "Permission",
    "PolicyError",
    "Reason",
    "Remaining",
    "Sentence",
    "SpecialDay",
    "Spent",
    "Stage",
    "State",
    "StepSum",
    "Supplement",
    "Timeliness",
    "Unit",
    "assess",
    "effective_reception",
    "letter_in_time",
    "may_apologise",
    "on_time_766",
    "posting_ends",
    "remaining",
    "spent",
    "steps_add_up",
    "supplement_breach",
    "time_left",
]
