"""Dossiers of another system from the screen: sent, mapped, tried, looked at, and landed after a yes."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from motcua.demo.pages import scanned_page
from motcua.dossiers import api as dossiers
from motcua.dossiers.legacy import errors
from motcua.dossiers.models import LegacyBatch, LegacyUpload, Paper
from motcua.dossiers.types import TableFormat
from motcua.dossiers.types.legacy_uploads import Said, UploadState
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import legacy_files as files, legacy_uploads as uploads
from tests.dossiers.legacy_attached import ANSWERS, DIVORCE, PAPERS, answer
from tests.dossiers.legacy_uploads import administrator, kept_files, there

__all__ = ["administrator"]

pytestmark = pytest.mark.django_db
UNKNOWN = {"ma_don_vi": "LA-9", "ten_don_vi": "UBND xã Truông Mít", "trang_thai": "Đã trả cho dân"}


# ------------------------------------------------------------------ from sending to landing


def test_from_sending_to_landing(administrator, settings):
    good, other, bad = files.numbered(3)
    rows = [good, {**other, **UNKNOWN}, {**bad, "ngay_tra": ""}]
    upload_id = uploads.sent(administrator, rows)
    assert uploads.view(administrator, upload_id).state is UploadState.WAITING
    assert not any(b"Nguy" in path.read_bytes() for path in kept_files(settings))

    uploads.dossiers.read_legacy(uploads.LegacyUploaded(upload_id=upload_id))
    seen = uploads.view(administrator, upload_id)
    assert (seen.state, seen.total, seen.open_codes) == (UploadState.MAPPING, 3, 2)
    assert {(c.kind, c.open_codes, c.open_rows) for c in seen.counts if c.open_codes} == {
        ("unit", 1, 1), ("status", 1, 1),
    }  # fmt: skip
    first = uploads.codes(administrator, upload_id, "unit")["LA-9"]
    assert ("H53.31.61", "UBND xã Truông Mít") in first.perhaps
    assert first.ours == ""

    uploads.try_it(administrator, upload_id)
    seen = uploads.view(administrator, upload_id)
    assert seen.state is UploadState.TRIED
    assert (seen.trial.landed, seen.trial.refused, there()) == (1, 2, 0)
    assert [(one.row, one.field) for one in seen.trial.first] == [
        (3, "ma_don_vi"), (3, "trang_thai"), (4, "ngay_tra"),
    ]  # fmt: skip

    faults = uploads.say(
        administrator, upload_id, "unit", **{"LA-9": "H53.31.61 UBND xã Truông Mít"}
    )
    assert faults == {}
    assert uploads.view(administrator, upload_id).trial is None  # what it had found is old
    uploads.say(administrator, upload_id, "status", **{"Đã trả cho dân": "result_returned"})
    uploads.try_it(administrator, upload_id)
    seen = uploads.landed(administrator, upload_id)

    assert (seen.state, seen.trial.landed, seen.trial.refused) == (UploadState.DONE, 2, 1)
    assert uploads.told_of_ends(administrator)[0] == (
        "Đã nhập xong hồ sơ cũ của H34",
        "2 hồ sơ vào mới, 0 đã có, 0 khác lần trước, 1 dòng chưa vào.",
        f"{settings.SITE_ADDRESS}/can-bo/quan-tri/ho-so-cu/tep/{upload_id}/",
    )
    assert there() == 2
    with acting(SYSTEM):
        batch = LegacyBatch.objects.get(pk=seen.batch_id)
        assert (batch.landed, batch.refused, batch.started_by_id) == (2, 1, administrator.person_id)
    assert dossiers.broken_chronicles() == []


def test_what_was_sent_is_gone_after_the_import_and_what_was_said_of_it_after_thirty_days(
    administrator, settings
):
    upload_id = uploads.tried(administrator, files.numbered(2))
    assert len(kept_files(settings)) == 3  # the file, and two of what is told of its rows
    uploads.landed(administrator, upload_id)
    assert len(kept_files(settings)) == 2
    assert not uploads.view(administrator, upload_id).with_files

    with acting(SYSTEM):
        LegacyUpload.objects.update(expires_at=clock.now() - timedelta(days=1))
    assert dossiers.forget_legacy_uploads() == 1
    assert kept_files(settings) == []
    assert uploads.stored(upload_id).first_sealed is None
    with pytest.raises(errors.LegacyUploadNotFoundError):
        uploads.view(administrator, upload_id)
    assert there() == 2


def test_the_same_file_again_doubles_nothing_and_remembers_what_codes_are(administrator):
    rows = files.numbered(3)
    uploads.landed(administrator, uploads.tried(administrator, rows))

    again = uploads.tried(administrator, rows, mapping="")

    seen = uploads.view(administrator, again)
    assert (seen.open_codes, seen.trial.same, seen.trial.landed) == (0, 3, 0)
    assert not seen.may_land
    titles = sorted(title for title, _body, _link in uploads.told_of_ends(administrator))
    assert titles == ["Đã chạy thử xong hồ sơ cũ của H34", "Đã nhập xong hồ sơ cũ của H34"]
    with pytest.raises(errors.LegacyNothingToLandError):
        uploads.confirm(administrator, again)
    grown = [*rows, files.numbered(4)[3]]
    third = uploads.tried(administrator, grown, mapping="")
    assert uploads.landed(administrator, third).trial.landed == 1
    assert there() == 4


def test_sent_twice_with_one_key_it_is_one_upload(administrator, settings):
    key = new_id()
    for _ in range(2):
        assert uploads.sent(administrator, files.numbered(1), key=key) == key
    with acting(SYSTEM):
        assert LegacyUpload.objects.count() == 1
    assert len(kept_files(settings)) == 1


def test_answers_and_papers_come_along_from_a_zip(administrator):
    [row] = files.numbered(1)
    code = row["ma_ho_so"]
    held = [{**DIVORCE, "ma_ho_so": code, "thanh_phan": "Ly hôn", "tep": "ly hôn.pdf"}]
    told = [answer("Tên", "Nguyễn Văn Út", code), answer("la", "x", code)]
    upload_id = uploads.tried(
        administrator,
        [row],
        answers=uploads.sent_file(files.text_of(told, head=ANSWERS)),
        papers=uploads.sent_file(files.text_of(held, head=PAPERS)),
        archive=uploads.sent_file(uploads.zipped(**{"quét/ly hôn.pdf": scanned_page("Ly hôn")})),
    )
    seen = uploads.view(administrator, upload_id)
    assert (seen.trial.answers.refused, seen.trial.papers.refused) == (2, 1)
    choices = dict(dossiers.legacy_choices(actor=administrator, kind="answer", upload_id=upload_id))
    assert "ho_ten" in choices

    uploads.say(administrator, upload_id, "answer", Tên="ho_ten Họ và tên")
    uploads.say(administrator, upload_id, "paper", **{"Ly hôn": "DIVORCE"})
    uploads.try_it(administrator, upload_id)
    trial = uploads.view(administrator, upload_id).trial
    assert (trial.answers.landed, trial.answers.refused, trial.papers.landed) == (1, 1, 1)
    done = uploads.landed(administrator, upload_id).trial
    assert (done.answers.landed, done.papers.landed) == (1, 1)
    with acting(SYSTEM):
        [paper] = Paper.objects.filter(component="DIVORCE")
        assert len(paper.file_ids) == 1


# ------------------------------------------------------------------ what is told of rows


def test_what_is_told_of_rows_is_a_file_with_row_field_reason_and_what_to_do(administrator):
    good, bad = files.numbered(2)
    uploads.landed(administrator, uploads.tried(administrator, [good]))
    again = [{**good, "ghi_chu": "Sửa"}, {**bad, "ma_don_vi": "LA-9"}]
    upload_id = uploads.tried(administrator, again)

    text = uploads.told(administrator, upload_id, TableFormat.CSV).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Loại,Tệp,Dòng,Mã hồ sơ,Cột,Giá trị,Lý do,Cần làm gì"
    assert "Chưa vào,Hồ sơ,3,H34.50.001-250701-0002,ma_don_vi,LA-9,Bảng ánh xạ chưa" in text
    assert "Khác,Hồ sơ,2,H34.50.001-250701-0001,ghi_chu,,Khác lần nhập trước" in text
    assert "Nguyễn Văn Út" not in text

    book = uploads.told(administrator, upload_id, TableFormat.XLSX)
    sheet = load_workbook(io.BytesIO(book)).worksheets[0]
    assert sheet.max_row == len(lines) == 3


def test_however_many_rows_are_wrong_only_the_first_are_held(administrator):
    """The rest stands in the files: memory does not grow with what is wrong."""
    upload_id = uploads.tried(administrator, files.numbered(80, ngay_tra=""))
    seen = uploads.view(administrator, upload_id)
    assert (seen.trial.refused, len(seen.trial.first), seen.trial.told) == (80, 20, 80)
    [reason] = seen.trial.refusals
    assert (reason.field, reason.rows, reason.first_row) == ("ngay_tra", 80, 2)


# ------------------------------------------------------------------ what a person says


def test_what_is_wrong_with_a_word_is_said_and_nothing_is_written(administrator):
    rows = [{**row, **UNKNOWN} for row in files.numbered(2)]
    upload_id = uploads.read(administrator, rows)
    faults = uploads.say(administrator, upload_id, "unit", **{"LA-9": "H99.9"})
    assert "H99.9 không có" in faults["LA-9"]
    assert uploads.codes(administrator, upload_id, "unit")["LA-9"].ours == ""
    assert uploads.say(administrator, upload_id, "unit", **{"LA-9": "ubnd xa truong mit"}) == {}
    assert uploads.codes(administrator, upload_id, "unit")["LA-9"].ours == "H53.31.61"


def test_a_procedure_has_a_case_and_a_day_of_its_version(administrator):
    upload_id = uploads.read(administrator, files.numbered(1, ma_thu_tuc="KS"), mapping="")
    typed = Said("1.001193", version="31/31/2025")
    faults = uploads.say(administrator, upload_id, "procedure", KS=typed)
    assert "Ghi ngày như" in faults["KS"]
    typed = Said("1.001193", version="01/07/2025")
    assert uploads.say(administrator, upload_id, "procedure", KS=typed) == {}
    held = uploads.codes(administrator, upload_id, "procedure")["KS"]
    assert (held.ours, held.version.isoformat()) == ("1.001193", "2025-07-01")
    assert held.ours_name
    plain = dossiers.legacy_mapping(actor=administrator, upload_id=upload_id)
    assert plain["procedures"]["KS"] == {"procedure": "1.001193", "version": "2025-07-01"}


def test_one_day_for_all_procedures_that_name_no_version(administrator):
    rows = [*files.numbered(1, ma_thu_tuc="1.004873"), *files.numbered(1, ma_thu_tuc="KS01")]
    upload_id = uploads.read(administrator, rows)
    with pytest.raises(errors.LegacyDayError):
        dossiers.say_legacy_version(actor=administrator, upload_id=upload_id, version="")
    assert (
        dossiers.say_legacy_version(actor=administrator, upload_id=upload_id, version="02/07/2025")
        == 1
    )
    held = uploads.codes(administrator, upload_id, "procedure")
    assert {code: one.version.isoformat() for code, one in held.items()} == {
        "1.004873": "2025-07-02", "KS01": "2025-07-01",
    }  # fmt: skip


def test_columns_called_otherwise_are_named_by_a_person_and_read_again(administrator):
    text = files.text_of(files.numbered(2)).replace("ma_ho_so", "So phieu", 1)
    upload_id = uploads.read(administrator, text)
    seen = uploads.view(administrator, upload_id)
    assert (seen.state, seen.missing_columns) == (UploadState.MAPPING, True)
    assert "thiếu cột ma_ho_so" in seen.fault
    with pytest.raises(errors.LegacyWrongMomentError):
        dossiers.try_legacy(actor=administrator, upload_id=upload_id)
    columns = uploads.codes(administrator, upload_id, "column")
    with pytest.raises(errors.LegacyColumnsOpenError):
        dossiers.say_legacy_columns(actor=administrator, upload_id=upload_id, said={})

    dossiers.say_legacy_columns(
        actor=administrator, upload_id=upload_id, said={columns["So phieu"].id: "ma_ho_so"}
    )
    dossiers.read_legacy(uploads.LegacyUploaded(upload_id=upload_id))
    uploads.try_it(administrator, upload_id)
    assert uploads.view(administrator, upload_id).trial.landed == 2


def test_columns_of_the_answers_are_asked_for_by_themselves(administrator):
    [row] = files.numbered(1)
    told = files.text_of([answer("ho_ten", "Út", row["ma_ho_so"])], head=ANSWERS)
    upload_id = uploads.read(
        administrator, [row], answers=uploads.sent_file(told.replace("gia_tri", "noi dung"))
    )
    columns = uploads.codes(administrator, upload_id, "column")
    assert set(columns) == {"ma_ho_so", "truong", "noi dung"}

    said = {columns["noi dung"].id: "gia_tri"}
    dossiers.say_legacy_columns(actor=administrator, upload_id=upload_id, said=said)
    dossiers.read_legacy(uploads.LegacyUploaded(upload_id=upload_id))
    uploads.try_it(administrator, upload_id)
    assert uploads.view(administrator, upload_id).trial.answers.landed == 1


def test_columns_of_a_table_are_said_once_for_all_its_rows(administrator):
    [row] = files.numbered(1, ma_thu_tuc="2.000635")
    told = [answer(f"Giấy cần.{n}.Tên", "Út", row["ma_ho_so"]) for n in (1, 2)]
    upload_id = uploads.tried(
        administrator,
        [row],
        mapping=files.MAPPING.replace("procedures:", 'procedures:\n  "2.000635": "2.000635"'),
        answers=uploads.sent_file(files.text_of(told, head=ANSWERS)),
    )
    [asked] = uploads.codes(administrator, upload_id, "answer").values()
    assert (asked.code, asked.rows, asked.unknown) == ("Giấy cần.Tên", 2, 2)
    assert uploads.view(administrator, upload_id).open_codes == 1
    choices = dict(dossiers.legacy_choices(actor=administrator, kind="answer", upload_id=upload_id))
    picked = f"trich_luc.ho_ten {choices['trich_luc.ho_ten']}"
    uploads.say(administrator, upload_id, "answer", **{asked.code: picked})
    uploads.try_it(administrator, upload_id)
    seen = uploads.view(administrator, upload_id)
    assert (seen.trial.answers.landed, seen.open_codes) == (2, 0)


def test_of_two_columns_of_one_meaning_a_person_says_which_is_not_needed(administrator):
    text = files.text_of(files.numbered(1)).replace("ghi_chu", "Số biên nhận", 1)
    upload_id = uploads.read(administrator, text)
    assert "cột ma_ho_so hai lần" in uploads.view(administrator, upload_id).fault
    columns = uploads.codes(administrator, upload_id, "column")
    said = {columns["Số biên nhận"].id: "-"}
    dossiers.say_legacy_columns(actor=administrator, upload_id=upload_id, said=said)
    dossiers.read_legacy(uploads.LegacyUploaded(upload_id=upload_id))
    uploads.try_it(administrator, upload_id)
    assert uploads.view(administrator, upload_id).trial.landed == 1
