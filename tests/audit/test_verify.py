"""What the owner of the database could do, and what the record says then."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.audit import api
from motcua.audit.models import Seal
from motcua.audit.types import Fault, Finding
from motcua.kit import clock, merkle
from motcua.kit.scope import SYSTEM, acting

INSERT = (
    "INSERT INTO audit_entry (id, at, verb, object_type, object_id)"
    " VALUES (%s, statement_timestamp() - %s * interval '1 day', 'accept', 'dossier', 'forged')"
)


def found(kept_root=None):
    return list(api.verify(kept_root).findings)


@pytest.fixture
def sealed(written):
    """Three seals of four entries each."""
    numbers = []
    for _ in range(3):
        numbers.append(written(4, step=len(numbers)))
        api.seal()
    return numbers


def test_an_honest_record_holds(sealed, written):
    written(2)
    report = api.verify()
    assert report.ok
    assert (report.entries, report.seals, report.unsealed) == (12, 3, 2)
    assert api.verify(report.root).kept_at == 3


def test_an_old_root_still_proves_the_beginning(sealed, written):
    kept = api.verify().root
    written(3)
    api.seal()
    report = api.verify(kept)
    assert (report.ok, report.kept_at, report.seals) == (True, 3, 4)


def test_an_empty_record_holds(db):
    report = api.verify()
    assert report.ok
    assert report.root == merkle.EMPTY.hex()


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'refuse'",
        "actor_id = NULL",
        "details = '{\"step\": 9}'",
        "object_id = 'other'",
        "at = at - interval '1 microsecond'",
    ],
)
def test_a_changed_entry_is_named(sealed, tamper, change):
    target = sealed[1][2]
    tamper(f"UPDATE audit_entry SET {change} WHERE id = %s", [target])
    assert found() == [Finding(Fault.CHANGED, target)]


def test_a_deleted_entry_is_named(sealed, tamper):
    tamper("DELETE FROM audit_entry WHERE id = %s", [sealed[0][1]])
    assert found() == [Finding(Fault.MISSING, sealed[0][1])]


def test_two_swapped_entries_are_both_named(sealed, tamper):
    one, two = sealed[1][0], sealed[2][0]
    tamper("UPDATE audit_entry SET id = -1 WHERE id = %s", [one])
    tamper("UPDATE audit_entry SET id = %s WHERE id = %s", [one, two])
    tamper("UPDATE audit_entry SET id = %s WHERE id = -1", [two])
    assert set(found()) == {Finding(Fault.CHANGED, one), Finding(Fault.CHANGED, two)}


def test_an_entry_put_into_a_free_number_is_named(written, tamper):
    with connection.cursor() as cursor:
        written(1)
        cursor.execute("SELECT nextval('audit_entry_id_seq')")
        free = cursor.fetchone()[0]
    written(1)
    api.seal()
    tamper(INSERT, [free, 0])
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert found() == [Finding(Fault.INSERTED, free)]


@pytest.mark.parametrize("sealed_before_checking", [True, False])
def test_a_back_dated_entry_is_named(sealed, tamper, written, sealed_before_checking):
    [target] = written(1)
    tamper("UPDATE audit_entry SET at = at - interval '30 days' WHERE id = %s", [target])
    if sealed_before_checking:
        api.seal()
    assert found() == [Finding(Fault.BACK_DATED, target)]


def test_a_seal_taken_out_is_named(sealed, tamper):
    tamper("DELETE FROM audit_seal WHERE number = 2")
    assert Finding(Fault.SEAL_MISSING, 2) in found()


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 second'",
        "gaps = '[]'",
        "root = sha256('x')",
        "peaks = sha256('x')",
        "batch_root = sha256('x')",
        "leaves = leaves || sha256('x')",
    ],
)
def test_a_changed_seal_is_named(sealed, tamper, written, change):
    written(1)
    api.seal()
    target = 1 if "gaps" in change else 4
    tamper(f"UPDATE audit_seal SET {change} WHERE number = %s", [target])
    if target == 1 and sealed[0][0] == 1:
        pytest.skip("a fresh database has no gap to hide")
    assert Finding(Fault.SEAL_BROKEN, target) in found()


def test_a_tail_cut_off_shows_only_against_a_root_kept_outside(sealed, tamper):
    kept = api.verify().root
    tamper("DELETE FROM audit_seal WHERE number = 3")
    tamper("DELETE FROM audit_entry WHERE id >= %s", [sealed[2][0]])
    assert found() == []
    assert found(kept) == [Finding(Fault.ROOT_UNKNOWN, 2)]


def test_all_seals_written_again_show_only_against_a_root_kept_outside(sealed, tamper):
    kept = api.verify().root
    tamper("DELETE FROM audit_seal")
    tamper("UPDATE audit_entry SET verb = 'refuse' WHERE id = %s", [sealed[0][0]])
    api.seal()
    assert found() == []
    assert Finding(Fault.ROOT_UNKNOWN, 1) in found(kept)


def test_findings_are_bounded(written, tamper):
    numbers = written(120)
    api.seal()
    tamper("UPDATE audit_entry SET verb = 'x' WHERE id >= %s", [numbers[0]])
    assert len(found()) == 50


def test_verifying_changes_nothing(sealed):
    api.verify()
    with acting(SYSTEM):
        assert Seal.objects.count() == 3
