"""A head takes tasks from one officer and gives them to another in one act, logged."""

import pytest

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import NothingToMoveError, SeatRequiredError
from motcua.dossiers.types import SupplementItem
from tests.directory.factories import make_citizen, official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(desk):
    return official_actor(Role.CASE_OFFICER, unit_kind="civil_status", name="Lý Văn Thay")


@pytest.fixture
def held(desk, citizen):
    """Two dossiers in the hands of the specialist."""
    ids = [make.accepted(desk, citizen) for _ in range(2)]
    for dossier_id in ids:
        step = make.open_step(dossier_id)
        dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.specialist.person_id)
    return ids


def holder(dossier_id):
    return make.open_step(dossier_id).assignee_id


def move(actor, desk, to, **chosen):
    return dossiers.move_tasks(
        actor=actor, from_id=desk.specialist.person_id, to_id=to.person_id, **chosen
    )


def test_only_the_chosen_ones_move(desk, colleague, held):
    assert move(desk.head, desk, colleague, step_ids=[make.open_step(held[0]).id]) == 1

    assert [holder(one) for one in held] == [colleague.person_id, desk.specialist.person_id]


def test_a_task_that_waits_for_the_citizen_moves_too_and_its_pause_stays(desk, colleague, held):
    dossiers.request_supplement(
        actor=desk.specialist,
        dossier_id=held[0],
        items=make_items(held[0]),
        reason="Mờ",
    )
    paused = make.stored(held[0]).paused_since

    assert move(desk.head, desk, colleague) == 2

    assert (holder(held[0]), make.stored(held[0]).paused_since) == (colleague.person_id, paused)


def make_items(dossier_id):
    return [SupplementItem("paper", make.some_component(dossier_id), "Chụp lại")]


@pytest.mark.parametrize("who", ["specialist", "leader", "receptionist"])
def test_only_the_head_of_the_unit_moves_them(desk, colleague, held, who):
    with pytest.raises(SeatRequiredError):
        move(getattr(desk, who), desk, colleague)

    assert [holder(one) for one in held] == [desk.specialist.person_id] * 2


def test_somebody_without_the_seat_gets_nothing(desk, held):
    with pytest.raises(SeatRequiredError):
        move(desk.head, desk, desk.clerk)

    assert [holder(one) for one in held] == [desk.specialist.person_id] * 2


def test_nothing_to_move_is_said(desk, colleague, held):
    with pytest.raises(NothingToMoveError):
        move(desk.head, desk, desk.specialist)
    elsewhere = make.Desk(agency="H53.31.28")
    with pytest.raises(NothingToMoveError):
        move(elsewhere.head, desk, colleague)

    assert [holder(one) for one in held] == [desk.specialist.person_id] * 2


def test_the_lists_cost_the_same_however_many(desk, held, django_assert_max_num_queries):
    for _ in range(2):
        step = make.open_step(make.accepted(desk, make_citizen()))
        dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.specialist.person_id)
    with django_assert_max_num_queries(13):
        rows = dossiers.tasks_of(actor=desk.head, person_id=desk.specialist.person_id)
        people = dossiers.officers_here(actor=desk.head)

    assert len(rows) == 4
    assert {desk.specialist.person_id, desk.head.person_id} <= {one.person_id for one in people}
