"""An administrator who does not program draws a step into a process, and finds it in the table."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CODE = "1.000656"


def opens(admin):
    admin.window.go(f"/can-bo/quan-tri/thu-tuc/{CODE}/")
    page = admin.page
    begin = page.get_by_role("button", name="Soạn bản tiếp theo")
    begin.click() if begin.count() else page.get_by_role("link", name="Mở bản soạn").click()
    page.get_by_role("link", name=re.compile("^Các bước:")).first.click()
    page.get_by_role("link", name="Vẽ sơ đồ").click()
    return page


def drawing(admin):
    page = opens(admin)
    expect(page.locator("[data-canvas] [data-element-id=start]")).to_be_visible()
    return page


def drags_a_step(page, before, after):
    """From the palette onto the arrow between two."""
    (x1, y), (x2, _y) = middle(page, before), middle(page, after)
    page.locator(".djs-palette [data-action=step]").hover()
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2 - 30, y - 60, steps=4)
    page.mouse.move((x1 + x2) / 2, y, steps=4)
    page.mouse.up()
    expect(page.locator(".designer__faults")).to_contain_text("chưa rõ ai làm")


def says(page, name, unit, role, hours):
    types(page, "Việc phải làm", name)
    side(page, "Bộ phận").select_option(unit)
    side(page, "Vai trò").select_option(role)
    types(page, "Số giờ làm việc", hours)


def saves(page):
    page.get_by_role("button", name="Ghi vào bản soạn").click()


def box(page, element):
    return page.locator(
        f"[data-canvas] [data-element-id='{element}'] .djs-hit"
    ).first.bounding_box()


def middle(page, element):
    found = box(page, element)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def side(page, label):
    return page.locator(".designer__side").get_by_label(label, exact=True)


def types(page, label, words):
    side(page, label).fill(words)
    side(page, label).press("Tab")


def test_a_step_is_drawn_between_two_others_and_found_in_the_table(official):
    admin = official("quantri")
    page = drawing(admin)
    admin.window.look("admin-designer")

    drags_a_step(page, "draft", "sign")
    says(page, "Trưởng phòng xem lại dự thảo", "civil_status", "head", "1,5")
    expect(page.locator("[data-told]")).to_contain_text("Thừa 1,5 giờ")

    saves(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("sửa cho khớp")
    expect(page.locator("[data-canvas]")).to_contain_text("Trưởng phòng")  # still there
    admin.window.look("admin-designer-refused")

    page.get_by_role("button", name="Chia giờ cho khớp thời hạn").click()
    expect(page.locator("[data-told]")).to_contain_text("Vừa khớp thời hạn")
    saves(page)
    expect(page.get_by_text("Đã ghi vào bản soạn.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("Trưởng phòng, Bộ phận tư pháp, hộ tịch")
    stood = middle(page, "buoc_1")

    page.get_by_role("link", name="Bảng các bước").click()
    second = page.get_by_role("group", name="Bước 2")
    expect(second.get_by_label("Việc phải làm")).to_have_value("Trưởng phòng xem lại dự thảo")
    expect(second.get_by_label("Số giờ làm việc")).to_have_value("1,5")

    second.get_by_label("Việc phải làm").fill("Xem lại dự thảo " * 18)
    saves(page)
    page.get_by_role("link", name="Vẽ sơ đồ").click()
    expect(page.locator("[data-canvas]")).to_contain_text("Xem lại")
    text = page.locator("[data-canvas] [data-element-id=buoc_1] text").bounding_box()
    assert text["y"] > box(page, "buoc_1")["y"]
    assert text["height"] < box(page, "buoc_1")["height"] - 20
    assert middle(page, "buoc_1")[0] == pytest.approx(stood[0], abs=1)


def test_a_step_is_drawn_without_a_mouse(official):
    admin = official("quantri")
    page = drawing(admin)
    page.get_by_label("Bước đang chọn").select_option("draft")
    page.get_by_role("button", name="Thêm bước làm cùng lúc").press("Enter")
    types(page, "Việc phải làm", "Hỏi công an xã")
    side(page, "Loại bước").select_option("consult")
    page.get_by_role("button", name="Thêm bước sau", exact=True).press("Enter")
    types(page, "Việc phải làm", "Đọc trả lời")
    side(page, "Trả lại được bước").select_option(label="Hỏi công an xã")
    expect(page.locator("[data-told]")).not_to_contain_text("chưa có tên")
    faults = page.locator(".designer__faults li")
    expect(faults).to_have_count(4)  # who, and how many hours, of both
    page.get_by_role("button", name=re.compile("^Chỉ trên sơ đồ")).first.press("Enter")
    expect(side(page, "Việc phải làm")).not_to_have_value("")
    page.get_by_label("Bước đang chọn").select_option("draft")
    page.locator(".djs-palette [data-action=wait]").press("Enter")
    expect(page.locator("[data-canvas]")).to_contain_text("Lấy ý kiến cơ quan")
    page.locator(".djs-context-pad [data-action=drop]").press("Enter")
    expect(page.locator("[data-canvas]")).not_to_contain_text("Lấy ý kiến cơ quan")
    for _n in range(30):
        page.get_by_role("button", name="Hoàn tác").press("Enter")
    expect(page.locator("[data-canvas]")).not_to_contain_text("Hỏi công an xã")
    page.reload()
    kept = page.get_by_text("Đã mở lại hình bạn đang vẽ dở")
    expect(kept).to_be_visible()
    page.get_by_role("button", name="Bỏ hình vẽ dở").press("Enter")
    expect(kept).to_be_hidden()
    expect(page.locator("[data-canvas] [data-element-id=start]")).to_be_visible()


def test_on_a_phone_the_drawing_is_to_look_at_and_the_table_is_offered(official):
    admin = official("quantri", size=PHONE)
    page = opens(admin)
    expect(page.locator(".drawing")).to_be_visible()
    expect(page.locator("[data-canvas]")).to_be_hidden()
    page.get_by_role("link", name="Sửa bằng bảng các bước").click()
    expect(page.get_by_role("group", name="Bước 1")).to_be_visible()


def test_offices_of_another_province_are_named_once(official):
    admin = official("quantri")
    admin.window.go("/can-bo/quan-tri/thu-tuc/")
    page = admin.page
    page.get_by_role("link", name="Bước chưa rõ bộ phận").click()
    admin.window.look("admin-offices")
    office = page.get_by_label("Chuyên viên Phòng Khoa giáo - Văn xã")
    office.select_option("culture_society")
    page.get_by_role("button", name="Ghi các bộ phận đã chọn").click()
    expect(page.get_by_text("Đã đặt bộ phận cho 1 nơi")).to_be_visible()
    expect(page.get_by_text("Còn 1 nơi chưa rõ.")).to_be_visible()
    expect(office).to_have_value("culture_society")
