from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.data_files import calendar_rows
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    DayTwiceError,
    DecisionMissingError,
    NothingDecreedError,
)
from motcua.catalogue.models import CalendarDecision
from motcua.directory.types import Role
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import MACHINE, seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
STORM = date(2026, 11, 25)  # a Wednesday
SATURDAY = date(2026, 11, 28)


def decree(actor=None, **given):
    return catalogue.decree_days(
        actor=actor or seated(),
        **{
            "days_off": [STORM],
            "makeup_days": [],
            "decision": "12/QĐ-UBND",
            "reason": "Tránh bão",
            **given,
        },
    )


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2021, 2, 11), False),
        (date(2024, 4, 29), False),
        (date(2024, 5, 4), True),
        (date(2025, 5, 2), False),
        (date(2025, 4, 26), True),
        (date(2026, 4, 27), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2027, 1, 1), False),
    ],
)
def test_knows_holidays_and_make_up_days(day, worked):
    assert catalogue.calendar().is_working(day) is worked


def test_every_day_names_the_paper_it_comes_from():
    known = catalogue.calendar()
    for row in calendar_rows():
        for day in row["days"]:
            found = known.day_off(day["day"]) or known.makeup_day(day["day"])
            assert found is not None, day
            assert found.decision == row["decision"]
            assert found.name.vi
            assert found.name.en


def test_no_make_up_day_is_an_ordinary_working_day_and_every_notice_is_marked():
    for row in calendar_rows():
        made_up = [day["day"] for day in row["days"] if day.get("kind") == "makeup"]
        assert all(day.weekday() == 5 for day in made_up)
        assert row["confirmed"] is ("Bộ luật" in row["decision"])


def test_loading_the_calendar_again_adds_nothing():
    count = CalendarDecision.objects.count()
    assert catalogue.load_calendar(actor=MACHINE) == 0
    assert CalendarDecision.objects.count() == count


def test_a_decree_counts_at_once_and_is_written_down_and_announced():
    jobs = ProcrastinateJob.objects.count()
    change_id = decree(makeup_days=[SATURDAY])
    known = catalogue.calendar()
    assert not known.is_working(STORM)
    assert known.is_working(SATURDAY)
    assert known.day_off(STORM).decision == "12/QĐ-UBND"
    assert known.day_off(STORM).decided_at is not None
    with acting(SYSTEM):
        entry = Entry.objects.get(object_id=str(change_id))
    assert entry.verb == "catalogue.decree_days"
    assert ProcrastinateJob.objects.count() > jobs


def test_a_later_decree_about_a_day_stands():
    decree()
    decree(days_off=[], makeup_days=[STORM], decision="13/QĐ-UBND", reason="Bão đã tan")
    assert catalogue.calendar().is_working(STORM)


def test_reading_the_calendar_again_costs_one_small_query(django_assert_num_queries):
    catalogue.calendar()
    with django_assert_num_queries(1):
        catalogue.calendar()


REFUSALS = [
    ("nothing", {"days_off": []}, NothingDecreedError),
    ("both_off_and_made_up", {"makeup_days": [STORM]}, DayTwiceError),
    ("no_paper", {"decision": "  "}, DecisionMissingError),
    ("no_reason", {"reason": ""}, DecisionMissingError),
]


@pytest.mark.parametrize(("_case", "given", "refusal"), REFUSALS, ids=[r[0] for r in REFUSALS])
def test_refuses_and_changes_nothing(_case, given, refusal):
    count = CalendarDecision.objects.count()
    with pytest.raises(refusal) as refused:
        decree(**given)
    assert str(refused.value)
    assert CalendarDecision.objects.count() == count
    assert catalogue.calendar().is_working(STORM)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_decrees(role):
    with pytest.raises(AdministratorRequiredError):
        decree(actor=seated(role))
    assert catalogue.calendar().is_working(STORM)


@pytest.mark.parametrize("table", ["catalogue_calendar_decision", "catalogue_calendar_day"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_what_was_decreed_stays(table, verb):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))
