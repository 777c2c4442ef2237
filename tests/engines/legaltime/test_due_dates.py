import pytest

from motcua.engines.legaltime.types import Calendar, EventKind, SpecialDay, Timeliness
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
        ("shorter_month", "2026-03-31 10:00", policy(1, "month"), "2026-04-30 17:00"),
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

    def test_an_agreement_after_the_due_date_has_no_effect(self):
        deadline = assess(
            NOVEMBER,
            ("extended", "2026-11-25 08:00", to("2026-11-26 17:00", by_agreement=True)),
            clock_policy=policy(3, extension_by_agreement=True),
        )

        assert deadline.due_at == evening("2026-11-24")

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
