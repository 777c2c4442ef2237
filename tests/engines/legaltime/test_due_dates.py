import pytest

from motcua.engines.legaltime.types import Calendar, EventKind, Reason, SpecialDay, Timeliness
from tests.engines.legaltime.days import (
    SAME_DAY,
    assess,
    at,
    due,
    evening,
    on,
    policy,
    to,
)

NOVEMBER = ("accepted", "2026-11-19 10:12")  # a Thursday


@pytest.mark.parametrize(
    ("_case", "accepted", "clock_policy", "expected"),
    [
        ("friday_to_friday", "2023-10-27 09:32", policy(5), "2023-11-03 17:00"),
        ("three_working_days", "2026-11-19 10:12", policy(3), "2026-11-24 17:00"),
        ("year_end", "2026-12-30 10:00", policy(3), "2027-01-04 17:00"),
        ("before_cutoff", "2026-03-04 14:59", SAME_DAY, "2026-03-04 17:00"),
        ("at_the_cutoff", "2026-03-04 15:00", SAME_DAY, "2026-03-04 17:00"),
        ("a_second_after_it", "2026-03-04 15:00:01", SAME_DAY, "2026-03-05 17:00"),
        ("after_cutoff_on_friday", "2026-03-06 15:20", SAME_DAY, "2026-03-09 17:00"),
        ("same_day_filed_on_saturday", "2026-03-07 10:00", SAME_DAY, "2026-03-09 17:00"),
        ("same_day_after_closing", "2026-03-06 18:00", SAME_DAY, "2026-03-09 17:00"),
        ("after_closing", "2026-11-19 17:30", policy(3), "2026-11-25 17:00"),
        ("at_closing", "2026-11-19 17:00", policy(3), "2026-11-24 17:00"),
        ("before_opening", "2026-11-19 06:00", policy(3), "2026-11-24 17:00"),
        ("on_sunday", "2026-11-22 10:00", policy(1), "2026-11-24 17:00"),
        (
            "as_received",
            "2026-11-22 10:00",
            policy(1, after_hours="as_received"),
            "2026-11-23 17:00",
        ),
        (
            "last_hour",
            "2026-11-19 16:30",
            policy(1, after_hours="last_hour_too"),
            "2026-11-23 17:00",
        ),
        ("calendar_days", "2026-11-02 10:00", policy(15, "day"), "2026-11-17 17:00"),
        ("calendar_days_rolled", "2026-11-06 10:00", policy(15, "day"), "2026-11-23 17:00"),
        (
            "not_rolled",
            "2026-11-06 10:00",
            policy(15, "day", roll_forward=False),
            "2026-11-21 17:00",
        ),
        ("month", "2026-01-30 10:00", policy(1, "month"), "2026-03-02 17:00"),  # 28/2: Saturday
        ("months_over_new_year", "2026-11-10 10:00", policy(3, "month"), "2027-02-10 17:00"),
        ("hours", "2026-11-19 10:12", policy(4, "hour"), "2026-11-19 15:12"),
        ("hours_until_noon", "2026-11-19 08:00", policy(4, "hour"), "2026-11-19 12:00"),
        ("hours_overnight", "2026-11-20 16:00", policy(2, "hour"), "2026-11-23 09:00"),
        ("hours_at_lunch", "2026-11-19 12:30", policy(1, "hour"), "2026-11-19 14:00"),
        ("hours_full_day", "2026-11-19 08:00", policy(8, "hour"), "2026-11-19 17:00"),
    ],
)
def test_plain_limit(_case, accepted, clock_policy, expected):
    assert due(("accepted", accepted), clock_policy=clock_policy) == at(expected)


def test_utc_is_the_same_moment():
    assert due(("accepted", "2026-11-19T03:12+00:00"), clock_policy=policy(3)) == evening(
        "2026-11-24"
    )
    # 23:00 UTC on the 18th is already the morning of the 19th here
    assert due(("accepted", "2026-11-18T23:00+00:00"), clock_policy=policy(3)) == evening(
        "2026-11-24"
    )


