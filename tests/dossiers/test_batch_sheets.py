"""The sheet of each form: its columns, and how what people type into cells is read."""

from datetime import date

import pytest

from motcua.catalogue import api as catalogue, data_files, folders
from motcua.dossiers import api as dossiers
from motcua.dossiers.batches import layout as layouts
from motcua.dossiers.batches.row_reading import read_row
from motcua.dossiers.errors import NotForSheetsError
from motcua.dossiers.types import BatchState, Channel
from motcua.engines.forms import api as forms
from motcua.kit import clock
from motcua.kit.text import search_key
from motcua.kit.workbooks import HEADING_ROW
from tests.catalogue.national import CLEAN
from tests.dossiers import factories as make, sheets
from tests.dossiers.sheets import leader
from tests.dossiers.test_imported_procedure import imported

__all__ = ["leader"]
pytestmark = pytest.mark.django_db
CODES = sorted({folders.read(p).code for p in folders.version_folders(data_files.PROCEDURES)})


def refused(citizen, content, **given):
    batch_id = sheets.uploaded(citizen, content, **given)
    sheets.read(batch_id)
    seen = dossiers.batch(actor=citizen, batch_id=batch_id)
    assert (seen.state, seen.read, sheets.rows_left(batch_id)) == (BatchState.REFUSED, 0, 0)
    assert sheets.stored(batch_id).book_id is None
    return seen.fault


# ------------------------------------------------------------------ every form


def test_every_form_has_a_sheet_whose_columns_have_different_headings(province_with_procedures):
    for version in map(catalogue.procedure, CODES):
        for case in version.cases:
            columns = layouts.layout_of(version.id, case.code).columns
            for words in ("vi", "en"):
                headings = [search_key(column.heading.say(words)) for column in columns]
                assert len(set(headings)) == len(headings), version.code
            assert all(column.help.vi for column in columns)


@pytest.mark.parametrize("code", CODES)
def test_sample_people_of_every_form_pass_as_rows(province_with_procedures, code):
    """A form flattened and read again gives the answers that were given, of every sample person."""
    version = catalogue.procedure(code)
    form, case = catalogue.form(version.id), version.cases[0].code
    facts = {"case": case, "channel": "2"}
    for person in form.sample_people:
        expected = forms.submission(form, forms.join(form, person["answers"]), facts=facts)
        typed = sheets.typed(person["answers"], code)
        row = read_row(form, sheets.layout(code), typed, today=clock.today(), facts=facts)
        assert row.misread == ()
        content = row.content
        read = forms.submission(
            form, forms.join(form, content.answers, content.provenance), facts=facts
        )
        assert {path: answer.value for path, answer in read.items()} == {
            path: answer.value for path, answer in expected.items()
        }


def test_a_table_has_columns_for_its_first_rows_and_says_so(citizen):
    version = catalogue.procedure("2.000635")
    shown = dossiers.batch_form(
        actor=citizen, procedure_code=version.code, case_code=version.cases[0].code
    )

    [limit] = shown.limits
    assert limit == (
        "Bản sao cần cấp: Tệp Excel có chỗ cho 3 dòng của bảng này. Hồ sơ cần nhiều hơn (tờ khai "
        "nhận đến 10) thì nộp riêng qua mạng."
    )


def test_a_form_that_cannot_be_a_sheet_says_why(province_with_procedures, citizen, monkeypatch):
    monkeypatch.setattr(layouts, "MOST_TABLE_ROWS", 0)
    layouts.layout_of.cache_clear()
    version = catalogue.procedure("2.000635")

    shown = dossiers.batch_form(
        actor=citizen, procedure_code=version.code, case_code=version.cases[0].code
    )
    with pytest.raises(NotForSheetsError):
        sheets.uploaded(citizen, b"PK\x03\x04", procedure=version.code)

    assert "bảng «Bản sao cần cấp» cần nhiều dòng hơn" in shown.reason
    assert "Hãy nộp từng hồ sơ qua mạng" in shown.reason
    assert dossiers.batches(actor=citizen) == ()
    layouts.layout_of.cache_clear()


