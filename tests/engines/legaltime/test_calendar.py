from datetime import datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from motcua.engines.legaltime.errors import NaiveMomentError
from motcua.engines.legaltime.types import Calendar, SpecialDay
from tests.engines.legaltime.days import at, on
from tests.engines.legaltime.worlds import calendars, moments

TET = Calendar([on("2026-02-16") + timedelta(days=n) for n in range(5)], [on("2026-02-28")])


def test_working_days():
    assert TET.is_working(on("2026-02-13"))
    assert not TET.is_working(on("2026-02-14"))  # Saturday
    assert not TET.is_working(on("2026-02-16"))  # Tết
    assert TET.is_working(on("2026-02-28"))  # made up
    assert TET.next_working_day(on("2026-02-13")) == on("2026-02-23")
    assert TET.working_day_from(on("2026-02-28")) == on("2026-02-28")


def test_a_later_decision_stands():
    made_up = SpecialDay(on("2026-11-28"), decided_at=at("2026-10-01 08:00"))
    storm = SpecialDay(on("2026-11-28"), decided_at=at("2026-11-27 08:00"))

    assert not Calendar([storm], [made_up]).is_working(on("2026-11-28"))
    assert (
        Calendar([storm], [made_up]).known_at(at("2026-11-01 08:00")).is_working(on("2026-11-28"))
    )


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(NaiveMomentError):
        TET.working_minutes_between(datetime(2026, 3, 2, 9), at("2026-03-02 10:00"))  # noqa: DTZ001


@given(calendars(), moments(), st.integers(0, 700))
def test_adding_working_days_counts_each_one(calendar, start, days):
    found = calendar.add_working_days(start.date(), days)

    walked = start.date()
    for _ in range(days):
        walked = calendar.next_working_day(walked)
    assert found == walked
    assert calendar.working_days_between(start.date(), found) == days


@given(calendars(), moments(), st.integers(1, 60 * 100))
def test_minutes_there_and_back(calendar, start, minutes):
    end = calendar.add_working_minutes(start, minutes)

    assert calendar.is_working_moment(end)
    assert calendar.working_minutes_between(start, end) == minutes
    assert calendar.working_minutes_between(end, start) == -minutes


@given(calendars(), moments(), st.integers(0, 4 * 24 * 60))
def test_minutes_agree_with_a_minute_by_minute_walk(calendar, start, length):
    worked = 0
    for n in range(length):
        minute = start + timedelta(minutes=n)
        inside = any(opens <= minute.time() < closes for opens, closes in calendar.hours)
        worked += inside and calendar.is_working(minute.date())

    assert calendar.working_minutes_between(start, start + timedelta(minutes=length)) == worked