def test_holidays_and_makeup_days():
    calendar = Calendar([on("2026-04-30"), on("2026-05-01")], [on("2026-05-02")])

    found = due(("accepted", "2026-04-28 09:00"), clock_policy=policy(3), calendar=calendar)

    assert found == evening("2026-05-04")  # 29/4, the made-up Saturday 2/5, 4/5


@pytest.mark.parametrize(
    ("national", "local", "expected"),
    [(5, 3, "2026-11-24"), (3, 5, "2026-11-24"), (3, 3, "2026-11-24")],
)
def test_the_shorter_of_two_limits_counts(national, local, expected):
    clock_policy = policy(national, local_limit={"value": local, "unit": "working_day"})

    assert due(NOVEMBER, clock_policy=clock_policy) == evening(expected)


def test_nothing_runs_before_acceptance():
    deadline = assess(("supplement_requested", "2026-11-19 09:00"), clock_policy=policy(3))

    assert deadline.due_at is None
    assert not deadline.running
    assert deadline.sentences == ()


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


class TestExtension:
    def test_moves_the_due_date_once(self):
        deadline = assess(
            NOVEMBER,
            ("extended", "2026-11-23 16:00", to("2026-11-26 17:00")),
            clock_policy=policy(3),
        )

        assert deadline.due_at == evening("2026-11-26")
        assert deadline.extensions == 1

    @pytest.mark.parametrize(
        ("_case", "extension"),
        [
            ("on_the_due_day", ("extended", "2026-11-24 08:00", to("2026-11-26 17:00"))),
            ("not_later", ("extended", "2026-11-20 08:00", to("2026-11-24 17:00"))),
            (
                "no_agreement",
                ("extended", "2026-11-20 08:00", to("2026-11-26 17:00", by_agreement=True)),
            ),
        ],
    )
    def test_without_effect(self, _case, extension):
        deadline = assess(NOVEMBER, extension, clock_policy=policy(3))

        assert deadline.due_at == evening("2026-11-24")
        assert deadline.extensions == 0

    def test_a_second_one_has_no_effect(self):
        deadline = assess(
            NOVEMBER,
            ("extended", "2026-11-20 08:00", to("2026-11-26 17:00")),
            ("extended", "2026-11-24 08:00", to("2026-11-30 17:00")),
            clock_policy=policy(3),
        )

        assert deadline.due_at == evening("2026-11-26")

    def test_by_agreement_is_not_a_late_extension(self):
        deadline = assess(
            NOVEMBER,
            ("extended", "2026-11-24 08:00", to("2026-11-26 17:00", by_agreement=True)),
            clock_policy=policy(3, extension_by_agreement=True),
        )

        assert deadline.due_at == evening("2026-11-26")
        assert deadline.extensions == 0

    def test_onto_a_day_off_rolls_forward(self):
        happened = (NOVEMBER, ("extended", "2026-11-20 08:00", to("2026-11-28 17:00")))

        assert due(*happened, clock_policy=policy(3)) == evening("2026-11-30")

    def test_a_pause_after_it_is_added(self):
        found = due(
            NOVEMBER,
            ("extended", "2026-11-23 08:00", to("2026-11-26 17:00")),
            ("supplement_requested", "2026-11-25 09:00"),
            ("supplement_answered", "2026-11-27 09:00"),
            clock_policy=policy(3, supplement="RESUME"),
        )

        assert found == evening("2026-11-30")

    def test_a_reset_never_brings_the_appointment_forward(self):
        found = due(
            ("accepted", "2026-11-19 10:12"),
            ("extended", "2026-11-20 08:00", to("2026-12-31 17:00")),
            ("supplement_requested", "2026-11-20 09:00"),
            ("supplement_answered", "2026-11-23 09:00"),
            clock_policy=policy(3),
        )

        assert found == evening("2026-12-31")

    def test_a_short_limit_can_be_extended_until_it_ends(self):
        happened = (
            ("accepted", "2026-03-04 09:00"),
            ("extended", "2026-03-04 16:00", to("2026-03-06 17:00")),
        )

        assert due(*happened, clock_policy=SAME_DAY) == evening("2026-03-06")


