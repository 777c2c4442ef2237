"""What stops the clock, and from where it runs again."""

import pytest

from motcua.engines.legaltime.types import EventKind, Reason, Timeliness
from tests.engines.legaltime.days import assess, at, due, evening, policy


class TestSupplement:
    ASKED = (
        ("accepted", "2026-03-02 09:00"),
        ("supplement_requested", "2026-03-05 10:00"),
    )
    ANSWERED = (*ASKED, ("supplement_answered", "2026-03-10 09:00"))

    @pytest.mark.parametrize(
        ("how", "expected"),
        [("RESET", "2026-03-19"), ("RESUME", "2026-03-16"), ("NONE", "2026-03-11")],
    )
    def test_policies(self, how, expected):
        assert due(*self.ANSWERED, clock_policy=policy(7, supplement=how)) == evening(expected)

    def test_while_waiting(self):
        deadline = assess(*self.ASKED, clock_policy=policy(7), now="2026-03-06 09:00")

        assert deadline.due_at is None
        assert deadline.last_due_at == deadline.first_due_at == evening("2026-03-11")
        assert not deadline.running
        assert deadline.paused_since == at("2026-03-05 10:00")
        assert deadline.pause_reason is Reason.SUPPLEMENT
        assert deadline.answer_due_at == evening("2026-03-26")  # 15 working days

    def test_first_due_date_survives(self):
        deadline = assess(*self.ANSWERED, clock_policy=policy(7))

        assert deadline.first_due_at == evening("2026-03-11")
        assert [(row.cause, row.old, row.new) for row in deadline.history] == [
            (EventKind.ACCEPTED, None, evening("2026-03-11")),
            (EventKind.SUPPLEMENT_REQUESTED, evening("2026-03-11"), None),
            (EventKind.SUPPLEMENT_ANSWERED, evening("2026-03-11"), evening("2026-03-19")),
        ]

    @pytest.mark.parametrize("how", ["RESET", "RESUME"])
    def test_cannot_cure_a_missed_due_date(self, how):
        deadline = assess(
            ("accepted", "2026-03-02 09:00"),
            ("supplement_requested", "2026-03-12 08:30"),
            ("supplement_answered", "2026-03-16 09:00"),
            clock_policy=policy(7, supplement=how),
        )

        assert deadline.due_at == evening("2026-03-11")
        assert deadline.running

    def test_answer_on_sunday_counts_from_monday(self):
        happened = (*self.ASKED, ("supplement_answered", "2026-03-08 09:00"))

        assert due(*happened, clock_policy=policy(7)) == evening("2026-03-18")

    def test_on_the_due_day_moves_it_by_the_wait(self):
        found = due(
            ("accepted", "2026-03-02 09:00"),
            ("supplement_requested", "2026-03-11 10:00"),
            ("supplement_answered", "2026-03-13 09:00"),
            clock_policy=policy(7, supplement="RESUME"),
        )

        assert found == evening("2026-03-13")

    def test_asked_after_closing_leaves_the_day_counted(self):
        found = due(
            ("accepted", "2026-03-02 09:00"),
            ("supplement_requested", "2026-03-05 18:00"),
            ("supplement_answered", "2026-03-10 09:00"),
            clock_policy=policy(7, supplement="RESUME"),
        )

        assert found == evening("2026-03-13")

    def test_asked_at_the_due_moment_adds_nothing(self):
        found = due(
            ("accepted", "2026-03-04 08:00"),
            ("supplement_requested", "2026-03-04 12:00"),
            ("supplement_answered", "2026-03-05 15:30"),
            clock_policy=policy(4, "hour", supplement="RESUME"),
        )

        assert found == at("2026-03-04 12:00")

    def test_answered_the_same_day_moves_nothing(self):
        found = due(
            ("accepted", "2026-03-02 09:00"),
            ("supplement_requested", "2026-03-04 09:00"),
            ("supplement_answered", "2026-03-04 16:00"),
            clock_policy=policy(7, supplement="RESUME"),
        )

        assert found == evening("2026-03-11")

    def test_of_a_same_day_procedure_applies_the_cutoff_again(self):
        happened = (
            ("accepted", "2026-03-04 09:00"),
            ("supplement_requested", "2026-03-04 10:00"),
            ("supplement_answered", "2026-03-06 15:30"),
        )

        for how in ("RESET", "RESUME"):
            clock_policy = policy(0, "same_day", supplement=how)
            assert due(*happened, clock_policy=clock_policy) == evening("2026-03-09")

    def test_hours_resume_to_the_minute(self):
        found = due(
            ("accepted", "2026-03-04 08:00"),
            ("supplement_requested", "2026-03-04 10:00"),
            ("supplement_answered", "2026-03-05 15:30"),
            clock_policy=policy(4, "hour", supplement="RESUME"),
        )

        assert found == at("2026-03-06 08:30")

    def test_repeated_events_change_nothing(self):
        twice = (*self.ASKED, self.ASKED[1], ("supplement_answered", "2026-03-10 09:00"),
                 ("supplement_answered", "2026-03-11 09:00"))  # fmt: skip

        deadline = assess(*twice, clock_policy=policy(7))

        assert deadline.due_at == evening("2026-03-19")
        assert deadline.supplement_requests == 2


