"""An administrator writes a text for everybody; a specialist finds, keeps, takes along and asks with it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import DUNG
from tests.journeys.samples import HOUSEHOLD_BUSINESS, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

WORDS = "Ảnh chụp bị mờ. Xin chụp lại, thấy rõ bốn góc."


def writes_for_everybody(admin):
    admin.window.go("/can-bo/cau-mau/")
    admin.page.get_by_label("Tên ngắn để chọn").fill("Ảnh mờ")
    admin.page.get_by_label("Yêu cầu bổ sung").check()
    admin.page.get_by_label("Nội dung").fill(WORDS)
    admin.page.get_by_label("Dùng chung cho cả cơ quan").check()
    admin.presses("Lưu câu mẫu")
    admin.window.look("desk-canned-texts")
    expect(admin.page.get_by_role("row", name="Ảnh mờ")).to_contain_text("Cả cơ quan")


def finds_by_number_and_keeps_it(specialist, code):
    specialist.window.go("/can-bo/tra-cuu/")
    specialist.page.get_by_role("searchbox").fill(DUNG)
    specialist.presses("Tìm")
    expect(specialist.page.get_by_role("link", name=code)).to_be_visible()
    specialist.page.get_by_label("Lưu tìm kiếm này với tên").fill("Của một người")
    specialist.presses("Lưu bộ lọc")
    specialist.window.look("desk-search-found")
    specialist.page.get_by_role("link", name="Đổi tên, xóa bộ lọc").click()
    specialist.window.look("desk-filters")
    specialist.page.get_by_role("link", name="Của một người").click()
    expect(specialist.page.get_by_role("link", name=code)).to_be_visible()


def takes_the_list_along(specialist):
    """The worker writes it; the page follows by itself."""
    specialist.presses("Xuất Excel")
    link = specialist.page.get_by_role("link", name="Tải về").first
    expect(link).to_be_visible(timeout=60_000)
    specialist.window.look("desk-exports")
    with specialist.page.expect_download() as fetched:
        link.click()
    return fetched.value


def asks_with_the_text(specialist, code):
    specialist.opens(code)
    specialist.presses("Yêu cầu bổ sung")
    block = specialist.page.locator(".ask").first
    block.get_by_role("checkbox").check()
    for box in block.get_by_role("textbox").all():
        box.fill("Chụp lại")
    specialist.page.get_by_text("Dùng câu mẫu").click()
    specialist.presses("Ảnh mờ")
    expect(specialist.page.get_by_label("Lý do chung")).to_have_value(WORDS)
    expect(specialist.page.locator(".ask").first.get_by_role("checkbox")).to_be_checked()
    specialist.presses("Xem lại trước khi gửi")
    specialist.presses("Gửi yêu cầu bổ sung")


def test_a_specialist_finds_takes_along_and_asks_with_the_agency_s_words(citizen, official):
    code = citizen(DUNG).applies(HOUSEHOLD_BUSINESS, sample(HOUSEHOLD_BUSINESS)).code
    counter = official("tiepnhan")
    counter.accepts(code)
    for place, name in (("ban-giao", "desk-handovers"), ("ca-truc", "desk-shift")):
        counter.window.go(f"/can-bo/{place}/")
        counter.window.look(name)
    writes_for_everybody(official("quantri"))
    specialist = official("chuyenvien")

    finds_by_number_and_keeps_it(specialist, code)
    assert takes_the_list_along(specialist).suggested_filename.endswith(".xlsx")
    asks_with_the_text(specialist, code)

    assert "Chờ bổ sung" in specialist.window.words
