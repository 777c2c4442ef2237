"""Hours that share a new limit as they shared the old one."""

from hypothesis import given, strategies as st

from motcua.catalogue.processes.hours import HALF, share_table
from motcua.engines.flow.api import TableStep, table_hours

HOURS = st.lists(st.integers(1, 200).map(lambda halves: halves / 2), min_size=1, max_size=12)


def table(hours):
    seat = {"role": "case_officer", "unit": "economy"}
    return [
        TableStep(key=f"b{n}", name_vi="Việc", hours=one, **seat) for n, one in enumerate(hours)
    ]


@given(HOURS, st.integers(1, 60))
def test_the_hours_are_the_limit_and_nobody_gets_less_than_half_an_hour(hours, days):
    shared = share_table(table(hours), days * 8)

    assert table_hours(shared) == days * 8
    assert all(step.hours >= HALF for step in shared)


def test_what_does_not_count_is_left_alone():
    steps = [
        *table([4, 4]),
        TableStep(key="tax", name_vi="Thuế", role="x", unit="tax", hours=80, counted=False),
    ]
    shared = share_table(steps, 16)
    assert [step.hours for step in shared] == [8, 8, 80]


def test_a_table_without_hours_stays():
    assert table_hours(share_table(table([0, 0]), 8)) == 0
