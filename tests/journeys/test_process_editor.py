"""An administrator who does not program gives a procedure one step more, and looks at the diagram."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import TAM
from tests.journeys.samples import MARITAL_STATUS, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CODE = "1.001612"


def test_an_administrator_writes_a_process_and_sees_it_drawn(official):
    admin = official("quantri")
    page = admin.page
    admin.window.go(f"/can-bo/quan-tri/thu-tuc/{CODE}/")
    page.get_by_role("button", name="Soạn bản tiếp theo").click()
    page.get_by_role("link", name=re.compile("^Các bước:")).first.click()
    admin.window.look("admin-process")

    page.get_by_role("button", name="Thêm bước sau bước này").first.click()
    second = page.get_by_role("group", name="Bước 2")
    second.get_by_label("Việc phải làm").fill("Trưởng phòng phân công")
    second.get_by_label("Bộ phận").select_option("economy")
    second.get_by_label("Vai trò").select_option("head")
    second.get_by_label("Số giờ làm việc").fill("2")
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("sửa cho khớp")
    expect(page.get_by_role("status")).to_contain_text("Thừa 2 giờ")
    admin.window.look("admin-process-refused")

    page.get_by_role("group", name="Bước 1").get_by_label("Số giờ làm việc").fill("4")
    page.get_by_role("button", name="Ghi vào bản soạn").click()
    expect(page.get_by_text("Đã ghi vào bản soạn.")).to_be_visible()

    page.get_by_role("link", name="Vẽ sơ đồ").click()
    drawing = page.locator("[data-canvas]")
    expect(drawing).to_contain_text("Trưởng phòng phân công")
    expect(drawing.locator(".bjs-powered-by")).to_be_visible()  # what its licence asks for
    expect(page.get_by_role("table")).to_contain_text("Trưởng phòng, Phòng kinh tế")
    admin.window.look("admin-process-drawing")
    page.get_by_role("link", name="Bảng các bước").click()
    page.get_by_role("link", name="Lấy từ quy trình mẫu").click()
    admin.window.look("admin-standard-processes")


def test_an_official_sees_where_a_dossier_stands_in_its_process(citizen, official):
    code = citizen(TAM).applies(MARITAL_STATUS, sample(MARITAL_STATUS)).code
    official("tiepnhan").accepts(code)
    head = official("truongphong")
    head.opens(code)
    head.page.get_by_role("link", name="Xem cả quy trình").click()
    expect(head.page.locator(".drawing .is-open")).to_have_count(1)
    expect(head.page.locator("tr[aria-current=step]")).to_contain_text("đang làm")
    head.window.look("desk-process")
