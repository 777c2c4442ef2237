"""A substitute has the seat's duties within the dates, never more, and never its signature."""

from datetime import timedelta

import pytest

from motcua.directory import api as directory
from motcua.directory.errors import (
    DelegationDatesError,
    DelegationNotFoundError,
    NotAColleagueError,
    ReasonMissingError,
    SeatRequiredError as NoSuchSeatError,
)
from motcua.directory.models import Delegation
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import SeatRequiredError
from motcua.dossiers.models import Turn
from motcua.dossiers.types import Tab
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def give(giver, receiver, *, days=3, start=0, reason="Nghỉ phép"):
    starts_on = clock.today() + timedelta(days=start)
    return directory.delegate(
        actor=giver,
        seat_id=giver.seats[0].id,
        to_id=receiver.person_id,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days),
        reason=reason,
    )


def now_as(actor):
    """The same person as they would be signed in at this moment."""
    with acting(SYSTEM):
        return directory.official_of_person(actor.person_id)


def in_days(days):
    return clock.set_to(clock.now() + timedelta(days=days))


def assign(desk, dossier_id, by):
    step = make.open_step(dossier_id)
    dossiers.assign(actor=by, step_id=step.id, person_id=desk.specialist.person_id)


def test_the_head_s_work_is_done_on_behalf_and_says_so(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    with pytest.raises(SeatRequiredError):
        assign(desk, dossier_id, desk.specialist)
    give(desk.head, desk.specialist)

    assign(desk, dossier_id, now_as(desk.specialist))

    with acting(SYSTEM):
        facts = Turn.objects.filter(dossier_id=dossier_id).order_by("-seq")[0].facts
    assert facts["on_behalf_of"] == str(desk.head.person_id)
    note = dossiers.dossier(actor=desk.head, dossier_id=dossier_id).notes[-1]
    assert "thay mặt" in note.who


def test_what_one_s_own_seat_allows_is_not_on_behalf(desk, citizen):
    give(desk.head, desk.specialist)
    dossier_id = make.accepted(desk, citizen)
    step = make.open_step(dossier_id)

    dossiers.take(actor=now_as(desk.specialist), step_id=step.id)

    with acting(SYSTEM):
        facts = Turn.objects.filter(dossier_id=dossier_id).order_by("-seq")[0].facts
    assert "on_behalf_of" not in facts


def test_only_within_the_dates_and_until_it_is_ended(desk):
    given = give(desk.head, desk.specialist, start=2, days=3)

    def holds():
        return now_as(desk.specialist).holds(Role.HEAD)

    assert not holds()
    with in_days(2):
        assert holds()
    with in_days(5):
        assert holds()
        directory.end_delegation(actor=desk.head, delegation_id=given)
        assert not holds()
    give(desk.head, desk.specialist)
    with in_days(4):
        assert not holds()


def test_tasks_of_the_absent_are_in_the_substitute_s_list_and_stay_the_absent_s(desk, citizen):
    colleague = official_actor(Role.CASE_OFFICER, unit_kind="civil_status", name="Lý Văn Thay")
    dossier_id = make.accepted(desk, citizen)
    assign(desk, dossier_id, desk.head)
    assert dossiers.work_list(actor=colleague, tab=Tab.MINE).rows == ()
    give(desk.specialist, colleague)

    work = dossiers.work_list(actor=now_as(colleague), tab=Tab.MINE)

    assert [row.dossier_id for row in work.rows] == [dossier_id]
    assert make.open_step(dossier_id).assignee_id == desk.specialist.person_id
    view = dossiers.dossier(actor=now_as(colleague), dossier_id=dossier_id)
    assert next(s for s in view.steps if s.done_at is None).mine


def test_a_signature_stays_personal(signing_desk, citizen):
    dossier_id = make.proposed(signing_desk, citizen)
    give(signing_desk.leader, signing_desk.head)
    substitute = now_as(signing_desk.head)

    assert dossiers.to_sign(actor=substitute) == ()
    [outcome] = dossiers.sign_results(actor=substitute, dossier_ids=[dossier_id], pin=make.PIN)

    assert not outcome.ok
    assert make.open_step(dossier_id).kind == "sign"


def test_what_is_lent_cannot_be_lent_on(desk):
    give(desk.head, desk.specialist)
    substitute = now_as(desk.specialist)
    lent = substitute.lent_seats[0]

    with pytest.raises(NoSuchSeatError):
        directory.delegate(
            actor=substitute,
            seat_id=lent.id,
            to_id=desk.clerk.person_id,
            starts_on=clock.today(),
            ends_on=clock.today(),
            reason="x",
        )
    assert count() == 1


def count():
    with acting(SYSTEM):
        return Delegation.objects.count()


def test_refusals_change_nothing(desk):
    elsewhere = make.Desk(agency="H53.31.28")
    with pytest.raises(NotAColleagueError):
        give(desk.head, elsewhere.specialist)
    with pytest.raises(NotAColleagueError):
        give(desk.head, desk.head)
    with pytest.raises(ReasonMissingError):
        give(desk.head, desk.specialist, reason=" ")
    with pytest.raises(DelegationDatesError):
        give(desk.head, desk.specialist, start=-1)
    with pytest.raises(DelegationDatesError):
        give(desk.head, desk.specialist, days=-1)
    with pytest.raises(NoSuchSeatError):
        give(desk.receptionist, desk.specialist)
    assert count() == 0
    given = give(desk.head, desk.specialist)
    with pytest.raises(DelegationNotFoundError):
        directory.end_delegation(actor=desk.clerk, delegation_id=given)
    with acting(SYSTEM):
        assert Delegation.objects.get(pk=given).ended_at is None
