from uuid import uuid4

import pytest
from django.db import connection

from motcua.audit import api


@pytest.fixture(autouse=True)
def empty(request):
    """Loading the reference data leaves entries; these tests count from nothing."""
    if {"db", "written"} & set(request.fixturenames):
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_entry, audit_seal, audit_stamp")


@pytest.fixture
def written(db):
    """Write entries; the numbers they were given, in order."""

    def write(count=1, **details):
        before = newest_number()
        for _ in range(count):
            api.record(
                actor_id=uuid4(),
                verb="accept",
                object_type="dossier",
                object_id=uuid4(),
                details=details,
            )
        return list(range(before + 1, newest_number() + 1))

    return write


@pytest.fixture
def tamper(db):
    """What the owner of the database could do behind our back."""

    def run(sql, values=()):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SELECT set_config('motcua.system', 'on', true)")
            cursor.execute("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
            for table in ("audit_entry", "audit_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql, values)
            changed = cursor.rowcount
            for table in ("audit_entry", "audit_seal"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY")
            cursor.execute("SET ROLE motcua_app")
        assert changed > 0
        return changed

    return run


def newest_number():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM audit_entry_id_seq"
        )
        return cursor.fetchone()[0]