class TestObligation:
    LAND = policy(
        appointments=[
            {"value": 3, "unit": "working_day"},
            {"value": 2, "unit": "working_day"},
        ]
    )
    REQUIRED = (("accepted", "2026-11-09 10:12"), ("obligation_required", "2026-11-11 10:00"))
    SETTLED = (*REQUIRED, ("obligation_settled", "2026-11-30 15:00"))

    def test_tax_time_lies_outside_both_appointments(self):
        deadline = assess(*self.SETTLED, clock_policy=self.LAND)

        assert deadline.appointments == (evening("2026-11-12"), evening("2026-12-02"))
        assert deadline.due_at == evening("2026-12-02")
        assert [stage.late for stage in deadline.stages] == [False, False]

    def test_while_waiting_for_tax(self):
        deadline = assess(*self.REQUIRED, clock_policy=self.LAND, now="2026-11-20 09:00")

        assert deadline.due_at is None
        assert deadline.pause_reason is Reason.OBLIGATION
        assert deadline.appointments == (evening("2026-11-12"),)
        assert deadline.stages[1].due_at is None

    def test_a_missed_first_appointment_stays_missed(self):
        deadline = assess(
            ("accepted", "2026-11-09 10:12"),
            ("obligation_required", "2026-11-13 10:00"),
            ("obligation_settled", "2026-11-16 09:00"),
            ("resolved", "2026-11-17 09:00"),
            clock_policy=self.LAND,
        )

        assert deadline.stages[0].late
        assert deadline.timeliness is Timeliness.LATE

    def test_with_one_limit_it_pauses(self):
        clock_policy = policy(7, obligation="PAUSE")

        assert due(*self.SETTLED, clock_policy=clock_policy) == evening("2026-12-07")

    def test_may_be_inside_the_clock(self):
        assert due(*self.SETTLED, clock_policy=policy(7)) == evening("2026-11-18")

    def test_withdrawn_while_waiting_is_not_late(self):
        happened = (*self.REQUIRED, ("withdrawn", "2026-12-20 09:00"))

        assert assess(*happened, clock_policy=self.LAND).timeliness is Timeliness.EARLY


class TestPosting:
    POSTED = (("accepted", "2026-03-02 09:00"), ("posting_started", "2026-03-06 09:00"))
    POLICY = policy(20, posting={"value": 15, "unit": "day"})

    def test_days_of_posting_are_left_out_and_the_due_date_is_known(self):
        deadline = assess(*self.POSTED, clock_policy=self.POLICY, now="2026-03-10 09:00")

        assert deadline.due_at == evening("2026-04-14")
        assert deadline.pause_reason is Reason.POSTING
        assert not deadline.running

    def test_runs_again_by_itself(self):
        deadline = assess(*self.POSTED, clock_policy=self.POLICY, now="2026-03-23 09:00")

        assert deadline.running

    def test_ended_early_gives_days_back(self):
        happened = (*self.POSTED, ("posting_ended", "2026-03-11 09:00"))

        assert due(*happened, clock_policy=self.POLICY) == evening("2026-04-02")

    def test_ended_late_takes_no_more_than_the_law_gives(self):
        happened = (*self.POSTED, ("posting_ended", "2026-04-20 09:00"))

        assert due(*happened, clock_policy=self.POLICY) == evening("2026-04-14")

    def test_without_a_given_length_lasts_until_ended(self):
        deadline = assess(*self.POSTED, clock_policy=policy(20), now="2026-03-10 09:00")

        assert deadline.due_at is None
