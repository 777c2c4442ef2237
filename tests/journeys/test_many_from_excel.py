"""A firm's representative files for its people from one Excel file, corrects what was wrong, files the rest."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.journeys.citizen import BAY
from tests.journeys.pictures import upload
from tests.journeys.samples import MARITAL_STATUS
from tests.journeys.screens import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
FIRM = "Công ty TNHH Gạo Sạch Truông Mít"
PLACE = "UBND xã Truông Mít"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS, FIRST = 2, 4
WORKER_MS = 60_000
ROW = {
    "Người được xác nhận": "Cho chính tôi",
    "Họ, chữ đệm và tên": "Trần Thị Ẩn",
    "Số định danh cá nhân": "072195000010",
    "Ngày sinh": "20/1/1995",
    "Giới tính": "Nữ",
    "Dân tộc": "Kinh",
    "Quốc tịch": "Việt Nam",
    "Nơi thường trú: xã, phường": "phường Tân Ninh",
    "Nơi thường trú: số nhà, đường, ấp": "Khu phố 1",
    "Số điện thoại": "0900000010",
    "Tình trạng hôn nhân hiện nay": "Chưa đăng ký kết hôn với ai",
    "Mục đích sử dụng": "Đăng ký kết hôn",
    "Họ tên người định kết hôn": "Võ Hoàng Long",
    "Đã được cấp trước đây": "Không",
    "Cách nhận kết quả": "Bản điện tử trong kho giấy tờ",
}


def filled(template, rows):
    book = load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[HEADINGS]}
    for number, row in enumerate(rows, start=FIRST):
        for heading, words in row.items():
            sheet.cell(number, places[heading]).value = words
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def corrected(content):
    """As a person does it: read the reason, type over the cell."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[HEADINGS]}
    assert "12 chữ số" in sheet.cell(FIRST, places["Lý do cần sửa"]).value
    sheet.cell(FIRST, places["Số định danh cá nhân"]).value = ROW["Số định danh cá nhân"]
    return saved(book)


def not_ours():
    book = Workbook()
    book.active["A1"] = "Danh sách nhân viên"
    return saved(book)


def sends(person, name, content):
    page = person.page
    page.locator("select[name=place]").select_option(label=PLACE)
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(upload(name, content, XLSX))
    page.get_by_role("button", name="Gửi để kiểm tra").click()
    page.wait_for_url("**/nhieu-ho-so/*/")


def offered(person, count):
    heading = person.page.get_by_role("heading", name=f"Nộp {count} hồ sơ")
    expect(heading).to_be_visible(timeout=WORKER_MS)


def confirms(person):
    person.page.locator("[name=declared]").check()
    person.page.get_by_role("button", name="Xác nhận và nộp").click()
    expect(person.page.locator("[role=status]").filter(has_text="Đã nộp")).to_be_visible(
        timeout=WORKER_MS
    )
    expect(person.page.locator("progress")).to_have_count(0, timeout=WORKER_MS)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def firm(citizen, official, request):
    """The representative of a firm, in its name, on the page where a file is sent."""
    bay = citizen(size=request.param)
    bay.window.go("/lam-thay/")
    bay.signs_in()
    enters_firm(official("tiepnhan").window)
    bay.window.go("/lam-thay/")
    bay.page.get_by_role("link", name=f"Làm thay {FIRM}").click()
    bay.page.get_by_role("button", name="Làm thay").click()
    goes_to_send(bay)
    bay.window.look("citizen-batch-new")
    return bay


def enters_firm(counter):
    """Again is no harm: the same firm, the same representative."""
    counter.go("/can-bo/doanh-nghiep/")
    given = {
        "code": "3900000007",
        "name": FIRM,
        "representative_number": BAY,
        "representative_name": "Nguyễn Thị Bảy",
    }
    for name, words in given.items():
        counter.page.locator(f"[name={name}]").fill(words)
    counter.page.get_by_role("button", name="Đã đối chiếu, ghi nhận").click()
    expect(counter.page.get_by_text("Đã ghi nhận")).to_be_visible()


def goes_to_send(person):
    person.window.go(f"/thu-tuc/{MARITAL_STATUS}/")
    person.page.get_by_role("link", name="Nộp từ một tệp Excel").click()


def test_good_rows_are_filed_and_the_wrong_one_is_corrected_and_sent_again(firm):
    own = f"NV-{firm.window.size['width']}"
    template = firm.downloads("Tải mẫu Excel")
    good = [{**ROW, "Số của bạn": f"{own}-{n}"} for n in (1, 2)]
    wrong = {**ROW, "Số của bạn": own, "Số định danh cá nhân": "0721"}

    sends(firm, "nhan-vien.xlsx", filled(template, [good[0], wrong, good[1]]))
    offered(firm, 2)
    firm.window.look("citizen-batch-checked")
    assert "1 dòng cần sửa" in firm.window.words
    assert "Dòng 5" in firm.window.words
    confirms(firm)
    firm.page.get_by_role("link", name="Đã nộp (2)").click()
    firm.window.look("citizen-batch-done")
    assert firm.page.locator("main .rows .code").count() == 2

    left = firm.downloads("Tải các dòng cần sửa")
    goes_to_send(firm)
    sends(firm, "sua-lai.xlsx", corrected(left))
    offered(firm, 1)
    confirms(firm)
    firm.page.locator("main .rows .code").first.click()
    firm.page.wait_for_url("**/ho-so/*/")
    assert FIRM in firm.page.locator("body").inner_text()

    goes_to_send(firm)
    sends(firm, "nhan-vien.xlsx", filled(template, good))
    expect(firm.page.get_by_text("dòng đã nộp từ trước")).to_be_visible(timeout=WORKER_MS)
    firm.window.look("citizen-batch-same")
    assert firm.page.locator("main .rows .code").count() == 2


def test_a_file_that_is_not_the_template_is_refused_with_a_reason(firm):
    sends(firm, "khong-phai-mau.xlsx", not_ours())

    expect(firm.page.get_by_text("không thấy dòng nhận diện")).to_be_visible(timeout=WORKER_MS)
    firm.window.look("citizen-batch-refused")
    firm.window.go("/nhieu-ho-so/")
    firm.window.look("citizen-batches")
    assert "khong-phai-mau.xlsx" in firm.window.words
