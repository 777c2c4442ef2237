"""The law-proof core: nothing rewrites what happened, and everything shown follows from it."""

import inspect

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.dossiers import api as dossiers
from motcua.dossiers.chronicle import PROJECTION
from motcua.dossiers.errors import SamePersonError, WrongMomentError
from motcua.dossiers.models import Dossier, Turn
from motcua.dossiers.types import Status
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE dossier_turn SET at = at - interval '1 day'",
        "UPDATE dossier_turn SET kind = 'resolved'",
        "DELETE FROM dossier_turn",
    ],
)
def test_the_site_cannot_rewrite_the_chronicle(desk, citizen, attack):
    make.accepted(desk, citizen)

    with (
        pytest.raises(DatabaseError),
        acting(SYSTEM),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_a_chronicle_changed_behind_our_back_is_found(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    assert dossiers.broken_chronicles() == []

    with acting(SYSTEM):
        Dossier.objects.filter(pk=dossier_id).update(last_turn_hash=b"\x00" * 32)

    assert dossiers.broken_chronicles() == [make.stored(dossier_id).code]


def test_every_turn_holds_the_hash_of_the_one_before(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)

    with acting(SYSTEM):
        turns = list(Turn.objects.filter(dossier_id=dossier_id).order_by("seq"))
    hashes = [bytes(turn.hash) for turn in turns]
    assert [bytes(turn.previous_hash) for turn in turns] == [b"", *hashes[:-1]]
    assert len(set(hashes)) == len(hashes)


def test_no_command_takes_an_end_of_processing():
    for name in dossiers.__all__:
        door = getattr(dossiers, name)
        if callable(door):
            parameters = set(inspect.signature(door).parameters)
            assert not parameters & {"ended_at", "resolved_at", "at", "due_at", *PROJECTION}, name


def test_an_ended_dossier_takes_no_further_turn(desk, citizen):
    dossier_id = make.submitted(citizen)
    dossiers.withdraw(actor=citizen, dossier_id=dossier_id)

    for act in (
        lambda: dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id),
        lambda: dossiers.refuse(actor=desk.receptionist, dossier_id=dossier_id, reason="x"),
        lambda: dossiers.withdraw(actor=citizen, dossier_id=dossier_id),
    ):
        with pytest.raises(WrongMomentError):
            act()
    assert make.stored(dossier_id).state is Status.WITHDRAWN


def test_a_correction_needs_a_second_person_and_keeps_the_first_end(signing_desk, citizen):
    desk = signing_desk
    dossier_id = make.resolved(desk, citizen)
    end = make.stored(dossier_id).ended_at
    order = dossiers.propose_correction(actor=desk.head, dossier_id=dossier_id, reason="Sai tên mẹ")

    with pytest.raises(SamePersonError):
        dossiers.approve_correction(actor=desk.head, correction_id=order)
    assert make.stored(dossier_id).state is Status.RESOLVED

    dossiers.approve_correction(actor=desk.leader, correction_id=order)
    row = make.stored(dossier_id)
    assert row.state is Status.IN_PROGRESS
    assert row.ended_at == end
