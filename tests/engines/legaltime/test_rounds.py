"""Many supplement rounds against an oracle that walks day by day and shares no arithmetic."""

from datetime import timedelta

from hypothesis import given, strategies as st

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import ClockEvent, ClockPolicy, EventKind
from tests.engines.legaltime.days import at
from tests.engines.legaltime.test_properties import _works, oracle
from tests.engines.legaltime.worlds import calendars, moments

LATE = at("2029-06-01 08:00")


@st.composite
def rounds(draw):
    """Up to five requests, each before the date then due, each answered in office hours."""
    calendar = draw(calendars())
    allowed = draw(st.integers(1, 20))
    accepted = calendar.add_working_minutes(draw(moments(span=60)), 5)
    asked_and_answered, moment = [], accepted
    for _ in range(draw(st.integers(1, 5))):
        asked = calendar.add_working_minutes(moment, draw(st.integers(1, 3 * 480)))
        if asked.date() > slow_resume(accepted, allowed, calendar, asked_and_answered):
            break
        moment = calendar.add_working_minutes(asked, draw(st.integers(1, 10 * 480)))
        asked_and_answered.append((asked, moment))
    return calendar, allowed, accepted, asked_and_answered


def slow_resume(accepted, value, calendar, waited):
    """A day on which the clock stood still at its end is lived through, not counted."""
    still = set()
    for asked, answered in waited:
        day = asked.date()
        while day < answered.date():
            if _works(day, calendar):
                still.add(day)
            day += timedelta(days=1)
    return oracle(accepted, value + len(still), calendar, [])


def due(policy, calendar, accepted, waited):
    happened = [ClockEvent(EventKind.ACCEPTED, accepted)]
    for asked, answered in waited:
        happened.append(ClockEvent(EventKind.SUPPLEMENT_REQUESTED, asked))
        happened.append(ClockEvent(EventKind.SUPPLEMENT_ANSWERED, answered))
    return legaltime.assess(happened, policy, calendar, now=LATE).due_at


def policy_of(value, how):
    return ClockPolicy.from_dict(
        {"limit": {"value": value, "unit": "working_day"}, "supplement": how}
    )


@given(rounds())
def test_where_the_law_counts_anew_the_last_answer_alone_decides(world):
    calendar, allowed, accepted, waited = world

    found = due(policy_of(allowed, "RESET"), calendar, accepted, waited)

    start = waited[-1][1] if waited else accepted
    assert found.date() == oracle(start, allowed, calendar, [])
