"""Many dossiers from one Excel file: the good part is filed once, the bad part says what to do."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.errors import RightNotGivenError
from motcua.directory.types import FirmRight
from motcua.documents.errors import FileMissingError
from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.batches.layout import OWN_NUMBER
from motcua.dossiers.batches.rows import cells_of
from motcua.dossiers.errors import (
    BatchNotFoundError,
    BatchNotReadyError,
    NotCoveredError,
    NotDeclaredError,
    TooManyBatchesError,
)
from motcua.dossiers.events import BatchFiled, DossierSubmitted
from motcua.dossiers.models import Dossier, Paper, Turn
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import clock, files
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from tests.directory import test_firms as firms
from tests.dossiers import factories as make, sheets
from tests.dossiers.test_in_whose_name import DUNG, TAM, employed, mandated

pytestmark = pytest.mark.django_db


def person(number, **changed):
    return sheets.person(number, **changed)


def filed_dossiers():
    with acting(SYSTEM):
        return list(Dossier.objects.order_by("code"))


def submitted_turns():
    with acting(SYSTEM):
        return list(Turn.objects.filter(kind="submitted"))


@pytest.fixture
def leader(citizen, desk):
    firm_id = firms.registered(desk.receptionist)
    return directory.acting_for(actor=citizen, principal_id=firm_id)


# ------------------------------------------------------------------ the whole way


def test_good_rows_become_dossiers_and_bad_ones_say_what_to_do(leader):
    wrong = person(2, so_dinh_danh="123", ngay_sinh="31/02/1990")
    batch_id = sheets.checked(leader, [person(1), wrong, person(3)])

    assert sheets.figures(leader, batch_id) == (2, 1, 0, 0)
    told = dict(sheets.faults(leader, batch_id)[5])
    assert "12 chữ số" in told["Số định danh cá nhân"]
    assert filed_dossiers() == []

    sheets.filed(leader, batch_id)

    assert sheets.figures(leader, batch_id) == (0, 1, 0, 2)
    first, second = filed_dossiers()
    assert {first.owner_id, second.owner_id} == {leader.principal.id}
    assert {turn.facts["row"] for turn in submitted_turns()} == {4, 6}
    assert dossiers.batch(actor=leader, batch_id=batch_id).state is BatchState.DONE


def test_a_dossier_of_a_row_is_the_one_that_would_be_entered_by_hand(leader):
    by_hand = make.stored(make.submitted(leader))
    batch_id = sheets.checked(leader, [person("")])
    sheets.filed(leader, batch_id)

    (of_row,) = [one for one in filed_dossiers() if one.id != by_hand.id]
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
    content = sheets.book([person(1), person(2)])
    sheets.filed(leader, sheets.checked(leader, content))

    again = sheets.checked(leader, content)

    assert sheets.figures(leader, again) == (0, 0, 2, 0)
    rows, _more = dossiers.batch_rows(actor=leader, batch_id=again, states=(RowState.SAME,), page=1)
    assert [row.code for row in rows] == [one.code for one in filed_dossiers()]
    with pytest.raises(BatchNotReadyError):
        dossiers.confirm_batch(actor=leader, batch_id=again, declared=True)
    assert len(filed_dossiers()) == 2


def test_the_job_again_and_the_button_again_double_nothing(leader):
    batch_id = sheets.checked(leader, [person(1), person(2)])
    sheets.read(batch_id)
    dossiers.confirm_batch(actor=leader, batch_id=batch_id, declared=True)
    dossiers.confirm_batch(actor=leader, batch_id=batch_id, declared=True)
    sheets.work(batch_id)
    sheets.work(batch_id)

    assert len(filed_dossiers()) == 2
    assert sheets.figures(leader, batch_id) == (0, 0, 0, 2)


def test_twins_in_one_file_are_one_dossier_unless_they_have_their_own_numbers(leader):
    batch_id = sheets.checked(leader, [person(1), person(1), person(2)])

    assert sheets.figures(leader, batch_id) == (2, 1, 0, 0)
    assert "giống hệt dòng 4" in sheets.faults(leader, batch_id)[5][0][1]


def test_the_bad_rows_come_back_as_a_file_that_can_be_corrected_and_sent(leader):
    wrong = person(7, so_dinh_danh="123")
    batch_id = sheets.checked(leader, [person(1), wrong])
    sheets.filed(leader, batch_id)

    opened = load_workbook(io.BytesIO(dossiers.batch_leftovers(actor=leader, batch_id=batch_id)))
    sheet = opened.worksheets[0]
    assert "12 chữ số" in sheet.cell(4, 1).value
    assert sheet.max_row == 4
    number = sheets.column_of(sheet, "Số định danh cá nhân")
    assert sheet.cell(4, number).value == "123"
    sheet.cell(4, number).value = person(7)["so_dinh_danh"]
    out = io.BytesIO()
    opened.save(out)
    corrected = sheets.checked(leader, out.getvalue())

    assert sheets.figures(leader, corrected) == (1, 0, 0, 0)
    sheets.filed(leader, corrected)
    assert len(filed_dossiers()) == 2


def test_one_notice_for_the_whole_file(leader):
    batch_id = sheets.checked(leader, [person(1), person(2)])
    sheets.filed(leader, batch_id)
    for turn in submitted_turns():
        dossiers.tell_owner(DossierSubmitted(dossier_id=turn.dossier_id, turn_id=turn.id))
    dossiers.tell_of_batch(BatchFiled(batch_id=batch_id))
    dossiers.tell_of_batch(BatchFiled(batch_id=batch_id))

    own = directory.citizen_actor(leader.person_id, leader.level, leader.name)
    (notice,) = notifications.inbox(own)
    assert notice.title == "Đã nộp 2 hồ sơ từ tệp Excel"
    assert f"/lam-thay/{leader.principal.id}/?next=/nhieu-ho-so/{batch_id}/" in notice.link


def test_each_act_is_in_the_record(leader):
    batch_id = sheets.checked(leader, [person(1)])
    sheets.filed(leader, batch_id)

    with acting(SYSTEM):
        verbs = [e.verb for e in Entry.objects.filter(object_type="batch").order_by("pk")]
    assert verbs == ["dossier.batch_uploaded", "dossier.batch_confirmed", "dossier.batch_filed"]


def test_the_sum_due_is_that_of_the_orders_to_come(leader):
    procedure = "2.000635"
    rows = [sheets.person(n, procedure) for n in (1, 2)]
    batch_id = sheets.checked(leader, sheets.book(rows, procedure), procedure=procedure)

    seen = dossiers.batch(actor=leader, batch_id=batch_id)

    copies = sum(
        row["so_ban"]
        for row in make.sample_answers(sheets.catalogue.procedure(procedure))["trich_luc"]
    )
    assert (seen.due, seen.due_unknown) == (2 * copies * 8000, 0)


# ------------------------------------------------------------------ papers


def authorised(number, **changed):
    version = sheets.catalogue.procedure(make.MARITAL)
    asks = next(
        n
        for n, p in enumerate(sheets.catalogue.form(version.id).sample_people)
        if p["answers"].get("cho_ai") == "nguoi_khac"
    )
    return {
        **sheets.typed(make.sample_answers(version, asks)),
        OWN_NUMBER: str(number),
        "da_cap_truoc": "Không",
        **changed,
    }


def wanted_papers():
    version = sheets.catalogue.procedure(make.MARITAL)
    return [c for c in version.cases[0].components if c.mode == "submit" and c.required]


def test_a_paper_for_all_rows_is_one_file_that_each_dossier_refers_to(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    paper = make.stored_file(leader)
    rows = [authorised(1), authorised(2), person(3)]
    lacking = sheets.checked(leader, rows)
    batch_id = sheets.checked(leader, rows, papers={code: [paper.id]})

    assert "Thiếu giấy tờ" in sheets.faults(leader, lacking)[4][0][1]
    assert sheets.figures(leader, batch_id)[:2] == (3, 0)
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        given = list(Paper.objects.filter(component=code))
    assert [row.file_ids for row in given] == [[paper.id], [paper.id]]


def test_a_row_names_its_own_paper_inside_the_zip(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    column = f"giay.{code}"
    scan = make.scanned_page("Văn bản ủy quyền")
    archive = sheets.zipped(An__pdf=scan, xau__pdf=b"%PDF-1.4 broken")
    rows = [
        authorised(1, **{column: "an.pdf"}),
        authorised(2, **{column: "khong-co.pdf"}),
        authorised(3, **{column: "xau.pdf"}),
        authorised(4),
    ]
    batch_id = sheets.checked(leader, rows, archive=archive)

    told = {row: faults[0][1] for row, faults in sheets.faults(leader, batch_id).items()}
    assert sheets.figures(leader, batch_id)[:2] == (1, 3)
    assert "Không thấy tệp «khong-co.pdf» trong ZIP" in told[5]
    assert "xau.pdf" in told[6]
    assert "Thiếu giấy tờ" in told[7]
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        assert Paper.objects.filter(component=code).count() == 1


def test_what_was_filed_of_a_shared_paper_goes_with_the_last_dossier(leader):
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    paper = make.stored_file(leader)
    batch_id = sheets.checked(leader, [authorised(1), authorised(2)], papers={code: [paper.id]})
    sheets.filed(leader, batch_id)
    first, second = filed_dossiers()

    def purge(dossier):
        with acting(SYSTEM):
            Dossier.objects.filter(pk=dossier.id).update(
                keep_until=clock.today() - timedelta(days=1)
            )
        dossiers.purge_expired()
        with acting(SYSTEM):
            return StoredFile.objects.get(pk=paper.id).erased_at

    assert purge(first) is None
    assert purge(second) is not None


# ------------------------------------------------------------------ whose


def test_staff_who_may_only_draft_send_and_another_says_yes(leader, province_with_procedures):
    drafter = employed(leader, DUNG, FirmRight.DRAFT)
    batch_id = sheets.checked(drafter, [person(1)])

    with pytest.raises(RightNotGivenError):
        dossiers.confirm_batch(actor=drafter, batch_id=batch_id, declared=True)
    assert sheets.figures(drafter, batch_id) == (1, 0, 0, 0)

    sheets.filed(leader, batch_id)
    (dossier,) = filed_dossiers()
    assert dossier.submitter_id == leader.person_id


def test_staff_without_any_right_to_draft_send_nothing(leader):
    onlooker = employed(leader, DUNG, FirmRight.SEE_ALL)

    with pytest.raises(RightNotGivenError):
        sheets.uploaded(onlooker, sheets.book([person(1)]))

    assert dossiers.batches(actor=onlooker) == ()


def test_another_firm_a_colleague_and_oneself_do_not_find_it(leader, desk):
    batch_id = sheets.checked(leader, [person(1)])
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


def test_a_mandate_for_another_procedure_does_not_cover_it(citizen):
    dung = make.make_citizen(*DUNG)
    acting_dung, _mandate = mandated(citizen, dung, procedures=["1.001193"])

    with pytest.raises(NotCoveredError):
        sheets.uploaded(acting_dung, sheets.book([person(1)]))

    assert dossiers.batches(actor=acting_dung) == ()


def test_a_right_that_ends_in_the_middle_stops_the_rest(leader, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.actions.file_batch.AT_ONCE", 1)
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    batch_id = sheets.checked(clerk, [person(1), person(2), person(3)])
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
    assert len(filed_dossiers()) == 3


def test_without_the_declaration_nothing_is_filed(citizen):
    batch_id = sheets.checked(citizen, [person(1)])

    with pytest.raises(NotDeclaredError):
        dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=False)

    assert sheets.stored(batch_id).state == BatchState.CHECKED


def test_sent_twice_by_one_form_is_one_upload_and_three_wait_at_most(citizen):
    content, key = sheets.book([person(1)]), new_id()

    assert {sheets.uploaded(citizen, content, key=key) for _ in range(2)} == {key}
    sheets.uploaded(citizen, content)
    sheets.uploaded(citizen, content)
    with pytest.raises(TooManyBatchesError):
        sheets.uploaded(citizen, content)

    assert len(dossiers.batches(actor=citizen)) == 3


def test_a_paper_that_is_not_ones_own_cannot_be_shared_with_an_agency(leader):
    stranger = make.another_citizen()
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}

    with pytest.raises(FileMissingError):
        sheets.uploaded(
            leader,
            sheets.book([person(1)]),
            papers={code: [make.stored_file(stranger).id]},
        )

    assert dossiers.batches(actor=leader) == ()


# ------------------------------------------------------------------ what is left of it


def test_taken_back_all_of_it_is_gone(citizen):
    batch_id = sheets.checked(citizen, [person(1)])
    book_id = sheets.stored(batch_id).book_id

    dossiers.remove_batch(actor=citizen, batch_id=batch_id)

    assert (sheets.rows_left(batch_id), files._path(book_id).exists()) == (0, False)
    assert dossiers.batches(actor=citizen) == ()
    sheets.work(batch_id)
    assert filed_dossiers() == []


def test_after_thirty_days_only_the_dossiers_are_left(citizen):
    wrong = person(2, so_dinh_danh="1")
    batch_id = sheets.checked(citizen, [person(1), wrong])
    sheets.filed(citizen, batch_id)
    with acting(SYSTEM):
        sheets.Batch.objects.update(expires_at=clock.now() - timedelta(days=1))

    assert dossiers.forget_batches() == 1
    assert dossiers.forget_batches() == 0

    assert sheets.rows_left(batch_id) == 1
    assert len(filed_dossiers()) == 1


def test_what_a_row_said_is_sealed_and_gone_once_it_is_a_dossier(citizen):
    batch_id = sheets.checked(citizen, [person(1)])
    with acting(SYSTEM):
        row = sheets.BatchRow.objects.get(batch_id=batch_id)
    assert person(1)["ho_ten"].encode() not in bytes(row.cells_sealed)

    sheets.filed(citizen, batch_id)

    with acting(SYSTEM):
        row = sheets.BatchRow.objects.get(batch_id=batch_id)
    assert cells_of(row) == {OWN_NUMBER: "1"}


def test_nobody_has_a_batch_that_does_not_exist(citizen):
    with pytest.raises(BatchNotFoundError):
        dossiers.batch(actor=citizen, batch_id=uuid4())
