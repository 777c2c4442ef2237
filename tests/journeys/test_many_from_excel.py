"""A firm's representative files for its people from one Excel file, corrects what was wrong, files the rest."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.journeys.pictures import upload
from tests.journeys.samples import MARITAL_STATUS
from tests.journeys.screens import DESK

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


def confirms(person):
    person.page.locator("[name=declared]").check()
    person.page.get_by_role("button", name="Xác nhận và nộp").click()
    expect(person.page.locator("[role=status]").filter(has_text="Đã nộp")).to_be_visible(
        timeout=WORKER_MS
    )
    expect(person.page.locator("progress")).to_have_count(0, timeout=WORKER_MS)


@pytest.mark.parametrize("size", [None, DESK], ids=["phone", "desk"])
def test_from_the_template_to_the_last_corrected_row(citizen, size):
    bay = citizen(**({"size": size} if size else {}))
    page, mine = bay.page, {"Số của bạn": f"NV-{'desk' if size else 'phone'}"}
    bay.window.go("/lam-thay/")
    bay.signs_in()
    page.get_by_role("link", name=f"Làm thay {FIRM}").click()
    page.get_by_role("button", name="Làm thay").click()
    bay.window.go(f"/thu-tuc/{MARITAL_STATUS}/")
    page.get_by_role("link", name="Nộp từ một tệp Excel").click()
    bay.window.look("citizen-batch-new")
    address = page.url
    template = bay.downloads("Tải mẫu Excel")

    good = [{**ROW, "Số của bạn": f"{mine['Số của bạn']}-{n}"} for n in (1, 2)]
    wrong = {**ROW, **mine, "Số định danh cá nhân": "0721"}
    sends(bay, "nhan-vien.xlsx", filled(template, [good[0], wrong, good[1]]))
    expect(page.get_by_role("heading", name="Nộp 2 hồ sơ")).to_be_visible(timeout=WORKER_MS)
    bay.window.look("citizen-batch-checked")
    assert "1 dòng cần sửa" in bay.window.words
    assert "Dòng 5" in bay.window.words

    confirms(bay)
    page.get_by_role("link", name="Đã nộp 2").click()
    bay.window.look("citizen-batch-done")
    assert page.locator("main .rows .code").count() == 2
    left = bay.downloads("Tải các dòng cần sửa")

    bay.window.go(address)
    sends(bay, "sua-lai.xlsx", corrected(left))
    expect(page.get_by_role("heading", name="Nộp 1 hồ sơ")).to_be_visible(timeout=WORKER_MS)
    confirms(bay)
    page.locator("main .rows .code").first.click()
    page.wait_for_url("**/ho-so/*/")
    assert FIRM in page.locator("body").inner_text()

    bay.window.go(address)
    sends(bay, "nhan-vien.xlsx", filled(template, good))
    expect(page.get_by_text("dòng đã nộp từ trước")).to_be_visible(timeout=WORKER_MS)
    bay.window.look("citizen-batch-same")
    assert page.locator("main .rows .code").count() == 2

    bay.window.go(address)
    sends(bay, "khong-phai-mau.xlsx", not_ours())
    expect(page.get_by_text("không thấy dòng nhận diện")).to_be_visible(timeout=WORKER_MS)
    bay.window.look("citizen-batch-refused")
    bay.window.go("/nhieu-ho-so/")
    bay.window.look("citizen-batches")
    assert "sua-lai.xlsx" in bay.window.words
