"""One request lists everything; a further one needs a reason and the head, and is counted."""

from datetime import date, timedelta

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    DossierNotFoundError,
    FurtherDecidedError,
    FurtherWaitingError,
    NothingMissingError,
    ReasonRequiredError,
    SeatRequiredError,
    SupplementAllowedError,
)
from motcua.dossiers.models import FurtherRequest, Turn
from motcua.dossiers.rules import is_breach
from motcua.dossiers.types import Status, SupplementItem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make
from tests.dossiers.test_supplement import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(desk, citizen):
    """A dossier whose one lawful request was sent and answered."""
    dossier_id = make.awaiting_supplement(desk, citizen)
    answer(citizen, dossier_id)
    return dossier_id


def items(dossier_id):
    return [SupplementItem("paper", make.some_component(dossier_id), "Chụp lại lần nữa")]


def propose(actor, dossier_id, **changed):
    asked = {"items": items(dossier_id), "reason": "Vẫn mờ", "why_again": "Bản mới thiếu mặt sau"}
    return dossiers.propose_further_supplement(
        actor=actor, dossier_id=dossier_id, **{**asked, **changed}
    )


def last_facts(dossier_id):
    with acting(SYSTEM):
        return Turn.objects.filter(dossier_id=dossier_id).order_by("-seq").first().facts


def test_the_citizen_sees_nothing_before_the_head_approves(desk, citizen, answered):
    before = make.stored(answered)

    propose(desk.specialist, answered)

    after = make.stored(answered)
    assert (after.state, after.last_seq, after.due_at) == (
        before.state,
        before.last_seq,
        before.due_at,
    )
    seen = dossiers.dossier(actor=citizen, dossier_id=answered)
    assert (seen.further, seen.open_supplement, len(seen.supplements)) == ((), None, 1)
    with acting(citizen.scope):
        assert not FurtherRequest.objects.exists()


def test_an_approved_one_goes_out_as_a_breach_and_is_counted(desk, citizen, answered):
    today = clock.today()
    further_id = propose(desk.specialist, answered)
    assert dossiers.breaches(actor=desk.head, since=today, until=today) == 0

    dossiers.approve_further_supplement(actor=desk.head, further_id=further_id)

    row = make.stored(answered)
    assert (row.state, row.supplements) == (Status.SUPPLEMENT_REQUESTED, 2)
    assert last_facts(answered)["breach"] is True
    assert dossiers.breaches(actor=desk.head, since=today, until=today) == 1
    assert (
        dossiers.breaches(
            actor=desk.head, since=today + timedelta(1), until=date.max - timedelta(1)
        )
        == 0
    )
    shown = dossiers.dossier(actor=citizen, dossier_id=answered).open_supplement
    assert (shown.breach, shown.reason) == (True, "Vẫn mờ")


def test_the_same_item_asked_twice_is_a_fact_of_the_turn(desk, answered):
    component = make.some_component(answered)
    further_id = propose(desk.specialist, answered)

    dossiers.approve_further_supplement(actor=desk.head, further_id=further_id)

    assert last_facts(answered)["asked_before"] == [f"paper:{component}"]
    view = dossiers.dossier(actor=desk.head, dossier_id=answered)
    assert view.open_supplement.asked_before == (f"paper:{component}",)


def test_a_returned_one_changes_nothing_and_says_why(desk, answered):
    before = make.stored(answered).last_seq
    further_id = propose(desk.specialist, answered)

    dossiers.return_further_supplement(
        actor=desk.head, further_id=further_id, note="Giải quyết luôn"
    )

    assert make.stored(answered).last_seq == before
    [shown] = dossiers.dossier(actor=desk.specialist, dossier_id=answered).further
    assert (shown.decision, shown.note) == ("returned", "Giải quyết luôn")
    with pytest.raises(FurtherDecidedError):
        dossiers.approve_further_supplement(actor=desk.head, further_id=further_id)
    assert make.stored(answered).supplements == 1


def test_what_is_incomplete_or_too_early_is_refused_and_nothing_is_kept(desk, citizen, answered):
    with pytest.raises(ReasonRequiredError):
        propose(desk.specialist, answered, why_again=" ")
    with pytest.raises(NothingMissingError):
        propose(desk.specialist, answered, items=[])
    fresh = make.accepted(desk, citizen)
    with pytest.raises(SupplementAllowedError):
        propose(desk.specialist, fresh)
    with acting(SYSTEM):
        assert not FurtherRequest.objects.exists()
    propose(desk.specialist, answered)
    with pytest.raises(FurtherWaitingError):
        propose(desk.specialist, answered)
    with acting(SYSTEM):
        assert FurtherRequest.objects.count() == 1


@pytest.mark.parametrize("who", ["receptionist", "clerk", "specialist"])
def test_only_head_or_leader_decides(desk, answered, who):
    further_id = propose(desk.specialist, answered)

    with pytest.raises(SeatRequiredError):
        dossiers.approve_further_supplement(actor=getattr(desk, who), further_id=further_id)

    assert make.stored(answered).supplements == 1


def test_another_agency_neither_sees_nor_decides(desk, answered):
    further_id = propose(desk.specialist, answered)
    elsewhere = make.Desk(agency="H53.31.28")

    with pytest.raises(DossierNotFoundError):
        dossiers.approve_further_supplement(actor=elsewhere.head, further_id=further_id)

    assert dossiers.further_requests(actor=elsewhere.head) == ()
    assert make.stored(answered).supplements == 1


@pytest.mark.parametrize(
    ("received", "before", "breach"),
    [
        (date(2025, 6, 30), 1, False),
        (date(2025, 6, 30), 2, True),
        (date(2025, 7, 1), 0, False),
        (date(2025, 7, 1), 1, True),
    ],
)
def test_which_law_counts(received, before, breach):
    assert is_breach(received, before) is breach
