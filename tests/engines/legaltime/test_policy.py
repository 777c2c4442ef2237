from datetime import time

import pytest

from motcua.engines.legaltime.errors import PolicyError
from motcua.engines.legaltime.types import (
    AfterHours,
    ClockPolicy,
    Equality,
    Limit,
    Obligation,
    Supplement,
    Unit,
)
from tests.engines.legaltime.days import policy

LIMIT = {"value": 3, "unit": "working_day"}


def test_defaults():
    found = ClockPolicy.from_dict({"limit": LIMIT})

    assert found.limit == Limit(3, Unit.WORKING_DAY)
    assert found.supplement is Supplement.RESET
    assert found.obligation is Obligation.NONE
    assert found.after_hours is AfterHours.NEXT_WORKING_DAY
    assert found.answer_within == Limit(15, Unit.WORKING_DAY)
    assert found.max_extensions == 1
    assert found.judged_by is Equality.DAY


def test_two_appointments_imply_the_pause():
    found = ClockPolicy.from_dict({"appointments": [LIMIT, {"value": 2, "unit": "working_day"}]})

    assert found.obligation is Obligation.PAUSE
    assert found.second_limit == Limit(2, Unit.WORKING_DAY)


def test_same_day_has_a_cutoff():
    assert policy(0, "same_day").limit.cutoff == time(15)
    found = ClockPolicy.from_dict({"limit": {"unit": "same_day", "cutoff": "14:30"}})
    assert found.limit.cutoff == time(14, 30)


@pytest.mark.parametrize(
    ("plain", "path"),
    [
        ({}, "limit"),
        ({"limit": 3}, "limit"),
        ({"limit": {"value": 3}}, "limit.unit"),
        ({"limit": {"value": 3, "unit": "week"}}, "limit.unit"),
        ({"limit": {"unit": "day"}}, "limit.value"),
        ({"limit": {"value": 0, "unit": "day"}}, "limit.value"),
        ({"limit": {"value": 1.5, "unit": "day"}}, "limit.value"),
        ({"limit": {"value": True, "unit": "day"}}, "limit.value"),
        ({"limit": {"value": 1, "unit": "same_day"}}, "limit.value"),
        ({"limit": {**LIMIT, "cutoff": "15:00"}}, "limit.cutoff"),
        ({"limit": {"unit": "same_day", "cutoff": "ba giờ"}}, "limit.cutoff"),
        ({"limit": {"unit": "same_day", "cutoff": 900}}, "limit.cutoff"),  # YAML reads 15:00 so
        ({"limit": {**LIMIT, "units": 1}}, "limit"),
        ({"limit": LIMIT, "suplement": "RESET"}, "clock"),
        ({"limit": LIMIT, "supplement": "PAUSE"}, "supplement"),
        ({"limit": LIMIT, "obligation": True}, "obligation"),
        ({"limit": LIMIT, "after_hours": "never"}, "after_hours"),
        ({"limit": LIMIT, "roll_forward": "yes"}, "roll_forward"),
        ({"limit": LIMIT, "max_extensions": -1}, "max_extensions"),
        ({"limit": LIMIT, "equality": "hour"}, "equality"),
        ({"limit": LIMIT, "appointments": [LIMIT, LIMIT]}, "appointments"),
        ({"appointments": [LIMIT]}, "appointments"),
        ({"appointments": [LIMIT, {"value": 2}]}, "appointments[1].unit"),
        ([], "clock"),
    ],
)
def test_a_wrong_file_says_where(plain, path):
    with pytest.raises(PolicyError) as refusal:
        ClockPolicy.from_dict(plain)

    assert refusal.value.path == path
    assert refusal.value.code == "legaltime.policy"
    assert str(refusal.value).startswith(f"{path}: ")
