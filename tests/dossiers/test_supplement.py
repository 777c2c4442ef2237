from datetime import timedelta

import pytest

from motcua.catalogue import api as catalogue
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    NothingMissingError,
    PapersMissingError,
    ReasonRequiredError,
    SeatRequiredError,
    SupplementNotFoundError,
    SupplementOnceError,
    SupplementOpenError,
    UnknownComponentError,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import PaperIn, Status, SupplementItem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def ask(actor, dossier_id, items=None, reason="Giấy tờ bị mờ"):
    if items is None:
        items = [SupplementItem("paper", make.some_component(dossier_id), "Chụp lại")]
    return dossiers.request_supplement(
        actor=actor, dossier_id=dossier_id, items=items, reason=reason
    )


def answer(actor, dossier_id):
    view = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    papers = [
        PaperIn(item.ref, (make.stored_file(actor).id,))
        for item in view.open_supplement.items
        if item.kind == "paper"
    ]
    dossiers.answer_supplement(
        actor=actor, request_id=view.open_supplement.request_id, answers={}, papers=papers
    )


def test_stops_the_clock_and_shows_the_applicant_what_and_why(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    ask(desk.specialist, dossier_id)

    row = make.stored(dossier_id)
    assert row.state is Status.SUPPLEMENT_REQUESTED
    assert row.paused_since is not None
    seen = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement
    assert seen.reason == "Giấy tờ bị mờ"
    assert [item.why for item in seen.items] == ["Chụp lại"]


def test_an_answer_starts_the_clock_anew_and_keeps_the_first_date(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    first = make.stored(dossier_id).first_due_at
    calendar, step = catalogue.calendar(), make.open_step(dossier_id)
    paused = make.stored(dossier_id).paused_since
    days_later = calendar.add_working_days(step.due_at.date(), 2)  # asked for after hours too
    later = calendar.closing(days_later).replace(hour=9)

    with clock.set_to(later):
        answer(citizen, dossier_id)

    row, after = make.stored(dossier_id), make.open_step(dossier_id)
    waited = calendar.working_minutes_between(paused, later)
    assert calendar.working_minutes_between(step.due_at, after.due_at) == waited > 0
    assert (after.id, after.due_at > later) == (step.id, True)
    assert row.state is Status.IN_PROGRESS
    assert row.paused_since is None
    assert row.first_due_at == first
    assert row.due_at > first


def test_before_acceptance_it_goes_back_to_the_counter(desk, citizen):
    dossier_id = make.submitted(citizen)
    ask(desk.receptionist, dossier_id)

    answer(citizen, dossier_id)

    assert make.stored(dossier_id).state is Status.SUBMITTED


def test_a_second_request_is_refused_by_law(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    with pytest.raises(SupplementOpenError):
        ask(desk.specialist, dossier_id)
    answer(citizen, dossier_id)

    with pytest.raises(SupplementOnceError) as refusal:
        ask(desk.specialist, dossier_id)

    assert "118/2025" in str(refusal.value)
    assert make.stored(dossier_id).supplements == 1


def test_refuses_an_empty_list_no_reason_and_unknown_things(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    with pytest.raises(NothingMissingError):
        ask(desk.specialist, dossier_id, items=[])
    with pytest.raises(ReasonRequiredError):
        ask(desk.specialist, dossier_id, reason=" ")
    with pytest.raises(UnknownComponentError):
        ask(desk.specialist, dossier_id, items=[SupplementItem("paper", "NO_SUCH")])
    assert make.stored(dossier_id).supplements == 0


def test_an_answer_without_a_paper_asked_for_is_refused_and_changes_nothing(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    request = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement

    with pytest.raises(PapersMissingError):
        dossiers.answer_supplement(
            actor=citizen, request_id=request.request_id, answers={}, papers=[]
        )

    assert make.stored(dossier_id).state is Status.SUPPLEMENT_REQUESTED


def test_somebody_else_may_not_answer(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    request = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement

    with pytest.raises(SupplementNotFoundError):
        dossiers.answer_supplement(
            actor=make.another_citizen(), request_id=request.request_id, answers={}, papers=[]
        )


@pytest.mark.parametrize("who", ["leader", "clerk", "head"])
def test_who_may_not_ask(desk, citizen, who):
    dossier_id = make.accepted(desk, citizen)

    with pytest.raises(SeatRequiredError):
        ask(getattr(desk, who), dossier_id)

    assert make.stored(dossier_id).supplements == 0


def test_one_dossier_that_cannot_be_closed_holds_up_no_other(desk, citizen):
    broken, sound = make.awaiting_supplement(desk, citizen), make.awaiting_supplement(desk, citizen)
    with acting(SYSTEM):
        Dossier.objects.filter(pk=broken).update(version_id=make.unknown())

    with clock.set_to(clock.now() + timedelta(days=60)), pytest.raises(ExceptionGroup):
        dossiers.close_unanswered()

    assert make.stored(sound).state is Status.STOPPED
    assert make.stored(broken).state is Status.SUPPLEMENT_REQUESTED
