"""Pure rules: who is next, how long it may take, which hours are offered."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from motcua.kit import clock
from motcua.queueing import rules
from motcua.queueing.types import SlotRuleView, Waiting

EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=clock.LEGAL_ZONE)


def one(number, *, priority=False, due=None):
    due_at = EIGHT + timedelta(minutes=due) if due is not None else None
    return Waiting(UUID(int=number), EIGHT + timedelta(minutes=number), priority, due_at)


def order(waiting, minute=60, row=0):
    now = EIGHT + timedelta(minutes=minute)
    return [waiting.id.int for waiting in rules.calling_order(waiting, now, row=row)]


def test_whoever_came_first_is_called_first():
    assert order([one(3), one(1), one(2)]) == [1, 2, 3]


def test_priority_goes_before_but_two_in_a_row_let_one_other_pass():
    waiting = [one(1), one(2), *(one(n, priority=True) for n in range(3, 8))]
    assert order(waiting) == [3, 4, 1, 5, 6, 2, 7]


def test_the_row_of_those_called_before_counts():
    assert order([one(1), one(2, priority=True)], row=2) == [1, 2]
    assert order([one(1), one(2, priority=True)], row=1) == [2, 1]


def test_an_appointment_goes_first_from_its_hour_on_and_waits_as_others_before():
    waiting = [one(1), one(2, due=30)]
    assert order(waiting, minute=29) == [1, 2]
    assert order(waiting, minute=30) == [2, 1]


def test_people_with_priority_go_before_appointments():
    assert order([one(1, due=0), one(2, priority=True), one(3)]) == [2, 1, 3]


@pytest.mark.parametrize(
    ("ahead", "served", "counters", "minutes"),
    [
        (0, [300] * 3, 1, 5),
        (3, [300] * 3, 1, 20),
        (4, [300] * 3, 2, 15),
        (3, [60, 240, 240, 6000], 1, 20),  # one very long talk does not frighten the rest
        (3, [300] * 2, 1, None),
        (3, [300] * 9, 0, None),
        (3, [], 1, None),
    ],
)
def test_the_expected_wait_is_measured_or_not_said(ahead, served, counters, minutes):
    assert rules.expected_minutes(ahead, served, counters) == minutes


def slot_rule(opens, closes, minutes=30, capacity=2, weekday=1):
    return SlotRuleView(UUID(int=1), UUID(int=2), weekday, opens, closes, minutes, capacity)


def test_an_hour_is_offered_when_a_whole_appointment_fits():
    weekly = [slot_rule(time(8), time(9, 20)), slot_rule(time(13), time(13, 30), capacity=5)]
    tuesday = date(2026, 11, 24)
    assert rules.offered(weekly, tuesday) == {time(8): 2, time(8, 30): 2, time(13): 5}
    assert rules.offered(weekly, tuesday + timedelta(days=1)) == {}


class Weekdays:
    def is_working(self, day):
        return day.weekday() < 5


def test_days_off_are_not_offered_nor_today():
    days = rules.bookable_days(date(2026, 11, 27), Weekdays())
    assert days[0] == date(2026, 11, 30)
    assert len(days) == 10