def test_rows_of_a_table_may_leave_gaps_and_errors_stand_at_the_cell_that_was_typed(citizen):
    procedure = "2.000635"
    row = sheets.person(1, procedure)
    moved = {
        name.replace("trich_luc.0.", "trich_luc.2."): words
        for name, words in row.items()
        if not name.startswith("trich_luc.1.")
    }
    wrong = {**moved, "trich_luc.2.so_ban": "0"}
    content = sheets.book([moved, wrong], procedure)
    batch_id = sheets.checked(citizen, content, procedure=procedure)

    assert sheets.figures(citizen, batch_id)[:2] == (1, 1)
    [(column, _message)] = sheets.faults(citizen, batch_id)[5]
    assert column == "Bản sao 3: số bản cần"


def test_an_imported_procedure_has_a_sheet_with_choices_of_many(citizen):
    version = imported(CLEAN)
    case, answers = version.cases[0], make.sample_answers(version)
    wanted = dossiers.wanted_components(case, answers, channel=Channel.ONLINE)
    papers = {c.code: [make.stored_file(citizen).id] for c in wanted if c.mode == "submit"}
    row = sheets.person(1, version.code, truong_hop="không có mục này; cũng không")

    rows = [sheets.person(1, version.code), row]
    content = sheets.book(rows, version.code)
    batch_id = sheets.checked(citizen, content, procedure=version.code, papers=papers)

    assert sheets.figures(citizen, batch_id)[:2] == (1, 1)
    assert "trong các mục có sẵn" in sheets.faults(citizen, batch_id)[5][0][1]


# ------------------------------------------------------------------ cells


def test_cells_are_read_as_people_mean_them(citizen):
    """A number that lost its zero, a real date, words in another case, a wish in English."""
    row = sheets.person(1)
    number = row["so_dinh_danh"]
    row |= {
        "so_dinh_danh": int(number),
        "dien_thoai": int(row["dien_thoai"]),
        "ngay_sinh": date(1992, 3, 12),
        "da_cap_truoc": False,
    }
    batch_id = sheets.checked(citizen, [row])
    assert sheets.faults(citizen, batch_id) == {}
    sheets.filed(citizen, batch_id)
    [mine] = dossiers.my_dossiers(actor=citizen)
    answers = dossiers.given_answers(actor=citizen, dossier_id=mine.dossier_id)
    given = {path: answer.value for path, answer in answers.items()}

    assert given["so_dinh_danh"] == number
    assert given["ngay_sinh"] == "1992-03-12"
    assert given["da_cap_truoc"] is False


def test_a_formula_without_a_result_and_an_error_say_what_to_do(citizen):
    rows = [sheets.person(1, ho_ten='="Nguyễn "&"Bảy"'), sheets.person(2, ho_ten="#REF!")]
    batch_id = sheets.checked(citizen, rows)

    told = sheets.faults(citizen, batch_id)
    assert "chưa có kết quả" in told[4][0][1]
    assert "báo lỗi công thức" in told[5][0][1]


def test_what_stands_in_no_list_is_refused_at_its_column(citizen):
    batch_id = sheets.checked(citizen, [sheets.person(1, tinh_trang="Đang yêu")])

    [(column, message)] = sheets.faults(citizen, batch_id)[4]
    assert (column, message) == (
        "Tình trạng hôn nhân hiện nay",
        "Chọn tình trạng hôn nhân hiện nay trong các mục có sẵn",
    )


def test_a_day_that_does_not_exist_is_said_as_that_and_not_as_an_empty_cell(leader):
    rows = [sheets.person(1, ngay_sinh="31/2/1990"), sheets.person(2, ngay_sinh="")]
    told = sheets.faults(leader, sheets.checked(leader, rows))

    [(column, message)] = told[4]
    assert column == "Ngày sinh"
    assert message == "Viết một ngày có thật theo thứ tự ngày/tháng/năm, ví dụ 27/03/1990."
    assert told[5] == [("Ngày sinh", "Nhập ngày sinh")]


