"""From the kiosk in the hall over the wall to the counter, and an appointment from the phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SETTING_UP = "/can-bo/quan-tri/hang-doi/"


@pytest.fixture
def outside_is_away(product):
    """Every system that is not ours is down."""
    systems = ("eid", "population", "mailbox", "ca", "ocsp", "crl", "tsa")
    product.fails(**dict.fromkeys(systems, "down"))
    yield
    product.fails(**dict.fromkeys(systems, "ok"))


def opens_the_hall(admin):
    """One service with hours on every weekday, two counters; answers the addresses of the machines."""
    page = admin.page
    admin.window.go(SETTING_UP)
    opening = page.get_by_role("button", name="Mở hàng đợi")
    if opening.count():
        opening.click()
        page.get_by_label("Chữ của số").fill("A")
        page.get_by_label("Tên nhóm dịch vụ").fill("Hộ tịch, chứng thực")
        page.get_by_role("button", name="Thêm nhóm dịch vụ").click()
        for number in ("1", "2"):
            page.get_by_label("Số quầy").fill(number)
            page.get_by_role("button", name="Thêm quầy").click()
        for weekday in ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"):
            page.get_by_label("Ngày trong tuần").select_option(label=weekday)
            page.get_by_role("button", name="Lưu giờ").click()
    admin.window.look("desk-queue-setting-up")
    kiosk = page.get_by_role("link", name="Máy lấy số").get_attribute("href")
    wall = page.get_by_role("link", name="Màn hình gọi").get_attribute("href")
    admin.window.go("/can-bo/quan-tri/may-quet/")
    admin.window.look("desk-scanners")
    return kiosk, wall


def takes_a_number(window, kiosk, priority="Không, tôi chờ như mọi người"):
    window.go(kiosk)
    window.look("kiosk")
    window.page.get_by_role("button", name="Hộ tịch, chứng thực").click()
    window.look("kiosk-priority")
    window.page.get_by_role("button", name=priority).click()
    window.page.wait_for_url("**/so/*/")
    window.look("kiosk-paper")
    return window.page.locator(".ticket-paper__number").inner_text()


@pytest.mark.usefixtures("outside_is_away")
def test_kiosk_wall_counter(official, open_window):
    kiosk, wall = opens_the_hall(official("quantri"))
    hall = open_window(size=DESK)
    ordinary = takes_a_number(hall, kiosk)
    phone = open_window(size=PHONE)
    phone.go(re.sub(r"/lay-so/[^/]+", "", hall.path))
    expect(phone.page.get_by_text("Bạn là người tiếp theo")).to_be_visible()
    phone.look("ticket-on-the-phone")
    elderly = takes_a_number(hall, kiosk, "Tôi là người cao tuổi")

    board = open_window(size=DESK)
    board.go(wall)
    board.look("wall-waiting")
    desk = official("tiepnhan")
    desk.window.go("/can-bo/hang-doi/")
    desk.window.look("desk-queue-closed")
    desk.page.get_by_role("button", name="Mở quầy 1").click()
    desk.page.get_by_role("button", name="Gọi người tiếp theo").click()
    desk.window.look("desk-queue-called")

    # The board follows by itself, and says it to those who cannot see it.
    live = board.page.locator("[aria-live=polite]")
    expect(live).to_contain_text(f"Mời số {elderly} đến quầy 1")
    board.look("wall-calling")

    serves_and_calls(desk, ordinary)
    phone.page.reload()
    expect(phone.page.get_by_text(f"Mời số {ordinary} đến quầy 1")).to_be_visible()
    desk.page.get_by_role("button", name="Qua lượt").click()
    desk.page.get_by_role("button", name="Đóng quầy").click()


def serves_and_calls(desk, following):
    """From the number straight into the intake, back, done, and the next one."""
    desk.page.get_by_role("button", name="Bắt đầu").click()
    desk.window.look("desk-queue-serving")
    desk.page.get_by_role("button", name="Nhận hồ sơ của người này").click()
    expect(desk.page.get_by_role("heading", name="Người dân cần làm thủ tục gì?")).to_be_visible()
    desk.window.go("/can-bo/hang-doi/")
    desk.page.get_by_role("button", name="Xong").click()
    desk.page.get_by_role("button", name="Gọi người tiếp theo").click()
    assert following in desk.window.words


def cancels(person):
    """Asked once more, so that a thumb does not give the hour away."""
    person.page.locator("summary", has_text="Hủy lịch hẹn").click()
    person.page.get_by_role("button", name="Hủy lịch này").click()


def test_an_appointment_without_scripts(official, citizen):
    opens_the_hall(official("quantri"))
    bay = citizen(scripts=False)
    bay.window.go("/lich-hen/dat/")
    bay.signs_in()
    bay.page.get_by_role("link", name="Hộ tịch, chứng thực").click()
    bay.page.get_by_label(re.compile("^09:00")).first.check()
    bay.page.get_by_role("button", name="Đặt lịch hẹn").click()
    assert "Mã lịch hẹn:" in bay.window.words
    cancels(bay)
    assert "Đã hủy lịch hẹn" in bay.window.words


def test_the_pages_of_an_appointment_are_usable(official, citizen):
    opens_the_hall(official("quantri"))
    bay = citizen()
    bay.window.go("/lich-hen/dat/")
    bay.signs_in()
    bay.window.look("appointment-service")
    bay.page.get_by_role("link", name="Hộ tịch, chứng thực").click()
    bay.window.look("appointment-hours")
    bay.page.get_by_label(re.compile("^08:30")).first.check()
    bay.page.get_by_role("button", name="Đặt lịch hẹn").click()
    bay.window.look("appointment")
    booked = bay.window.path
    bay.window.go("/lich-hen/")
    bay.window.look("appointments")
    bay.window.go(booked)
    cancels(bay)
