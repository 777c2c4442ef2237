import pytest

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import State
from tests.engines.legaltime.days import PLAIN, SAME_DAY, assess, at, policy

ACCEPTED = ("accepted", "2026-11-19 10:12")  # due Tuesday 24/11 17:00


def left(now, *more, clock_policy=None):
    clock_policy = clock_policy or policy(3)
    deadline = assess(ACCEPTED, *more, clock_policy=clock_policy, now=now)
    return legaltime.remaining(deadline, PLAIN, at(now))


@pytest.mark.parametrize(
    ("now", "state", "minutes", "text"),
    [
        ("2026-11-23 14:00", State.ON_TIME, 660, "Còn 1 ngày làm việc 3 giờ"),
        ("2026-11-24 09:00", State.DUE_SOON, 420, "Còn 7 giờ"),
        ("2026-11-24 16:20", State.DUE_SOON, 40, "Còn 40 phút"),
        ("2026-11-24 20:00", State.DUE_SOON, 0, "Hết giờ hôm nay"),
        ("2026-11-25 07:00", State.OVERDUE, 0, "Vừa quá hạn"),
        ("2026-11-25 10:00", State.OVERDUE, -120, "Quá 2 giờ"),
        ("2026-11-30 08:00", State.OVERDUE, -1440, "Quá 3 ngày làm việc"),
    ],
)
def test_running(now, state, minutes, text):
    found = left(now)

    assert (found.state, found.working_minutes, found.text.vi) == (state, minutes, text)


def test_a_limit_in_hours_is_over_at_the_moment():
    assert left("2026-11-19 15:13", clock_policy=policy(4, "hour")).state is State.OVERDUE


def test_a_short_limit_is_not_due_soon_from_the_start():
    assert left("2026-11-19 10:20", clock_policy=SAME_DAY).state is State.ON_TIME
    assert left("2026-11-19 16:00", clock_policy=SAME_DAY).state is State.DUE_SOON


def test_paused():
    asked = ("supplement_requested", "2026-11-20 10:00")

    assert left("2026-11-20 10:00", asked).text.vi == "Vừa tạm dừng"
    assert left("2026-11-20 15:00", asked).text.vi == "Tạm dừng 4 giờ"
    found = left("2026-11-23 15:00", asked)
    assert (found.state, found.text.vi) == (State.PAUSED, "Tạm dừng 1 ngày")
    assert found.working_minutes == 360 + 2 * 480  # what was left when it stopped


@pytest.mark.parametrize(
    ("ended", "text"),
    [
        ("2026-11-20 09:00", "Xong sớm 2 ngày làm việc"),
        ("2026-11-24 09:00", "Xong đúng ngày hẹn"),
        ("2026-11-25 10:00", "Xong trễ 2 giờ"),
    ],
)
def test_ended(ended, text):
    found = left("2026-12-24 09:00", ("resolved", ended))

    assert (found.state, found.text.vi) == (State.ENDED, text)


def test_not_accepted_yet():
    deadline = assess(clock_policy=policy(3))

    assert legaltime.remaining(deadline, PLAIN, at("2026-11-19 09:00")).state is State.NONE


def test_used_share_runs_from_none_to_all():
    shares = [
        left(now).used_share
        for now in ("2026-11-19 10:12", "2026-11-20 09:00", "2026-11-23 09:00", "2026-11-24 17:00")
    ]

    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_waiting_uses_up_nothing():
    resume = policy(3, supplement="RESUME")
    asked, answered = "2026-11-20 10:00", "2026-11-26 10:00"
    happened = (("supplement_requested", asked), ("supplement_answered", answered))

    before = left(asked, clock_policy=resume)
    after = left(answered, *happened, clock_policy=resume)

    assert after.working_minutes == before.working_minutes
    assert after.used_share == pytest.approx(before.used_share)


def row(now, **stored):
    dates = dict.fromkeys(("accepted_at", "due_at", "paused_since", "ended_at"))
    dates |= {name: at(text) for name, text in stored.items()}
    return legaltime.time_left(calendar=PLAIN, now=at(now), **dates)


def test_a_row_of_a_list_says_the_same():
    stored = {"accepted_at": "2026-11-19 10:12", "due_at": "2026-11-24 17:00"}
    for now in ("2026-11-19 10:12", "2026-11-23 14:00", "2026-11-24 16:20", "2026-11-26 09:00"):
        assert row(now, **stored) == left(now)


def test_a_paused_row_without_due_date():
    stored = {"accepted_at": "2026-11-19 10:12", "paused_since": "2026-11-20 10:00"}

    assert row("2026-11-23 15:00", **stored).text.vi == "Tạm dừng 1 ngày"


def test_a_row_not_accepted():
    assert row("2026-11-23 15:00").state is State.NONE


def test_an_ended_row():
    stored = {"accepted_at": "2026-11-19 10:12", "due_at": "2026-11-24 17:00"}

    found = row("2026-12-24 09:00", **stored, ended_at="2026-11-25 10:00")

    assert (found.state, found.text.vi) == (State.ENDED, "Xong trễ 2 giờ")
