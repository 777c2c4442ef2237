"""The timetable is written in Vietnamese hours; the queue reads it in UTC."""

import pytest
from croniter import croniter

from motcua.config.schedule import APPOINTMENTS
from motcua.kit.schedule import in_utc


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("15 6 * * *", "15 23 * * *"),
        ("0 17 * * *", "0 10 * * *"),
        ("5 7-9 * * *", "5 0,1,2 * * *"),
        ("5 6-8,20 * * *", "5 23,0,1,13 * * *"),
        ("*/10 * * * *", "*/10 * * * *"),
        ("* * * * * */10", "* * * * * */10"),
    ],
)
def test_an_hour_of_the_timetable_is_vietnamese(written, kept):
    assert in_utc(written) == kept


def test_an_hour_on_one_day_only_is_refused_because_the_days_differ():
    with pytest.raises(ValueError, match="not that day"):
        in_utc("15 6 1 * *")


def test_every_appointment_can_be_kept():
    assert all(croniter.is_valid(in_utc(each.cron)) for each in APPOINTMENTS)
