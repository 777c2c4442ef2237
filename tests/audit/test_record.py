from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.audit import api
from motcua.audit.models import Entry
from motcua.kit.scope import NOBODY, SYSTEM, acting


def test_an_entry_says_who_did_what_to_which_thing(db):
    actor, dossier = uuid4(), uuid4()
    api.record(
        actor_id=actor, verb="accept", object_type="dossier", object_id=dossier, details={"step": 1}
    )
    with acting(SYSTEM):
        [entry] = api.entries_about(dossier)
    assert (entry.actor_id, entry.verb, entry.object_type) == (actor, "accept", "dossier")
    assert entry.details == {"step": 1}
    assert entry.at is not None


def test_it_is_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        api.record(actor_id=None, verb="seal", object_type="system", object_id="clock")


def test_an_entry_goes_with_its_transaction(written):
    dossier = uuid4()
    with transaction.atomic():
        api.record(actor_id=None, verb="accept", object_type="dossier", object_id=dossier)
        transaction.set_rollback(True)
    with acting(SYSTEM):
        assert api.entries_about(dossier) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET verb = 'refuse'",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_entry (at, verb) VALUES ('2020-01-01', 'accept')",
        "INSERT INTO audit_entry (id, verb) VALUES (1, 'accept')",
        "UPDATE audit_seal SET root = ''",
        "DELETE FROM audit_seal",
        "DELETE FROM audit_stamp",
    ],
)
def test_the_site_cannot_change_or_back_date(written, sql):
    written(2)
    api.seal()
    with (
        acting(SYSTEM),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_stamp"])
def test_even_the_owner_is_stopped_by_the_trigger(written, table):
    written(1)
    api.seal()
    api.stamp(lambda root: root)
    with acting(SYSTEM), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        # Row-level security shows the owner no row to change; without it the trigger still says no.
        cursor.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")


def test_only_the_system_reads(written):
    written(1)
    with acting(NOBODY):
        assert Entry.objects.count() == 0
