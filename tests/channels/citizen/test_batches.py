"""The screens of many dossiers from one Excel file: template, sending, preview, yes, list."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.dossiers import api as dossiers
from motcua.dossiers.types import BatchState
from tests.directory import test_firms as firms
from tests.dossiers import factories, sheets

pytestmark = pytest.mark.django_db
PAGE = f"/thu-tuc/{factories.MARITAL}/nhieu/"


def case_page():
    version = sheets.catalogue.procedure(factories.MARITAL)
    return f"{PAGE}{version.cases[0].code}/"


def xlsx(content, name="nhan-vien.xlsx"):
    return SimpleUploadedFile(name, content)


def sent(phone, rows, **typed):
    content = rows if isinstance(rows, bytes) else sheets.book(rows)
    given = {"place": str(factories.agency_id()), "book": xlsx(content), **typed}
    return phone.send(case_page(), **given)


def last(phone):
    return dossiers.batches(actor=phone.actor)[0]


def test_from_the_procedure_to_filed_dossiers(bay):
    assert "Nộp từ một tệp Excel" in bay.page(f"/thu-tuc/{factories.MARITAL}/").words
    asked = bay.page(PAGE)
    assert "Nộp nhiều hồ sơ từ một tệp Excel" in asked.words
    template = bay.get(f"{case_page()}mau.xlsx")
    sheet = load_workbook(io.BytesIO(template.content)).worksheets[0]
    assert sheet.cell(1, 1).value.startswith(f"motcua | {factories.MARITAL} | ")

    page = sent(bay, [sheets.person(1), sheets.person(2, so_dinh_danh="12")])
    assert "Đang chờ đến lượt đọc tệp" in page.words
    assert page.response["Refresh"] == "3"

    batch_id = last(bay).batch_id
    sheets.read(batch_id)
    page = bay.page(f"/nhieu-ho-so/{batch_id}/")
    assert "1 dòng nộp được. 1 dòng cần sửa." in page.words
    assert "Dòng 5 · 2" in page.words
    assert "Số định danh cá nhân: Số định danh phải có đủ 12 chữ số" in page.words
    assert "Đang ghi: «12»" in page.words
    assert "Refresh" not in page.response

    refused = bay.send(f"/nhieu-ho-so/{batch_id}/nop/")
    assert (refused.status, "Đánh dấu vào ô cam đoan" in refused.words) == (422, True)
    assert last(bay).state is BatchState.CHECKED

    bay.send(f"/nhieu-ho-so/{batch_id}/nop/", declared="1")
    sheets.work(batch_id)
    page = bay.page(f"/nhieu-ho-so/{batch_id}/", xem="da-nop")
    [row] = dossiers.my_dossiers(actor=bay.actor)
    assert row.code in page.words
    assert "Đã nộp 1 hồ sơ" in bay.page("/nhieu-ho-so/").words
    left = bay.get(f"/nhieu-ho-so/{batch_id}/can-sua.xlsx")
    assert load_workbook(io.BytesIO(left.content)).worksheets[0].max_row == 4


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "rong.xlsx", "Chưa có tệp Excel"),
        (b"a;b;c", "danh-sach.csv", "không phải tệp Excel dạng .xlsx"),
        (b"\xd0\xcf\x11\xe0....", "cu.xls", "mật khẩu hoặc là Excel đời cũ"),
        (b"PK\x03\x04....", "macro.xlsm", "có macro"),
    ],
)
def test_what_is_no_workbook_is_refused_on_the_spot(bay, content, name, words):
    page = sent(bay, content, book=xlsx(content, name))

    assert (page.status, words in page.words) == (422, True)
    assert dossiers.batches(actor=bay.actor) == ()


def test_without_a_place_nothing_is_sent(bay):
    page = sent(bay, [sheets.person(1)], place="")

    assert (page.status, "Chọn nơi nộp hồ sơ" in page.words) == (422, True)
    assert dossiers.batches(actor=bay.actor) == ()


def test_a_refused_file_says_why_and_can_be_sent_anew(bay):
    sent(bay, sheets.book([]))
    batch_id = last(bay).batch_id
    sheets.read(batch_id)

    page = bay.page(f"/nhieu-ho-so/{batch_id}/")

    assert "Tệp chưa có dòng nào được điền" in page.words
    assert "Gửi tệp khác" in page.words


def test_many_bad_rows_are_shown_fifty_a_page(bay):
    rows = [sheets.person(number, so_dinh_danh="1") for number in range(60)]
    sent(bay, rows)
    batch_id = last(bay).batch_id
    sheets.read(batch_id)

    first = bay.page(f"/nhieu-ho-so/{batch_id}/")
    second = bay.page(f"/nhieu-ho-so/{batch_id}/", trang="2")

    assert first.words.count("Dòng ") - first.words.count("Dòng nào") == 50
    assert "Không có dòng nào nộp được" in first.title
    assert "Dòng 63" in second.words
    assert "Trang sau" in first.words
    assert not last(bay).may_file


def test_how_many_rows_there_are_does_not_change_the_number_of_statements(
    bay, django_assert_max_num_queries
):
    sent(bay, [sheets.person(number) for number in range(30)])
    batch_id = last(bay).batch_id
    sheets.read(batch_id)
    sheets.filed(bay.actor, batch_id)
    bay.page(f"/nhieu-ho-so/{batch_id}/")

    with django_assert_max_num_queries(16):
        bay.page(f"/nhieu-ho-so/{batch_id}/")


def test_what_is_known_is_shown_before_the_yes_and_a_silent_register_is_asked_again(bay, registers):
    """The template that she fetches has no column for her name; nothing is lost while nobody answers."""
    asked = bay.page(case_page())
    assert "Không hỏi lại: Họ, chữ đệm và tên, Số định danh cá nhân" in asked.words
    template = bay.get(f"{case_page()}mau.xlsx").content
    registers.fails("population", "down")
    sent(bay, sheets.filled(template, [sheets.person(1)]))
    address = f"/nhieu-ho-so/{last(bay).batch_id}/"
    sheets.read(last(bay).batch_id)
    waiting = bay.page(address)
    assert "Chưa lấy được thông tin từ Cơ sở dữ liệu dân cư" in waiting.words
    assert "còn thiếu: «Họ, chữ đệm và tên»" in waiting.words

    registers.fails("population", "ok")
    bay.send(f"{address}hoi-lai/")
    sheets.read(last(bay).batch_id)

    page = bay.page(address)
    assert "Đã biết, không phải gõ lại" in page.words
    assert "Nguyễn Thị Bảy Lấy từ Cơ sở dữ liệu quốc gia về dân cư, hôm nay" in page.words
    assert "Chưa lấy được" not in page.words
    assert "không còn chờ bạn xác nhận" in bay.send(f"{address}hoi-lai/").words


def test_taken_back(bay):
    sent(bay, [sheets.person(1)])
    page = bay.send(f"/nhieu-ho-so/{last(bay).batch_id}/bo/")

    assert "Đã bỏ danh sách" in page.words
    assert dossiers.batches(actor=bay.actor) == ()


def test_another_persons_batch_is_not_there(bay, dung):
    sent(bay, [sheets.person(1)])
    address = f"/nhieu-ho-so/{last(bay).batch_id}/"

    assert dung.page(address).status == 404
    assert dung.send(f"{address}nop/", declared="1").status == 404
    assert dung.send(f"{address}bo/").status == 404
    assert dung.send(f"{address}hoi-lai/").status == 404
    assert dung.get(f"{address}can-sua.xlsx").status_code == 404
    assert last(bay).state is BatchState.WAITING


def test_staff_of_a_firm_without_the_right_are_told_so(desk, bay, dung):
    firm_id = firms.registered(desk.receptionist)
    leader = firms.directory.acting_for(actor=bay.actor, principal_id=firm_id)
    firms.give(leader, firms.FirmRight.SEE_ALL)
    dung.send(f"/lam-thay/{firm_id}/")

    page = sent(dung, [sheets.person(1)])

    assert page.status == 403
    assert "chưa được" in page.words
    assert dossiers.batches(actor=leader) == ()
