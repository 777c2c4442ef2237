import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    DossierNotFoundError,
    ReasonRequiredError,
    SeatRequiredError,
    WrongMomentError,
)
from motcua.dossiers.types import Status
from tests.directory.factories import receptionist
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def test_accepting_starts_the_clock_and_opens_the_first_step(desk, citizen):
    dossier_id = make.submitted(citizen)

    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)

    row = make.stored(dossier_id)
    assert row.state is Status.IN_PROGRESS
    assert row.due_at == row.first_due_at
    assert row.due_at > row.accepted_at
    assert make.open_step(dossier_id).role == "case_officer"


def test_accepting_twice_is_told_the_moment_has_passed(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    before = make.stored(dossier_id)

    with pytest.raises(WrongMomentError):
        dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)

    assert make.stored(dossier_id).last_seq == before.last_seq


def test_refusing_needs_a_reason_and_ends_the_dossier(desk, citizen):
    dossier_id = make.submitted(citizen)

    with pytest.raises(ReasonRequiredError):
        dossiers.refuse(actor=desk.receptionist, dossier_id=dossier_id, reason="  ")
    assert make.stored(dossier_id).state is Status.SUBMITTED

    dossiers.refuse(actor=desk.receptionist, dossier_id=dossier_id, reason="Không đúng nơi cư trú")
    row = make.stored(dossier_id)
    assert row.state is Status.NOT_ACCEPTED
    assert row.ended_at is not None
    assert row.accepted_at is None


@pytest.mark.parametrize("who", ["specialist", "leader", "clerk", "head"])
def test_only_the_counter_accepts_or_refuses(desk, citizen, who):
    dossier_id = make.submitted(citizen)
    actor = getattr(desk, who)

    for act in (
        lambda: dossiers.accept(actor=actor, dossier_id=dossier_id),
        lambda: dossiers.refuse(actor=actor, dossier_id=dossier_id, reason="x"),
    ):
        with pytest.raises(SeatRequiredError):
            act()
    assert make.stored(dossier_id).state is Status.SUBMITTED


def test_another_commune_does_not_know_of_it(desk, citizen):
    dossier_id = make.submitted(citizen)
    stranger = receptionist(agency="H53.31.01")

    with pytest.raises(DossierNotFoundError):
        dossiers.accept(actor=stranger, dossier_id=dossier_id)
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=stranger, dossier_id=dossier_id)
    assert dossiers.incoming(actor=stranger) == ()


def test_the_applicant_may_not_accept(citizen):
    dossier_id = make.submitted(citizen)

    with pytest.raises(SeatRequiredError):
        dossiers.accept(actor=citizen, dossier_id=dossier_id)


def test_unknown_dossier_is_not_found(desk):
    with pytest.raises(DossierNotFoundError):
        dossiers.accept(actor=desk.receptionist, dossier_id=make.unknown())


def test_costs_few_statements(desk, citizen, django_assert_max_num_queries):
    dossier_id = make.submitted(citizen)
    actor = desk.receptionist

    with django_assert_max_num_queries(25):
        dossiers.accept(actor=actor, dossier_id=dossier_id)
