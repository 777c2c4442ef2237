import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DossierNotFoundError, FileNotHereError, WrongSecretError
from motcua.dossiers.types import Status
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db


def test_code_and_secret_open_the_timeline_and_nothing_personal(desk, citizen):
    submitted = dossiers.submit(actor=citizen, draft_id=make.draft(citizen))
    dossiers.accept(actor=desk.receptionist, dossier_id=submitted.dossier_id)

    seen = dossiers.track(code=submitted.code.lower(), secret=f" {submitted.secret.lower()} ")

    assert seen.status is Status.IN_PROGRESS
    assert seen.owner_name == "N. T. Bảy"
    assert (seen.sections, seen.papers, seen.notes) == ((), (), ())
    assert [entry.state for entry in seen.timeline][:2] == ["done", "done"]


@pytest.mark.parametrize("secret", ["", "AAAAAAAAAA", "222222222"])
def test_a_wrong_secret_says_nothing_of_the_dossier(citizen, secret):
    submitted = dossiers.submit(actor=citizen, draft_id=make.draft(citizen))

    with pytest.raises(WrongSecretError):
        dossiers.track(code=submitted.code, secret=secret)
    with pytest.raises(WrongSecretError):
        dossiers.track(code="H53.31.61-991231-0001", secret=submitted.secret)


def test_the_applicant_sees_all_of_it_and_others_nothing(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    own = dossiers.dossier(actor=citizen, dossier_id=dossier_id)

    assert own.sections
    assert own.notes == ()
    assert own.may == {"view", "withdraw", "read_messages"}
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=make.another_citizen(), dossier_id=dossier_id)
    assert [row.dossier_id for row in dossiers.my_dossiers(actor=citizen)] == [dossier_id]
    assert dossiers.my_dossiers(actor=make.another_citizen()) == ()


def test_the_date_explains_itself(desk, citizen):
    view = dossiers.dossier(actor=citizen, dossier_id=make.accepted(desk, citizen))

    told = " ".join(reason.vi for reason in view.clock.reasons)
    assert "ngày làm việc" in told
    assert view.clock.due_at == view.clock.first_due_at


def test_a_file_of_another_dossier_is_not_here(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    other = make.another_citizen()
    foreign = make.stored_file(other)

    with pytest.raises(FileNotHereError):
        dossiers.dossier_file(actor=citizen, dossier_id=dossier_id, file_id=foreign.id)


def test_withdrawing_is_the_applicants_own_act(desk, citizen):
    dossier_id = make.accepted(desk, citizen)

    dossiers.withdraw(actor=citizen, dossier_id=dossier_id, reason="Tôi nộp nhầm")

    row = make.stored(dossier_id)
    assert row.state is Status.WITHDRAWN
    assert make.open_step(dossier_id) is None
