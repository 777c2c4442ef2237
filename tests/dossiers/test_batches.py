"""Many dossiers from one Excel file: the good part is filed once, the bad part says what to do."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.dossiers import api as dossiers
from motcua.dossiers.actions import check_batch, file_batch
from motcua.dossiers.batches.layout import OWN_NUMBER
from motcua.dossiers.batches.rows import cells_of
from motcua.dossiers.errors import (
    BatchNotFoundError,
    BatchNotReadyError,
)
from motcua.dossiers.events import BatchConfirmed, BatchFiled, BatchUploaded, DossierSubmitted
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import clock, files
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from motcua.payments import api as payments
from tests.dossiers import factories as make, sheets
from tests.dossiers.sheets import leader

__all__ = ["leader"]
pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ the whole way


def test_good_rows_become_dossiers_and_bad_ones_say_what_to_do(leader):
    wrong = sheets.person(2, so_dinh_danh="123", ngay_sinh="31/02/1990")
    batch_id = sheets.checked(leader, [sheets.person(1), wrong, sheets.person(3)])

    assert sheets.figures(leader, batch_id) == (2, 1, 0, 0)
    told = dict(sheets.faults(leader, batch_id)[5])
    assert "12 chữ số" in told["Số định danh cá nhân"]
    assert "một ngày có thật" in told["Ngày sinh"]  # not as if the cell were empty
    assert sheets.filed_dossiers() == []

    sheets.filed(leader, batch_id)

    assert sheets.figures(leader, batch_id) == (0, 1, 0, 2)
    first, second = sheets.filed_dossiers()
    assert {first.owner_id, second.owner_id} == {leader.principal.id}
    assert {turn.facts["row"] for turn in sheets.submitted_turns()} == {4, 6}
    assert dossiers.batch(actor=leader, batch_id=batch_id).state is BatchState.DONE


def test_a_dossier_of_a_row_is_the_one_that_would_be_entered_by_hand(leader):
    by_hand = make.stored(make.submitted(leader))
    batch_id = sheets.checked(leader, [sheets.person("")])
    sheets.filed(leader, batch_id)

    (of_row,) = [one for one in sheets.filed_dossiers() if one.id != by_hand.id]
    same = (
        "procedure_code",
        "case_code",
        "agency_id",
        "received_by_unit_id",
        "owner_id",
        "channel",
    )
    assert [getattr(of_row, name) for name in same] == [getattr(by_hand, name) for name in same]
    assert (of_row.submitter_id, of_row.status) == (by_hand.submitter_id, by_hand.status)
    seen = [dossiers.dossier(actor=leader, dossier_id=d.id) for d in (by_hand, of_row)]
    assert seen[0].sections == seen[1].sections


def test_the_same_file_again_files_nothing_and_names_the_codes(leader):
    content = sheets.book([sheets.person(1), sheets.person(2)])
    sheets.filed(leader, sheets.checked(leader, content))

    again = sheets.checked(leader, content)

    assert sheets.figures(leader, again) == (0, 0, 2, 0)
    rows, _more = dossiers.batch_rows(actor=leader, batch_id=again, states=(RowState.SAME,), page=1)
    assert [row.code for row in rows] == [one.code for one in sheets.filed_dossiers()]
    with pytest.raises(BatchNotReadyError):
        dossiers.confirm_batch(actor=leader, batch_id=again, declared=True)
    assert len(sheets.filed_dossiers()) == 2


def test_the_job_again_and_the_button_again_double_nothing(leader):
    batch_id = sheets.checked(leader, [sheets.person(1), sheets.person(2)])
    sheets.read(batch_id)
    dossiers.confirm_batch(actor=leader, batch_id=batch_id, declared=True)
    dossiers.confirm_batch(actor=leader, batch_id=batch_id, declared=True)
    sheets.work(batch_id)
    sheets.work(batch_id)

    assert len(sheets.filed_dossiers()) == 2
    assert sheets.figures(leader, batch_id) == (0, 0, 0, 2)


def test_after_some_portions_others_get_in_and_the_rest_goes_on(citizen, monkeypatch):
    for module in (check_batch, file_batch):
        monkeypatch.setattr(module, "AT_ONCE", 1)
        monkeypatch.setattr(module, "PORTIONS_AT_A_TIME", 2)
    batch_id = sheets.uploaded(citizen, sheets.book([sheets.person(n) for n in range(5)]))

    check_batch.check_batch(BatchUploaded(batch_id=batch_id))
    assert (sheets.rows_left(batch_id), sheets.stored(batch_id).state) == (2, BatchState.CHECKING)
    sheets.read(batch_id)
    dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=True)
    file_batch.file_batch(BatchConfirmed(batch_id=batch_id))
    assert sheets.figures(citizen, batch_id) == (3, 0, 0, 2)
    sheets.work(batch_id)

    assert sheets.figures(citizen, batch_id) == (0, 0, 0, 5)


def test_twins_in_one_file_are_one_dossier_unless_they_have_their_own_numbers(leader):
    batch_id = sheets.checked(leader, [sheets.person(1), sheets.person(1), sheets.person(2)])

    assert sheets.figures(leader, batch_id) == (2, 1, 0, 0)
    assert "giống hệt dòng 4" in sheets.faults(leader, batch_id)[5][0][1]


def test_the_bad_rows_come_back_as_a_file_that_can_be_corrected_and_sent(leader):
    wrong = sheets.person(7, so_dinh_danh="123")
    batch_id = sheets.checked(leader, [sheets.person(1), wrong])
    sheets.filed(leader, batch_id)

    opened = load_workbook(io.BytesIO(dossiers.batch_leftovers(actor=leader, batch_id=batch_id)))
    sheet = opened.worksheets[0]
    assert "12 chữ số" in sheet.cell(4, 1).value
    assert sheet.max_row == 4
    number = sheets.column_of(sheet, "Số định danh cá nhân")
    assert sheet.cell(4, number).value == "123"
    sheet.cell(4, number).value = sheets.person(7)["so_dinh_danh"]
    out = io.BytesIO()
    opened.save(out)
    corrected = sheets.checked(leader, out.getvalue())

    assert sheets.figures(leader, corrected) == (1, 0, 0, 0)
    sheets.filed(leader, corrected)
    assert len(sheets.filed_dossiers()) == 2


def test_one_notice_for_the_whole_file(leader):
    batch_id = sheets.checked(leader, [sheets.person(1), sheets.person(2)])
    sheets.filed(leader, batch_id)
    for turn in sheets.submitted_turns():
        dossiers.tell_owner(DossierSubmitted(dossier_id=turn.dossier_id, turn_id=turn.id))
    dossiers.tell_of_batch(BatchFiled(batch_id=batch_id))
    dossiers.tell_of_batch(BatchFiled(batch_id=batch_id))

    own = directory.citizen_actor(leader.person_id, leader.level, leader.name)
    (notice,) = notifications.inbox(own)
    assert notice.title == "Đã nộp 2 hồ sơ từ tệp Excel"
    assert f"/lam-thay/{leader.principal.id}/?next=/nhieu-ho-so/{batch_id}/" in notice.link


def test_each_act_is_in_the_record(leader):
    batch_id = sheets.checked(leader, [sheets.person(1)])
    sheets.filed(leader, batch_id)

    with acting(SYSTEM):
        verbs = [e.verb for e in Entry.objects.filter(object_type="batch").order_by("pk")]
    assert verbs == ["dossier.batch_uploaded", "dossier.batch_confirmed", "dossier.batch_filed"]


def test_the_sum_due_is_that_of_the_orders_on_acceptance(leader, desk):
    procedure = "2.000635"
    rows = [sheets.person(n, procedure) for n in (1, 2)]
    batch_id = sheets.checked(leader, sheets.book(rows, procedure), procedure=procedure)
    expected = dossiers.batch(actor=leader, batch_id=batch_id)

    sheets.filed(leader, batch_id)
    for dossier in sheets.filed_dossiers():
        dossiers.accept(actor=desk.receptionist, dossier_id=dossier.id)

    with acting(SYSTEM):
        orders = [payments.order_of(dossier.id) for dossier in sheets.filed_dossiers()]
    assert [order.payer_id for order in orders] == [leader.person_id] * 2
    assert expected.due == sum(order.total for order in orders) > 0
    assert dossiers.batch(actor=leader, batch_id=batch_id).due == expected.due


# ------------------------------------------------------------------ what is left of it


def test_taken_back_all_of_it_is_gone(citizen):
    batch_id = sheets.checked(citizen, [sheets.person(1)])
    book_id = sheets.stored(batch_id).book_id

    dossiers.remove_batch(actor=citizen, batch_id=batch_id)

    assert (sheets.rows_left(batch_id), files._path(book_id).exists()) == (0, False)
    assert dossiers.batches(actor=citizen) == ()
    sheets.work(batch_id)
    assert sheets.filed_dossiers() == []


def test_after_thirty_days_only_the_dossiers_are_left(citizen):
    wrong = sheets.person(2, so_dinh_danh="1")
    batch_id = sheets.checked(citizen, [sheets.person(1), wrong])
    sheets.filed(citizen, batch_id)
    with acting(SYSTEM):
        sheets.Batch.objects.update(expires_at=clock.now() - timedelta(days=1))

    assert dossiers.forget_batches() == 1
    assert dossiers.forget_batches() == 0

    assert sheets.rows_left(batch_id) == 1
    assert len(sheets.filed_dossiers()) == 1


def test_what_a_row_said_is_sealed_and_gone_once_it_is_a_dossier(citizen):
    batch_id = sheets.checked(citizen, [sheets.person(1)])
    with acting(SYSTEM):
        row = sheets.BatchRow.objects.get(batch_id=batch_id)
    assert sheets.person(1)["ho_ten"].encode() not in bytes(row.cells_sealed)

    sheets.filed(citizen, batch_id)

    with acting(SYSTEM):
        row = sheets.BatchRow.objects.get(batch_id=batch_id)
    assert cells_of(row) == {OWN_NUMBER: "1"}


def test_nobody_has_a_batch_that_does_not_exist(citizen):
    with pytest.raises(BatchNotFoundError):
        dossiers.batch(actor=citizen, batch_id=uuid4())