@pytest.mark.parametrize(
    ("code", "field", "typed", "words"),
    [
        ("2.000908", "ngay", "31/2/2030", "ví dụ 27/03/1990."),
        ("1.000656", "so_ban_sao", "hai", "ví dụ 12"),
        ("1.000656", "uy_quyen", "Không rõ", "trong các mục có sẵn"),
    ],
)
def test_what_cannot_be_read_is_a_fault_where_no_answer_is_needed_too(
    province_with_procedures, code, field, typed, words
):
    version, layout = catalogue.procedure(code), sheets.layout(code)
    column = next(c.name for c in layout.columns if c.name.endswith(field))
    cells = {**sheets.person(1, code), column: typed}
    facts = {"case": version.cases[0].code, "channel": "2"}

    read = read_row(catalogue.form(version.id), layout, cells, today=clock.today(), facts=facts)

    [fault] = read.misread
    assert (fault.name, fault.typed) == (column, typed)
    assert fault.message.vi.endswith(words)


# ------------------------------------------------------------------ the file as a whole


def test_columns_in_another_order_with_others_between_are_read(citizen):
    def turn(_opened, sheet):
        sheet.insert_cols(2)
        sheet.cell(HEADING_ROW, 2).value = "Ghi chú riêng"
        sheet.cell(4, 2).value = "không đọc"

    batch_id = sheets.checked(citizen, sheets.book([sheets.person(1)], change=turn))

    assert sheets.figures(citizen, batch_id)[:2] == (1, 0)


def test_a_missing_and_a_doubled_column_refuse_the_file(leader):
    def rename(_opened, sheet):
        sheet.cell(HEADING_ROW, 3).value = "Tên"

    def double(_opened, sheet):
        sheet.cell(HEADING_ROW, sheet.max_column + 1).value = sheet.cell(HEADING_ROW, 3).value

    assert "Tệp thiếu các cột: «" in refused(leader, sheets.book([sheets.person(1)], change=rename))
    assert "có hai lần" in refused(leader, sheets.book([sheets.person(1)], change=double))


def test_another_template_an_old_one_and_none_at_all(citizen):
    def old(_opened, sheet):
        sheet.cell(1, 1).value = f"{sheet.cell(1, 1).value[:-4]}0000"

    def none(_opened, sheet):
        sheet.cell(1, 1).value = "Danh sách nhân viên"

    other = sheets.book([sheets.person(1, "2.000635")], "2.000635")
    assert "mẫu của thủ tục hoặc trường hợp khác (2.000635" in refused(citizen, other)
    assert "Quy định của thủ tục đã thay đổi" in refused(
        citizen, sheets.book([sheets.person(1)], change=old)
    )
    assert "không thấy dòng nhận diện ở ô A1" in refused(
        citizen, sheets.book([sheets.person(1)], change=none)
    )


def test_no_rows_and_too_many(citizen, monkeypatch):
    monkeypatch.setattr("motcua.dossiers.batches.sheet.MOST_ROWS", 2)

    assert "chưa có dòng nào được điền" in refused(citizen, sheets.book([]))
    content = sheets.book([sheets.person(n) for n in range(3)])
    assert "Tệp có hơn 2 dòng" in refused(citizen, content)


def test_what_is_no_zip_of_papers_refuses_the_file(citizen):
    locked = sheets.zipped(a__pdf=b"%PDF-")
    content = bytearray(locked.content)
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    archive = sheets.BatchFile("khoa.zip", bytes(content))

    assert "không có mật khẩu" in refused(citizen, sheets.book([sheets.person(1)]), archive=archive)


def test_the_template_in_english_is_read_too(leader):
    from django.utils import translation  # noqa: PLC0415

    with translation.override("en"):
        content = sheets.filled(sheets.own_template(leader), [sheets.person(1)])
    batch_id = sheets.checked(leader, content)

    assert sheets.figures(leader, batch_id)[:2] == (1, 0)
