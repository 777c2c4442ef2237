"""Whose sheet it is: staff, other firms, mandates, rights that end in the middle."""

import pytest

from motcua.directory import api as directory
from motcua.directory.errors import RightNotGivenError
from motcua.directory.types import FirmRight
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    BatchNotFoundError,
    NotCoveredError,
    NotDeclaredError,
    TooManyBatchesError,
)
from motcua.dossiers.types import BatchState, RowState
from motcua.kit.ids import new_id
from motcua.kit.scope import acting
from tests.directory import test_firms as firms
from tests.dossiers import factories as make, sheets
from tests.dossiers.sheets import leader
from tests.dossiers.test_in_whose_name import DUNG, TAM, employed, mandated

__all__ = ["leader"]
pytestmark = pytest.mark.django_db


def test_staff_who_may_only_draft_send_and_another_says_yes(leader, province_with_procedures):
    drafter = employed(leader, DUNG, FirmRight.DRAFT)
    batch_id = sheets.checked(drafter, [sheets.person(1)])

    with pytest.raises(RightNotGivenError):
        dossiers.confirm_batch(actor=drafter, batch_id=batch_id, declared=True)
    assert sheets.figures(drafter, batch_id) == (1, 0, 0, 0)

    sheets.filed(leader, batch_id)
    (dossier,) = sheets.filed_dossiers()
    assert dossier.submitter_id == leader.person_id


def test_staff_without_any_right_to_draft_send_nothing(leader):
    onlooker = employed(leader, DUNG, FirmRight.SEE_ALL)

    with pytest.raises(RightNotGivenError):
        sheets.uploaded(onlooker, sheets.book([sheets.person(1)]))

    assert dossiers.batches(actor=onlooker) == ()


def test_another_firm_a_colleague_and_oneself_do_not_find_it(leader, desk):
    batch_id = sheets.checked(leader, [sheets.person(1)])
    colleague = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    own = directory.citizen_actor(leader.person_id, leader.level, leader.name)
    firms.registered(
        desk.receptionist,
        code="3901234568",
        name="Công ty Khác",
        representative_number=TAM[1],
        representative_name=make.make_citizen(*TAM).name,
    )
    tam = make.make_citizen(*TAM)
    [principal] = directory.principals(actor=tam)
    other_firm = directory.acting_for(actor=tam, principal_id=principal.id)

    for stranger in (colleague, own, tam, other_firm):
        for act in (
            lambda who: dossiers.batch(actor=who, batch_id=batch_id),
            lambda who: dossiers.batch_leftovers(actor=who, batch_id=batch_id),
            lambda who: dossiers.remove_batch(actor=who, batch_id=batch_id),
            lambda who: dossiers.confirm_batch(actor=who, batch_id=batch_id, declared=True),
            lambda who: dossiers.batch_rows(
                actor=who, batch_id=batch_id, states=(RowState.GOOD,), page=1
            ),
        ):
            with pytest.raises(BatchNotFoundError):
                act(stranger)
        with acting(stranger.scope):
            assert not sheets.BatchRow.objects.filter(batch_id=batch_id).exists()
    assert sheets.figures(leader, batch_id) == (1, 0, 0, 0)


def test_what_a_colleague_has_filed_is_not_filed_again_and_keeps_its_code_to_itself(leader):
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    content = sheets.book([sheets.person(1)])
    sheets.filed(leader, sheets.checked(leader, content))

    batch_id = sheets.checked(clerk, content)

    [row], _more = dossiers.batch_rows(
        actor=clerk, batch_id=batch_id, states=(RowState.SAME,), page=1
    )
    assert (row.code, row.dossier_id) == ("", None)
    assert len(sheets.filed_dossiers()) == 1


def test_a_mandate_for_another_procedure_does_not_cover_it(citizen):
    dung = make.make_citizen(*DUNG)
    acting_dung, _mandate = mandated(citizen, dung, procedures=["1.001193"])

    with pytest.raises(NotCoveredError):
        sheets.uploaded(acting_dung, sheets.book([sheets.person(1)]))

    assert dossiers.batches(actor=acting_dung) == ()


def test_a_right_that_ends_in_the_middle_stops_the_rest(leader, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.actions.file_batch.AT_ONCE", 1)
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    batch_id = sheets.checked(clerk, [sheets.person(1), sheets.person(2), sheets.person(3)])
    dossiers.confirm_batch(actor=clerk, batch_id=batch_id, declared=True)
    from motcua.dossiers.actions import file_batch as filing  # noqa: PLC0415

    filing._file_portion(sheets.stored(batch_id))
    [member] = directory.firm_members(actor=leader)
    directory.remove_member(actor=leader, member_id=member.id)
    sheets.work(batch_id)

    seen = dossiers.batch(actor=leader, batch_id=batch_id)
    assert (seen.state, seen.filed, seen.good) == (BatchState.STOPPED, 1, 2)
    assert "hết hiệu lực" in seen.fault
    sheets.filed(leader, batch_id)
    assert sheets.figures(leader, batch_id) == (0, 0, 0, 3)
    assert len(sheets.filed_dossiers()) == 3


def test_without_the_declaration_nothing_is_filed(citizen):
    batch_id = sheets.checked(citizen, [sheets.person(1)])

    with pytest.raises(NotDeclaredError):
        dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=False)

    assert sheets.stored(batch_id).state == BatchState.CHECKED


def test_sent_twice_by_one_form_is_one_upload_and_three_wait_at_most(citizen):
    content, key = sheets.book([sheets.person(1)]), new_id()

    assert {sheets.uploaded(citizen, content, key=key) for _ in range(2)} == {key}
    sheets.uploaded(citizen, content)
    sheets.uploaded(citizen, content)
    with pytest.raises(TooManyBatchesError):
        sheets.uploaded(citizen, content)

    assert len(dossiers.batches(actor=citizen)) == 3
