"""Many rows at once are the rows that one after the other would be."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies as st

from motcua.dossiers.models import Turn
from motcua.kit import bulk
from motcua.kit.ids import new_id
from motcua.kit.scope import NOBODY, SYSTEM, acting
from motcua.kit.text import clean

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["C"]), max_size=20).map(clean)


def turn(number, note, word):
    return Turn(
        dossier_id=new_id(),
        seq=number,
        kind="submitted",
        at=NOON + timedelta(minutes=number),
        recorded_at=NOON,
        status=1,
        facts={word: [number, None, word]},
        note_sealed=note,
        previous_hash=b"\x00\t\n\\",
        hash=bytes(range(256)),
    )


def values(row):
    return {field.attname: getattr(row, field.attname) for field in Turn._meta.concrete_fields}


@given(told=st.lists(st.tuples(st.none() | st.binary(max_size=40), words), max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_row_it_is_stored_as_it_is(told):
    rows = [turn(number, note, word) for number, (note, word) in enumerate(told)]
    with acting(SYSTEM):
        bulk.insert(rows)
        stored = {row.id: row for row in Turn.objects.filter(pk__in=[row.id for row in rows])}
    assert len(stored) == len(rows)
    for row in rows:
        found = values(stored[row.id])
        for name, value in values(row).items():
            is_bytes = isinstance(found[name], memoryview)
            assert (bytes(found[name]) if is_bytes else found[name]) == value, name


def test_many_rows_cost_as_many_statements_as_one():
    with acting(SYSTEM), CaptureQueriesContext(connection) as one:
        bulk.insert([turn(0, None, "a")])
    with acting(SYSTEM), CaptureQueriesContext(connection) as many:
        bulk.insert([turn(number, None, "a") for number in range(200)])
    assert len(many) == len(one) <= 4


def test_constraints_and_row_security_hold_as_for_any_row():
    row = turn(1, None, "a")
    with acting(SYSTEM):
        bulk.insert([row])
    with pytest.raises(IntegrityError), acting(SYSTEM), transaction.atomic():
        bulk.insert([row])
    with pytest.raises(Exception, match="row-level security"), acting(NOBODY):
        bulk.insert([turn(2, None, "b")])
