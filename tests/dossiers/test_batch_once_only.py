"""Once only, for many at once: rows take over what the State knows, as the e-form does."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from motcua.dossiers import api as dossiers
from motcua.dossiers.batches.layout import OWN_NUMBER, Known
from motcua.dossiers.batches.rows import known_of
from motcua.dossiers.errors import (
    BatchNotFoundError,
    BatchNotReadyError,
)
from motcua.dossiers.types import BatchState
from motcua.exchange.models import RegisterLookup
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.workbooks import HEADING_ROW, HELP_ROW
from tests.dossiers import factories as make, sheets
from tests.dossiers.sheets import leader, shown

__all__ = ["leader"]
pytestmark = pytest.mark.django_db
LOCKED = ["Họ, chữ đệm và tên", "Số định danh cá nhân", "Ngày sinh", "Giới tính"]


@pytest.fixture
def registers(settings, outside):
    settings.POPULATION_WSDL = f"{outside.address}/population?wsdl"
    settings.POPULATION_BUDGET_MS = 3000
    return outside


@pytest.fixture
def bay(province_with_procedures, registers):
    """Nguyễn Thị Bảy, whom the register knows, in her own name."""
    return make.make_citizen(birth_date=date(1992, 3, 12))


def bare(number, procedure=make.MARITAL, **changed):
    """A row in which nothing is typed that the register may know."""
    known = {c.name for c in sheets.layout(procedure).columns if c.known is not Known.NOT}
    row = sheets.person(number, procedure)
    return {**{name: words for name, words in row.items() if name not in known}, **changed}


def sent(actor, rows, procedure=make.MARITAL, **given):
    content = sheets.filled(sheets.own_template(actor, procedure), rows, procedure)
    return sheets.checked(actor, content, procedure=procedure, **given)


def headings(content):
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for cell in sheet[HEADING_ROW]]


def answers_of_filed(actor):
    return [
        dossiers.given_answers(actor=actor, dossier_id=one.id) for one in sheets.filed_dossiers()
    ]


# ------------------------------------------------------------------ the template


def test_what_only_the_register_may_say_is_no_column_and_the_rest_may_stay_empty(bay, leader):
    own, firm = sheets.own_template(bay), sheets.own_template(leader)

    assert set(headings(firm)) - set(headings(own)) == set(LOCKED)
    sheet = load_workbook(io.BytesIO(own)).worksheets[0]
    note = sheet.cell(HELP_ROW, sheets.column_of(sheet, "Dân tộc")).value
    assert note.startswith("Nên bỏ trống: máy lấy theo Cơ sở dữ liệu quốc gia về dân cư.")
    assert "Bắt buộc" not in note
    guide = [cell.value for cell in load_workbook(io.BytesIO(own)).worksheets[1]["B"]]
    assert any("Họ, chữ đệm và tên, Số định danh cá nhân" in words for words in guide)
    helped = [cell.value for cell in load_workbook(io.BytesIO(firm)).worksheets[0][HELP_ROW]]
    assert not any("Nên bỏ trống" in words for words in helped)
    assert any("kho giấy tờ của người nộp có đúng một bản" in words for words in helped)


def test_the_workbook_opens_ready_to_be_filled_in(bay):
    """By its own parts: the heading stays in sight, columns can be read, lists are offered."""
    content = sheets.own_template(bay)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read("xl/worksheets/sheet1.xml").decode()

    assert '<pane xSplit="1" ySplit="3" topLeftCell="B4"' in part
    assert 'state="frozen"' in part
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[HEADING_ROW]]
    assert all(14 <= width <= 40 for width in widths)
    longest = max(
        len(cell.value) for cell in sheet[HELP_ROW]
    )  # lines of 26 letters, 12 points each
    assert longest / 26 * 12 <= sheet.row_dimensions[HELP_ROW].height <= 409
    offered = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    for heading in ("Người được xác nhận", "Dân tộc", "Nơi thường trú: xã, phường"):
        letter = sheet.cell(HEADING_ROW, sheets.column_of(sheet, heading)).column_letter
        assert f"{letter}4:{letter}10003" in offered
    assert all("!$" in rule.formula1 for rule in sheet.data_validations.dataValidation)


# ------------------------------------------------------------------ what the register says


def test_rows_take_over_what_the_register_says_with_its_source(bay):
    batch_id = sent(bay, [bare(1), bare(2)])
    seen = dossiers.batch(actor=bay, batch_id=batch_id)

    assert sheets.figures(bay, batch_id) == (2, 0, 0, 0)
    told = {one.label: one for one in seen.known}
    assert told["Họ, chữ đệm và tên"].value == "Nguyễn Thị Bảy"
    assert told["Dân tộc"].source == "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, hôm nay"
    assert all(row.known == () for row in shown(bay, batch_id))
    sheets.filed(bay, batch_id)
    with acting(SYSTEM):
        [lookup] = RegisterLookup.objects.filter(about_id=batch_id)
    for given in answers_of_filed(bay):
        assert (given["ho_ten"].value, given["ho_ten"].locked) == ("Nguyễn Thị Bảy", True)
        assert (given["ho_ten"].source, given["ho_ten"].record_id) == ("csdldc", str(lookup.id))
        assert given["noi_cu_tru"].value == {"ward": "25666", "detail": "Ấp Thuận Hòa"}


def test_a_row_is_what_the_e_form_makes_of_the_same_register(bay):
    """The same answers, of the same sources, as a draft that is filled and left as it stands."""
    batch_id = sent(bay, [bare(1)])
    sheets.filed(bay, batch_id)
    [of_row] = answers_of_filed(bay)

    record = known_of(sheets.stored(batch_id)).record
    form = sheets.catalogue.form(sheets.stored(batch_id).version_id)
    typed = sheets.forms.join(
        form, make.sample_answers(sheets.catalogue.version(sheets.stored(batch_id).version_id))
    )
    by_hand = {path: one for path, one in typed.items() if path in bare_paths()}
    facts = {"case": sheets.stored(batch_id).case_code, "channel": "2"}
    filled = sheets.forms.with_record(form, record, by_hand, facts)

    assert {p: a for p, a in of_row.items() if a.source == "csdldc"} == {
        p: a for p, a in filled.items() if a.source == "csdldc" and p in of_row
    }


def bare_paths():
    return {column.question for column in sheets.layout().columns if column.known is Known.NOT}


def test_an_answer_calls_up_more_and_the_row_shows_it(bay):
    married = bare(1, tinh_trang="Đang có vợ hoặc chồng")
    batch_id = sent(bay, [married, bare(2)])

    first, second = shown(bay, batch_id)
    assert [(one.label, one.value) for one in first.known] == [
        ("Vợ hoặc chồng: họ, chữ đệm và tên", "Lê Văn Tám"),
        ("Vợ hoặc chồng: số định danh cá nhân", "072090000008"),
    ]
    assert all("hôm nay" in one.source for one in first.known)
    assert second.known == ()


def test_what_may_be_corrected_is_and_what_may_not_comes_back_with_the_reason(bay):
    other = bare(1, dan_toc="Khơ-me")
    full = sheets.book([other, bare(2, ho_ten="Người Khác"), bare(3, ngay_sinh="31/02/1992")])
    batch_id = sheets.checked(bay, full)

    assert sheets.figures(bay, batch_id)[:2] == (1, 2)
    [row] = shown(bay, batch_id)
    assert [one.source for one in row.known] == [
        "Người khai đã sửa; Cơ sở dữ liệu quốc gia về dân cư ghi «Kinh»"
    ]
    told = sheets.faults(bay, batch_id)
    [(column, message)] = told[5]
    assert (column, "ghi «Nguyễn Thị Bảy» và ô này ghi khác" in message) == (LOCKED[0], True)
    assert told[6][0][0] == "Ngày sinh"
    left = dossiers.batch_leftovers(actor=bay, batch_id=batch_id)
    assert set(LOCKED) & set(headings(left)) == {LOCKED[0], "Ngày sinh"}
    sheets.filed(bay, batch_id)
    [given] = answers_of_filed(bay)
    assert (given["dan_toc"].overridden_by, given["dan_toc"].locked) == ("citizen", False)
    assert given["dan_toc"].reason == "Người khai ghi khác trong tệp Excel."


def test_a_template_from_before_is_taken_and_the_same_row_is_the_same_dossier(bay):
    """Every column typed as the register says, in other letters too: taken over, never doubled."""
    sheets.filed(bay, sent(bay, [bare(1)]))
    typed = bare(
        1,
        ho_ten="NGUYỄN THỊ BẢY",
        so_dinh_danh="072192000007",
        ngay_sinh="12/3/1992",
        gioi_tinh="Nữ",
    )
    again = sheets.checked(bay, sheets.book([typed, {**typed, OWN_NUMBER: "2"}]))

    assert sheets.figures(bay, again) == (1, 0, 1, 0)
    sheets.filed(bay, again)
    assert [given["ho_ten"].source for given in answers_of_filed(bay)] == ["csdldc"] * 2


def test_what_was_filed_as_typed_before_is_not_filed_again_now(bay, registers):
    registers.fails("population", "down")
    typed = sheets.book([bare(1, **known_by_hand())])
    sheets.filed(bay, sheets.checked(bay, typed))
    registers.fails("population", "ok")

    again = sheets.checked(bay, typed)

    assert sheets.figures(bay, again) == (0, 0, 1, 0)
    assert len(sheets.filed_dossiers()) == 1


def known_by_hand():
    return {
        "ho_ten": "Nguyễn Thị Bảy",
        "so_dinh_danh": "072192000007",
        "ngay_sinh": "12/3/1992",
        "gioi_tinh": "Nữ",
        "dan_toc": "Kinh",
        "quoc_tich": "Việt Nam",
        "noi_cu_tru.ward": "xã Truông Mít",
        "noi_cu_tru.detail": "Ấp Thuận Hòa",
    }


def test_in_a_firms_name_nothing_of_the_clerk_is_taken_over(bay, leader):
    """The register answers about oneself only: as in the e-form, it is not even asked."""
    batch_id = sheets.checked(leader, sheets.book([bare(1), sheets.person(2)]))

    assert sheets.figures(leader, batch_id)[:2] == (1, 1)
    assert [column for column, _words in sheets.faults(leader, batch_id)[4]][:4] == LOCKED
    assert not dossiers.batch(actor=leader, batch_id=batch_id).silent
    with acting(SYSTEM):
        assert not RegisterLookup.objects.exists()
    own = sheets.filled(sheets.own_template(bay), [bare(1)])
    refused = sheets.checked(leader, own)
    assert "Tệp thiếu các cột: «Họ, chữ đệm và tên»" in sheets.stored(refused).fault["vi"]


# ------------------------------------------------------------------ the register is down


def test_while_the_register_is_down_rows_wait_and_are_read_anew_when_asked_again(bay, registers):
    registers.fails("population", "down")
    batch_id = sent(bay, [bare(1), bare(2)])
    seen = dossiers.batch(actor=bay, batch_id=batch_id)

    assert (seen.state, seen.good, seen.bad, seen.may_ask_again) == (BatchState.CHECKED, 0, 2, True)
    [(_none, message)] = sheets.faults(bay, batch_id)[4]
    assert "chưa trả lời nên còn thiếu: «Họ, chữ đệm và tên», «Số định danh" in message
    assert "«Dân tộc»" in message  # the template said that it may stay empty
    left = dossiers.batch_leftovers(actor=bay, batch_id=batch_id)
    assert set(LOCKED) <= set(headings(left))

    registers.fails("population", "ok")
    dossiers.ask_batch_again(actor=bay, batch_id=batch_id)
    assert (sheets.rows_left(batch_id), sheets.stored(batch_id).state) == (0, BatchState.WAITING)
    sheets.read(batch_id)

    assert sheets.figures(bay, batch_id) == (2, 0, 0, 0)
    with pytest.raises(BatchNotReadyError):
        dossiers.ask_batch_again(actor=bay, batch_id=batch_id)
    assert sheets.figures(bay, batch_id) == (2, 0, 0, 0)


def test_what_is_typed_while_the_register_is_down_is_filed_as_typed(bay, registers):
    registers.fails("population", "down")
    batch_id = sheets.checked(bay, sheets.book([bare(1, **known_by_hand())]))

    assert sheets.figures(bay, batch_id)[:2] == (1, 0)
    sheets.filed(bay, batch_id)
    [given] = answers_of_filed(bay)
    assert (given["ho_ten"].source, given["ho_ten"].locked) == ("citizen", False)
    with pytest.raises(BatchNotReadyError):
        dossiers.ask_batch_again(actor=bay, batch_id=batch_id)


def test_nobody_else_asks_again_or_sees_what_is_known(bay, registers, leader):
    registers.fails("population", "down")
    batch_id = sent(bay, [bare(1)])

    for stranger in (make.another_citizen(), leader):
        with pytest.raises(BatchNotFoundError):
            dossiers.ask_batch_again(actor=stranger, batch_id=batch_id)
    assert sheets.rows_left(batch_id) == 1


def test_what_is_known_is_sealed_and_goes_with_the_rest(bay):
    batch_id = sent(bay, [bare(1)])
    assert "Bảy".encode() not in bytes(sheets.stored(batch_id).known_sealed)

    dossiers.remove_batch(actor=bay, batch_id=batch_id)

    assert sheets.stored(batch_id).known_sealed is None
