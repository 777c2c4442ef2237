"""`./motcua load`: the history holds everything that the live path holds."""

from datetime import timedelta

import pytest

from motcua.catalogue import api as catalogue
from motcua.cli.load import checking, plan
from motcua.directory import api as directory
from motcua.directory.models import Person
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import (
    Dossier,
    Paper,
    Step,
    SupplementRequest,
    Turn,
    TurnKind,
)
from motcua.dossiers.queries.legal_clock import assess
from motcua.dossiers.rules import CLOCK_TURNS, next_status
from motcua.dossiers.types import Status
from motcua.engines.flow import api as flow
from motcua.kit import clock
from tests.cli.history import TOTAL, loaded, written

__all__ = ["loaded", "written"]

MACHINE = directory.system_actor("tests")
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("history")]


@pytest.fixture
def told(loaded):
    """Each dossier with its turns."""
    turns = {}
    for turn in Turn.objects.order_by("dossier_id", "seq"):
        turns.setdefault(turn.dossier_id, []).append(turn)
    return [(dossier, turns[dossier.id]) for dossier in Dossier.objects.all()]


def test_as_many_as_asked_with_codes_of_their_own_and_no_chronicle_broken(loaded):
    assert Dossier.objects.count() == TOTAL
    assert Dossier.objects.values("code").distinct().count() == TOTAL
    assert dossiers.broken_chronicles() == []


def test_a_changed_turn_would_be_noticed(loaded):
    broken = Dossier.objects.first()
    Dossier.objects.filter(pk=broken.pk).update(last_turn_hash=b"x")
    assert dossiers.broken_chronicles() == [broken.code]
    assert dossiers.broken_chronicles([broken.pk]) == [broken.code]


def test_every_turn_is_a_legal_transition_and_time_goes_forward(told):
    for _dossier, turns in told:
        status, before = None, None
        for turn in turns:
            if turn.kind == TurnKind.SUBMITTED:
                expected = Status.SUBMITTED
            else:
                expected = next_status(status, TurnKind(turn.kind), before)
            assert turn.status == expected, (turn.kind, status)
            before, status = status, Status(turn.status)
        moments = [turn.at for turn in turns]
        assert moments == sorted(moments)


def test_the_projection_follows_from_the_chronicle(told):
    for dossier, turns in told:
        at = {turn.kind: turn.at for turn in turns}
        ends = [turn.at for turn in turns if turn.kind in ENDS]
        assert dossier.status == turns[-1].status
        assert dossier.accepted_at == at.get(TurnKind.ACCEPTED)
        assert dossier.ended_at == (ends[0] if ends else None)
        assert dossier.returned_at == at.get(TurnKind.RETURNED)
        asked = [turn for turn in turns if turn.kind == TurnKind.SUPPLEMENT_REQUESTED]
        assert dossier.supplements == len(asked)


ENDS = {TurnKind.RESOLVED, TurnKind.REFUSED, TurnKind.WITHDRAWN, TurnKind.STOPPED}


def test_every_due_date_is_the_one_the_legal_clock_gives(told):
    """Asked again, turn by turn, without what the load remembers."""
    compared = 0
    for dossier, turns in told:
        due_at = None
        for number, turn in enumerate(turns, start=1):
            if turn.kind in CLOCK_TURNS and dossier.accepted_at and turn.at >= dossier.accepted_at:
                deadline = assess(dossier, turns[:number], now=turn.at)
                due_at = deadline.due_at or due_at
                compared += 1
            assert turn.due_at == due_at, (dossier.code, turn.kind)
        assert dossier.due_at == due_at
    assert compared > TOTAL


def test_steps_papers_and_the_diagram_fit(told):
    for dossier, _turns in told:
        diagram = catalogue.diagram(dossier.version_id, dossier.case_code)
        steps = list(Step.objects.filter(dossier=dossier))
        still_open = {step.key for step in steps if step.done_at is None}
        ended_early = dossier.status in {Status.STOPPED, Status.WITHDRAWN}
        if dossier.flow_state is not None and not ended_early:
            assert still_open == {s.key for s in flow.open_steps(diagram, dossier.flow_state)}
        assert {step.key for step in steps} <= {step.key for step in diagram.steps}
        assert {step.agency_id for step in steps} <= set(dossier.agencies)
        case = catalogue.version(dossier.version_id).case(dossier.case_code)
        known = {component.code for component in case.components}
        assert (
            set(Paper.objects.filter(dossier=dossier).values_list("component", flat=True)) <= known
        )


def test_what_is_sealed_opens_and_owners_are_found_by_their_number(loaded):
    dossier = Dossier.objects.filter(procedure_code="1.004873").first()
    assert len(dossier.secret) == 10
    owner = Person.objects.get(pk=dossier.owner_id)
    assert owner.name == dossier.owner_name
    number = directory.personal_id_of(actor=MACHINE, person_id=owner.id, purpose="kiểm tra")
    assert directory.find_person(actor=MACHINE, personal_id=number).id == owner.id


def test_every_dossier_has_a_day_and_mondays_are_busier_than_sundays(province_with_procedures):
    history = plan.days(1_400_000, catalogue.calendar())
    assert history[-1].first + history[-1].count == 1_400_000
    monday, sunday = (
        sum(day.count for day in history if day.on.weekday() == weekday) for weekday in (0, 6)
    )
    assert monday > 5 * sunday


def test_the_share_on_time_is_near_the_target(loaded):
    found = checking.report(sample=50)
    assert found.dossiers == TOTAL
    assert 0.94 < found.on_time <= 1.0
    assert found.broken == ()
    assert found.violated == ()


def test_a_supplement_stops_the_clock_and_is_answered_later(loaded):
    requests = SupplementRequest.objects.exclude(answered_at=None)
    assert requests
    for request in requests:
        assert request.answered_at - request.requested_at > timedelta(hours=1)
        assert request.requested_at < clock.now()
