"""Short ways to write moments, events and policies in the tests of the clock."""

from datetime import date, datetime

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import Calendar, ClockEvent, ClockPolicy, EventKind

PLAIN = Calendar()
LATER = "2030-01-01 08:00"


def at(text):
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=legaltime.VIETNAM)


def policy(value=None, unit="working_day", **fields):
    if value is not None:
        fields["limit"] = {"value": value, "unit": unit}
    return ClockPolicy.from_dict(fields)


SAME_DAY = policy(0, "same_day")


def assess(*happened, clock_policy, calendar=PLAIN, now=LATER):
    """`happened`: (kind, moment) or (kind, moment, further fields)."""
    events = [
        ClockEvent(EventKind(kind), at(when), **(more[0] if more else {}))
        for kind, when, *more in happened
    ]
    return legaltime.assess(events, clock_policy, calendar, now=at(now))


def due(*happened, **how):
    return assess(*happened, **how).due_at


def to(text, **more):
    """The fields of an extension."""
    return {"due_at": at(text), **more}


def on(text):
    return date.fromisoformat(text)


def evening(text):
    return at(f"{text} 17:00")


def spoken(deadline):
    return " ".join(sentence.vi for sentence in deadline.sentences)
