import psycopg
import pytest
from django.db import connection

from motcua.audit import api
from motcua.audit.actions import seal as sealing
from motcua.audit.models import Seal
from motcua.kit import merkle
from motcua.kit.scope import SYSTEM, acting


def seals():
    with acting(SYSTEM):
        return list(Seal.objects.order_by("number"))


def test_nothing_to_seal_makes_no_seal(db):
    api.seal()
    assert seals() == []


def test_batches_follow_one_another(written):
    first = written(3)
    api.seal()
    second = written(2)
    api.seal()
    one, two = seals()
    assert (one.number, one.last_id) == (1, first[-1])
    assert (two.number, two.first_id, two.last_id) == (2, second[0], second[-1])
    assert len(two.leaves) == 2 * merkle.SIZE


def test_a_long_queue_takes_several_seals(written, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)
    written(10)
    api.seal()
    assert [len(made.leaves) // merkle.SIZE for made in seals()] == [4, 4, 2]
    assert api.verify().ok


def test_a_stamp_is_taken_once_for_a_root(written):
    asked = []
    written(1)
    assert api.stamp(asked.append) is False
    api.seal()
    assert api.stamp(lambda root: asked.append(root) or b"token") is True
    assert api.stamp(lambda root: asked.append(root) or b"token") is False
    assert asked == [bytes(seals()[-1].root)]


@pytest.fixture
def other_session():
    settings = connection.settings_dict
    with psycopg.connect(
        dbname=settings["NAME"],
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        options="-c role=motcua_app",
    ) as session:
        yield session


SLOW = "INSERT INTO audit_entry (verb, object_type, object_id) VALUES ('pay', 'order', 'slow')"


@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_late_is_sealed_late(written, other_session):
    """A long transaction takes its number early and commits after its neighbours are sealed."""
    written(1)
    other_session.execute(SLOW)
    [after] = written(1)[-1:]
    api.seal()
    assert api.verify().ok
    other_session.commit()
    assert api.verify().ok
    api.seal()
    late = seals()[-1]
    assert late.late == [after - 1]
    assert late.last_id == after
    assert api.verify().entries == 3
    assert api.prove(after - 1).holds()


@pytest.mark.django_db(transaction=True)
def test_a_number_lost_in_a_rollback_stays_a_gap(written, other_session):
    written(1)
    other_session.execute(SLOW)
    other_session.rollback()
    [after] = written(1)[-1:]
    api.seal()
    written(1)
    api.seal()
    assert seals()[0].gaps[-1] == [after - 1, after - 1]
    assert seals()[1].late == []
    assert api.verify().ok


@pytest.mark.django_db(transaction=True)
def test_two_sealers_do_not_collide(written, other_session):
    written(1)
    other_session.execute("SELECT pg_advisory_xact_lock(%s)", [sealing.ONE_AT_A_TIME])
    api.seal()
    assert seals() == []
    other_session.rollback()
    api.seal()
    assert len(seals()) == 1
