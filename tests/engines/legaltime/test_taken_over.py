"""A dossier that another system received: its appointment is kept, and only what comes later moves it."""

from datetime import timedelta

from hypothesis import given, strategies as st

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import Calendar, ClockEvent, ClockPolicy, EventKind, SpecialDay
from tests.engines.legaltime.days import assess, at, evening, on, policy, spoken, to
from tests.engines.legaltime.worlds import calendars, moments, policies

TOLD = "2025-07-01 00:00"
FIVE = policy(5)


def received(due="2025-07-11 16:00", told=TOLD):
    return ("accepted", "2025-06-16 09:00", {"due_at": at(due), "told_at": at(told)})


def test_the_appointment_is_the_one_on_the_old_receipt_not_the_limit_of_here():
    deadline = assess(received(), clock_policy=FIVE)
    assert deadline.due_at == deadline.first_due_at == at("2025-07-11 16:00")
    assert "ở hệ thống trước" in spoken(deadline)
    assert "ngày làm việc:" not in spoken(deadline)


def test_what_happened_before_it_was_told_is_in_it_already():
    waited = [
        ("supplement_requested", "2025-06-18 09:00"),
        ("supplement_answered", "2025-06-25 09:00"),
    ]
    deadline = assess(received(), *waited, clock_policy=FIVE)
    assert deadline.due_at == at("2025-07-11 16:00")
    assert deadline.supplement_requests == 1


def test_waiting_after_the_take_over_moves_it_by_the_days_of_waiting():
    resume = policy(5, supplement="RESUME")
    asked = ("supplement_requested", "2025-07-03 09:00")
    assert assess(received(), asked, clock_policy=resume).due_at is None
    answered = ("supplement_answered", "2025-07-07 09:00")
    assert assess(received(), asked, answered, clock_policy=resume).due_at == evening("2025-07-15")


def test_counted_again_it_never_comes_earlier_than_the_old_appointment():
    waited = [
        ("supplement_requested", "2025-06-30 09:00"),
        ("supplement_answered", "2025-07-02 09:00"),
    ]
    deadline = assess(received("2025-07-25 17:00"), *waited, clock_policy=FIVE)
    assert deadline.due_at == evening("2025-07-25")


def test_an_apology_in_time_moves_it_once():
    letter = ("extended", "2025-07-08 09:00", to("2025-07-16 17:00"))
    deadline = assess(received(), letter, clock_policy=FIVE)
    assert deadline.due_at == evening("2025-07-16")
    assert deadline.extensions == 1


def test_what_was_late_when_it_came_stays_late():
    deadline = assess(
        received("2025-06-20 17:00"),
        ("resolved", "2025-07-02 09:00"),
        clock_policy=FIVE,
    )
    assert deadline.due_at == evening("2025-06-20")
    assert deadline.timeliness is legaltime.Timeliness.LATE


def test_a_day_off_decreed_later_moves_it_and_one_known_before_does_not():
    day = SpecialDay(on("2025-07-09"), decided_at=at("2025-07-04 08:00"))
    deadline = assess(received(), clock_policy=FIVE, calendar=Calendar([day]))
    assert deadline.due_at == evening("2025-07-14")
    known = Calendar([SpecialDay(on("2025-07-09"), decided_at=at("2025-06-04 08:00"))])
    assert assess(received(), clock_policy=FIVE, calendar=known).due_at == at("2025-07-11 16:00")


@given(calendars(), policies(), moments(span=60), st.integers(0, 60), st.integers(0, 90))
def test_whatever_the_policy_untouched_it_is_kept_to_the_minute(
    calendar: Calendar, how: ClockPolicy, accepted, told_after, due_after
):
    due = accepted + timedelta(days=due_after)
    event = ClockEvent(
        EventKind.ACCEPTED, accepted, due_at=due, told_at=accepted + timedelta(days=told_after)
    )
    found = legaltime.assess([event], how, calendar, now=due + timedelta(days=400))
    assert found.due_at == found.first_due_at == due
