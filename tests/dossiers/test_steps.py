from datetime import timedelta

import pytest

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    AssigneeNotHereError,
    SeatRequiredError,
    StepDoneError,
    StepNotFoundError,
    StepNotYoursError,
    UnknownOutcomeError,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.desk import tab_steps
from motcua.dossiers.types import Tab
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def colleague():
    return official_actor(Role.CASE_OFFICER, unit_kind="civil_status", name="Lâm Thị Xuân")


def test_a_head_gives_a_step_and_takes_it_back(desk, citizen):
    step = make.open_step(make.accepted(desk, citizen))
    other = colleague()

    dossiers.assign(actor=desk.head, step_id=step.id, person_id=other.person_id)
    with pytest.raises(StepNotYoursError):
        dossiers.take(actor=desk.specialist, step_id=step.id)

    dossiers.take_back(actor=desk.head, step_id=step.id)
    dossiers.take(actor=desk.specialist, step_id=step.id)
    assert make.open_step(step.dossier_id).assignee_id == desk.specialist.person_id


def test_only_somebody_of_the_unit_is_given_a_step(desk, citizen):
    step = make.open_step(make.accepted(desk, citizen))

    with pytest.raises(AssigneeNotHereError, match=desk.clerk.name):
        dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.clerk.person_id)
    with pytest.raises(SeatRequiredError):
        dossiers.assign(actor=desk.specialist, step_id=step.id, person_id=desk.specialist.person_id)
    assert make.open_step(step.dossier_id).assignee_id is None


def test_signing_is_not_a_click_on_done(desk, citizen):
    step = make.open_step(make.accepted(desk, citizen))

    with pytest.raises(UnknownOutcomeError):
        dossiers.complete_step(actor=desk.specialist, step_id=step.id, outcome="signed")
    with pytest.raises(StepNotYoursError):
        dossiers.complete_step(actor=desk.leader, step_id=step.id, outcome=first_outcome(step))


def first_outcome(step):
    view = dossiers.dossier(actor=make.MACHINE, dossier_id=step.dossier_id)
    return next(s for s in view.steps if s.step_id == step.id).outcomes[0]


def test_a_stranger_does_not_find_the_step(desk, citizen):
    step = make.open_step(make.accepted(desk, citizen))
    stranger = official_actor(
        Role.CASE_OFFICER, unit_kind="civil_status", agency="H53.31.01", name="Người Lạ"
    )

    with pytest.raises(StepNotFoundError):
        dossiers.take(actor=stranger, step_id=step.id)


def test_the_second_of_two_is_told_who_was_quicker(desk, citizen):
    dossier_id = make.proposed(desk, citizen)
    step = make.open_step(dossier_id)
    dossiers.return_result(actor=desk.leader, dossier_id=dossier_id, reason="Sai ngày sinh")

    with pytest.raises(StepDoneError) as refusal:
        dossiers.assign(actor=desk.head, step_id=step.id, person_id=desk.leader.person_id)

    assert desk.leader.name in str(refusal.value)


def test_lists_show_each_their_own(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    step = make.open_step(dossier_id)

    def codes(actor, tab):
        return [row.dossier_id for row in dossiers.work_list(actor=actor, tab=tab).rows]

    assert codes(desk.specialist, Tab.UNIT) == [dossier_id]
    assert codes(desk.specialist, Tab.MINE) == []
    assert codes(desk.leader, Tab.OTHERS) == [dossier_id]

    dossiers.take(actor=desk.specialist, step_id=step.id)
    assert codes(desk.specialist, Tab.MINE) == [dossier_id]
    counts = dossiers.work_list(actor=desk.specialist, tab=Tab.MINE).counts
    assert (counts[Tab.MINE], counts[Tab.UNIT]) == (1, 0)


def test_a_step_past_its_own_time_is_flagged_while_the_dossier_is_in_time(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    step, dossier = make.open_step(dossier_id), make.stored(dossier_id)
    assert step.due_at < dossier.due_at

    def flags():
        [row] = dossiers.work_list(actor=desk.specialist, tab=Tab.UNIT).rows
        return row.flags

    with clock.set_to(step.due_at):
        assert flags() == ()
    with clock.set_to(step.due_at + timedelta(minutes=1)):
        assert flags() == ("step_late",)
    evening = dossier.due_at.astimezone(clock.LEGAL_ZONE).replace(hour=23, minute=59)
    with clock.set_to(evening):  # the appointed day is in time to its end
        assert flags() == ("step_late",)
    with clock.set_to(evening + timedelta(minutes=1)):
        assert flags() == ("late_without_apology",)


def test_what_only_waits_to_be_fetched_comes_after_what_others_work_on(signing_desk, citizen):
    fetched = make.resolved(signing_desk, citizen)
    working = make.accepted(signing_desk, citizen)
    with acting(SYSTEM):
        Dossier.objects.filter(pk=fetched).update(due_at=make.stored(working).submitted_at)

    rows = dossiers.work_list(actor=signing_desk.leader, tab=Tab.OTHERS).rows

    assert [row.dossier_id for row in rows] == [working, fetched]


def test_the_list_costs_the_same_for_twenty(desk, citizen, django_assert_max_num_queries):
    for _ in range(4):
        make.accepted(desk, citizen)
    actor = desk.specialist
    dossiers.work_list(actor=actor, tab=Tab.UNIT)

    with django_assert_max_num_queries(8):
        rows = dossiers.work_list(actor=actor, tab=Tab.UNIT).rows
    assert len(rows) == 4


def test_found_without_accents_by_code_and_by_number(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    code = make.stored(dossier_id).code

    for words in ("nguyen thi bay", "BẢY", code, "072192000007"):
        found = dossiers.find(actor=desk.receptionist, words=words)
        assert [row.dossier_id for row in found] == [dossier_id], words
    assert dossiers.find(actor=desk.receptionist, words="tran van") == ()


def test_a_list_that_tells_each_dossier_once_compares_no_step_with_every_other(desk):
    for _ in range(3):
        make.awaiting_supplement(desk)
    with acting(desk.specialist.scope):
        listed = tab_steps(desk.specialist, Tab.CITIZEN, "")
        assert len(listed) == 3
        assert "Anti Join" not in listed.explain()
