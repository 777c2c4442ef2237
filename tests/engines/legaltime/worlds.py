"""Calendars, moments and histories for the property tests."""

from datetime import timedelta

from hypothesis import strategies as st

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import Calendar, ClockPolicy
from tests.engines.legaltime.days import at, on

FIRST = on("2026-01-01")
SPAN = 150


def days():
    return st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))


def moments(span=SPAN):
    start = at("2026-01-01 00:00")
    return st.integers(0, span * 24 * 60).map(lambda n: start + timedelta(minutes=n))


@st.composite
def calendars(draw):
    off = draw(st.sets(days(), max_size=12))
    made_up = draw(st.sets(days().filter(lambda d: d.weekday() >= 5), max_size=4))
    return Calendar(off, made_up - off)


def limits():
    return st.one_of(
        st.builds(lambda n: {"value": n, "unit": "working_day"}, st.integers(1, 40)),
        st.builds(lambda n: {"value": n, "unit": "day"}, st.integers(1, 40)),
        st.builds(lambda n: {"value": n, "unit": "hour"}, st.integers(1, 60)),
        st.builds(lambda n: {"value": n, "unit": "month"}, st.integers(1, 3)),
        st.just({"value": 0, "unit": "same_day", "cutoff": "15:00"}),
    )


@st.composite
def policies(draw):
    plain = {
        "supplement": draw(st.sampled_from(["RESET", "RESUME", "NONE"])),
        "obligation": draw(st.sampled_from(["PAUSE", "NONE"])),
        "after_hours": draw(st.sampled_from(["next_working_day", "last_hour_too", "as_received"])),
        "extension_by_agreement": draw(st.booleans()),
    }
    if draw(st.booleans()):
        plain["appointments"] = [draw(limits()), draw(limits())]
        plain["obligation"] = "PAUSE"
    else:
        plain["limit"] = draw(limits())
        if draw(st.booleans()):
            plain["local_limit"] = draw(limits())
    if draw(st.booleans()):
        plain["posting"] = {"value": draw(st.integers(1, 20)), "unit": "day"}
    return ClockPolicy.from_dict(plain)


_KINDS = [
    "supplement_requested", "supplement_answered", "obligation_required", "obligation_settled",
    "posting_started", "posting_ended", "extended", "resolved", "reopened",
]  # fmt: skip


@st.composite
def histories(draw):
    """Accepted, then anything at any time."""
    when = draw(moments(span=60))
    happened = [legaltime.ClockEvent(legaltime.EventKind.ACCEPTED, when)]
    for kind in draw(st.lists(st.sampled_from(_KINDS), max_size=6)):
        when += timedelta(minutes=draw(st.integers(1, 10 * 24 * 60)))
        new = when + timedelta(days=draw(st.integers(0, 30))) if kind == "extended" else None
        agreed = kind == "extended" and draw(st.booleans())
        happened.append(legaltime.ClockEvent(legaltime.EventKind(kind), when, new, agreed))
    return happened
