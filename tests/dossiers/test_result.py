import pytest

from motcua.documents import api as documents
from motcua.documents.errors import WrongPinError
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    NoResultDraftError,
    ReasonRequiredError,
    SeatRequiredError,
    StepNotFoundError,
)
from motcua.dossiers.types import Status
from motcua.kit.scope import acting
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def sign(desk, *dossier_ids, pin=make.PIN):
    return dossiers.sign_results(actor=desk.leader, dossier_ids=dossier_ids, pin=pin)


def issue(desk, *dossier_ids):
    return dossiers.issue_results(actor=desk.clerk, dossier_ids=dossier_ids)


def test_from_draft_to_the_hand_of_the_person(signing_desk, citizen):
    desk = signing_desk
    dossier_id = make.resolved(desk, citizen)
    assert make.stored(dossier_id).state is Status.RESOLVED

    dossiers.hand_over(actor=desk.receptionist, dossier_id=dossier_id, received_by=citizen.name)

    row = make.stored(dossier_id)
    assert row.state is Status.RESULT_RETURNED
    assert row.returned_at >= row.ended_at
    result = dossiers.dossier(actor=citizen, dossier_id=dossier_id).result
    assert (result.state, result.signer_name) == ("issued", desk.leader.name)
    _, media_type, content = dossiers.dossier_file(
        actor=citizen, dossier_id=dossier_id, file_id=result.file_id
    )
    assert media_type == "application/pdf"
    assert documents.verify_file(content).ok
    with acting(citizen.scope):
        assert [d.id for d in documents.archive_of(citizen)] == [result.document_id]


def test_many_are_signed_and_each_has_its_own_answer(signing_desk, citizen):
    desk = signing_desk
    first, second = make.proposed(desk, citizen), make.proposed(desk, citizen)
    not_ready = make.accepted(desk, citizen)

    outcomes = sign(desk, first, not_ready, second)

    assert [outcome.ok for outcome in outcomes] == [True, False, True]
    assert make.open_step(first).kind == "number"
    assert make.open_step(not_ready).kind == "draft"


def test_a_wrong_pin_signs_nothing(signing_desk, citizen):
    dossier_id = make.proposed(signing_desk, citizen)

    with pytest.raises(WrongPinError):
        sign(signing_desk, dossier_id, pin="000000")

    assert make.open_step(dossier_id).kind == "sign"


def test_a_wrong_pin_for_many_is_one_wrong_try(signing_desk, citizen):
    waiting = [make.proposed(signing_desk, citizen) for _ in range(3)]

    with pytest.raises(WrongPinError, match="2 lần"):
        sign(signing_desk, *waiting, pin="000000")

    assert all(outcome.ok for outcome in sign(signing_desk, *waiting))


def test_signing_or_numbering_again_changes_nothing(signing_desk, citizen):
    desk = signing_desk
    dossier_id = make.resolved(desk, citizen)
    number = dossiers.dossier(actor=desk.clerk, dossier_id=dossier_id).result.number

    assert not sign(desk, dossier_id)[0].ok
    assert not issue(desk, dossier_id)[0].ok

    assert dossiers.dossier(actor=desk.clerk, dossier_id=dossier_id).result.number == number


def test_an_answer_lost_between_signature_and_step_is_made_good(signing_desk, citizen):
    desk = signing_desk
    dossier_id = make.proposed(desk, citizen)
    document_id = make.stored(dossier_id).result_document_id
    documents.sign(actor=desk.leader, document_id=document_id, pin=make.PIN)

    (outcome,) = sign(desk, dossier_id)

    assert outcome.ok
    assert make.open_step(dossier_id).kind == "number"


def test_numbers_follow_one_another_without_gap(signing_desk, citizen):
    desk = signing_desk
    numbers = [
        dossiers.dossier(actor=desk.clerk, dossier_id=make.resolved(desk, citizen)).result.number
        for _ in range(2)
    ]

    assert [number.split("/")[0] for number in numbers] == ["01", "02"]


def test_returned_with_the_reason_it_can_be_drafted_again(desk, citizen):
    dossier_id = make.proposed(desk, citizen)

    with pytest.raises(ReasonRequiredError):
        dossiers.return_result(actor=desk.leader, dossier_id=dossier_id, reason="")
    dossiers.return_result(actor=desk.leader, dossier_id=dossier_id, reason="Sai ngày sinh")

    assert make.open_step(dossier_id).kind == "draft"
    dossiers.draft_result(actor=desk.specialist, dossier_id=dossier_id, data={})
    notes = dossiers.dossier(actor=desk.specialist, dossier_id=dossier_id).notes
    assert "Sai ngày sinh" in [note.text for note in notes]


def test_nothing_is_proposed_without_a_draft(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    with pytest.raises(NoResultDraftError):
        dossiers.propose_result(actor=desk.specialist, dossier_id=dossier_id)


def test_the_applicant_sees_no_draft(desk, citizen):
    dossier_id = make.proposed(desk, citizen)

    assert dossiers.dossier(actor=citizen, dossier_id=dossier_id).result is None
    assert dossiers.dossier(actor=desk.leader, dossier_id=dossier_id).result.state == "proposed"


@pytest.mark.parametrize("who", ["specialist", "receptionist", "clerk", "head"])
def test_only_a_leader_signs_or_returns(desk, citizen, who):
    dossier_id = make.proposed(desk, citizen)
    actor = getattr(desk, who)

    (outcome,) = dossiers.sign_results(actor=actor, dossier_ids=[dossier_id], pin=make.PIN)
    assert not outcome.ok
    with pytest.raises(SeatRequiredError):
        dossiers.return_result(actor=actor, dossier_id=dossier_id, reason="x")
    assert make.open_step(dossier_id).kind == "sign"


def test_handing_over_needs_a_result_and_a_name(signing_desk, citizen):
    desk = signing_desk
    early = make.accepted(desk, citizen)
    with pytest.raises(StepNotFoundError):
        dossiers.hand_over(actor=desk.receptionist, dossier_id=early, received_by="Bảy")

    ready = make.resolved(desk, citizen)
    with pytest.raises(ReasonRequiredError):
        dossiers.hand_over(actor=desk.receptionist, dossier_id=ready, received_by=" ")
    assert make.stored(ready).state is Status.RESOLVED
