from datetime import timedelta

import pytest

from motcua.engines.legaltime import api as legaltime
from tests.engines.legaltime.days import PLAIN, SAME_DAY, assess, at, evening, on, policy

ACCEPTED = ("accepted", "2026-11-19 10:12")  # due Tuesday 24/11
ASKED = ("supplement_requested", "2026-11-20 09:00")


@pytest.mark.parametrize(
    ("_case", "now", "happened", "before", "allowed"),
    [
        ("the_day_before", "2026-11-23 16:59", (ACCEPTED,), 0, True),
        ("the_evening_before", "2026-11-23 23:00", (ACCEPTED,), 0, True),
        ("on_the_due_day", "2026-11-24 07:00", (ACCEPTED,), 0, False),
        ("overdue", "2026-11-26 09:00", (ACCEPTED,), 0, False),
        ("second_time", "2026-11-20 09:00", (ACCEPTED,), 1, False),
        ("paused", "2026-11-20 10:00", (ACCEPTED, ASKED), 0, False),
        ("ended", "2026-11-23 10:00", (ACCEPTED, ("resolved", "2026-11-23 09:00")), 0, False),
        ("not_accepted", "2026-11-23 10:00", (), 0, False),
    ],
)
def test_apology(_case, now, happened, before, allowed):
    deadline = assess(*happened, clock_policy=policy(3), now=now)

    found = legaltime.may_apologise(deadline, PLAIN, at(now), before)

    assert found.allowed is allowed
    assert found.reason.vi
    assert found.reason.en


def test_the_day_ahead_is_of_the_calendar_and_not_a_working_day():
    due = at("2026-11-30 17:00")  # a Monday

    for sent, in_time in (
        ("2026-11-27 16:59", True),
        ("2026-11-29 23:59", True),  # a Sunday
        ("2026-11-30 00:00", False),
    ):
        assert legaltime.letter_in_time(due, at(sent)) is in_time, sent


def test_each_refusal_has_its_own_reason():
    running = assess(ACCEPTED, clock_policy=policy(3))
    ended = assess(ACCEPTED, ("resolved", "2026-11-23 09:00"), clock_policy=policy(3))
    paused = assess(ACCEPTED, ASKED, clock_policy=policy(3))
    early, late = at("2026-11-20 09:00"), at("2026-11-24 09:00")

    reasons = {
        legaltime.may_apologise(*asked).reason.vi
        for asked in (
            (running, PLAIN, early, 1),
            (running, PLAIN, late, 0),
            (ended, PLAIN, early, 0),
            (paused, PLAIN, early, 0),
        )
    }

    assert len(reasons) == 4


def test_a_same_day_result_can_only_be_excused_before_it_is_due():
    deadline = assess(ACCEPTED, clock_policy=SAME_DAY)

    for now, allowed in (("2026-11-19 16:59", True), ("2026-11-19 17:00", False)):
        assert legaltime.may_apologise(deadline, PLAIN, at(now), 0).allowed is allowed


@pytest.mark.parametrize(
    ("received", "requests", "breach"),
    [
        ("2025-06-30", 2, False),
        ("2025-06-30", 3, True),
        ("2025-07-01", 1, False),
        ("2025-07-01", 2, True),
    ],
)
def test_supplement_breach(received, requests, breach):
    assert legaltime.supplement_breach(on(received), requests).breach is breach


class TestScore766:
    DUE = evening("2026-03-12")

    def test_same_day_is_on_time_and_the_next_is_not(self):
        for moment, verdict in (("2026-03-12 23:00", True), ("2026-03-13 00:01", False)):
            assert legaltime.on_time_766("249", due=self.DUE, resolved_at=at(moment)) is verdict

    def test_returned_counts_only_without_resolved(self):
        late = self.DUE + timedelta(days=4)

        assert legaltime.on_time_766((), due=self.DUE, resolved_at=self.DUE, returned_at=late)
        assert legaltime.on_time_766((), due=self.DUE, returned_at=late) is False

    def test_two_supplements_count_as_late_only_without_an_end(self):
        statuses = [2, 4, 5, 4, 5]

        assert legaltime.on_time_766(statuses, due=self.DUE) is False
        assert legaltime.on_time_766(statuses[:4], due=self.DUE) is None
        assert legaltime.on_time_766(statuses, due=self.DUE, resolved_at=self.DUE) is True

    def test_running_is_not_judged_until_it_is_late(self):
        assert legaltime.on_time_766([2, 4], due=self.DUE, now=at("2026-03-12 20:00")) is None
        assert legaltime.on_time_766([2, 4], due=self.DUE, now=at("2026-03-13 08:00")) is False
        assert legaltime.on_time_766([1], due=None, now=at("2026-03-13 08:00")) is None


def test_steps_add_up():
    assert legaltime.steps_add_up([0.1] * 10, 1).valid  # exact, unlike floats
    assert not legaltime.steps_add_up([0.5, 4], 5).valid