class TestEnd:
    @pytest.mark.parametrize(
        ("ended", "clock_policy", "expected"),
        [
            ("2026-11-23 17:00", policy(3), Timeliness.EARLY),
            ("2026-11-24 08:00", policy(3), Timeliness.ON_TIME),
            ("2026-11-24 19:00", policy(3), Timeliness.ON_TIME),
            ("2026-11-25 07:00", policy(3), Timeliness.LATE),
            ("2026-11-24 19:00", policy(3, equality="moment"), Timeliness.LATE),
            ("2026-11-19 15:13", policy(4, "hour"), Timeliness.LATE),
            ("2026-11-19 15:12", policy(4, "hour"), Timeliness.ON_TIME),
        ],
    )
    def test_timeliness(self, ended, clock_policy, expected):
        deadline = assess(NOVEMBER, ("resolved", ended), clock_policy=clock_policy)

        assert deadline.timeliness is expected
        assert deadline.ended_at == at(ended)
        assert not deadline.running

    def test_nothing_counts_after_it(self):
        deadline = assess(
            NOVEMBER,
            ("resolved", "2026-11-23 09:00"),
            ("supplement_requested", "2026-11-23 10:00"),
            ("extended", "2026-11-23 11:00", to("2026-12-24 17:00")),
            clock_policy=policy(3),
        )

        assert deadline.due_at == evening("2026-11-24")
        assert deadline.supplement_requests == 0

    def test_reopening_keeps_the_first_end(self):
        deadline = assess(
            NOVEMBER,
            ("resolved", "2026-11-25 09:00"),
            ("reopened", "2026-11-25 10:00"),
            ("resolved", "2026-11-26 09:00"),
            clock_policy=policy(3),
        )

        assert deadline.ended_at == at("2026-11-25 09:00")
        assert deadline.reopened_at == at("2026-11-25 10:00")
        assert deadline.timeliness is Timeliness.LATE
        assert deadline.is_over

    def test_reopened_runs_on(self):
        deadline = assess(
            NOVEMBER,
            ("resolved", "2026-11-23 09:00"),
            ("reopened", "2026-11-23 10:00"),
            clock_policy=policy(3),
            now="2026-11-23 11:00",
        )

        assert deadline.running
        assert not deadline.is_over
        assert deadline.ended_at == at("2026-11-23 09:00")


class TestDecreedDays:
    STORM = SpecialDay(on("2026-11-24"), decision="CĐ 12", decided_at=at("2026-11-23 08:00"))

    def test_a_running_dossier_moves_and_keeps_its_first_due_date(self):
        deadline = assess(
            NOVEMBER,
            clock_policy=policy(3),
            calendar=Calendar([self.STORM]),
            now="2026-11-23 09:00",
        )

        assert deadline.due_at == evening("2026-11-25")
        assert deadline.first_due_at == evening("2026-11-24")
        assert deadline.history[-1].cause is EventKind.CALENDAR_CHANGED
        assert deadline.history[-1].at == at("2026-11-23 08:00")

    def test_nobody_knew_before(self):
        deadline = assess(
            NOVEMBER,
            clock_policy=policy(3),
            calendar=Calendar([self.STORM]),
            now="2026-11-20 09:00",
        )

        assert deadline.due_at == evening("2026-11-24")

    def test_an_ended_dossier_is_not_touched(self):
        happened = (NOVEMBER, ("resolved", "2026-11-20 09:00"))

        deadline = assess(*happened, clock_policy=policy(3), calendar=Calendar([self.STORM]))

        assert deadline.due_at == evening("2026-11-24")
        assert len(deadline.history) == 1

    def test_a_day_far_away_moves_nothing(self):
        far = SpecialDay(on("2027-02-08"), decided_at=at("2026-11-23 08:00"))

        deadline = assess(NOVEMBER, clock_policy=policy(3), calendar=Calendar([far]))

        assert deadline.due_at == evening("2026-11-24")
        assert len(deadline.history) == 1
