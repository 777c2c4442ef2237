"""A mother registers the birth of her child from her phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import Citizen
from tests.journeys.pictures import big_jpeg, heic, jpeg
from tests.journeys.samples import BIRTH, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_finds_the_procedure_without_accents_and_reads_all_before_signing_in(phone):
    bay = Citizen(phone)

    bay.looks_for("dang ky khai sinh")
    phone.page.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()

    for heading in ("Ai nộp được", "Bạn cần chuẩn bị", "Bạn nhận được"):
        expect(phone.page.get_by_role("heading", name=heading)).to_be_visible()
    assert "Giấy chứng sinh" in phone.words
    assert "Bao lâu" in phone.words
    assert "Phí, lệ phí" in phone.words
    expect(phone.page.get_by_role("link", name="Đăng nhập")).to_be_visible()


def test_what_the_state_knows_is_filled_in_marked_and_locked(phone):
    bay = Citizen(phone)

    bay.begins(BIRTH)

    name = phone.page.locator("#ho_ten, .locked").filter(has_text="Nguyễn Thị Bảy").first
    expect(name).to_be_visible()
    expect(phone.page.get_by_text("Cơ sở dữ liệu quốc gia về dân cư").first).to_be_visible()
    expect(phone.page.get_by_text("072192000007")).to_be_visible()
    assert not phone.page.locator("input[name=ho_ten]:visible").count(), "it can be overwritten"
    expect(phone.page.get_by_text("Báo sai").first).to_be_visible()


def test_leaves_and_comes_back_on_another_device(phone, open_window):
    bay = Citizen(phone)
    bay.begins(BIRTH)
    bay.fills(sample(BIRTH))
    phone.page.locator("[name='con.ho_ten']").fill("Lê Nguyễn Minh Khuê")
    expect(phone.page.locator("[data-saved]")).to_contain_text("Đã lưu")
    phone.close()

    tablet = Citizen(open_window())
    tablet.window.go("/ho-so/")
    tablet.signs_in()
    tablet.page.get_by_role("link", name="Đăng ký khai sinh").click()

    expect(tablet.page.locator("[name='con.ho_ten']")).to_have_value("Lê Nguyễn Minh Khuê")


def test_photographs_in_any_form_become_one_pdf(phone):
    bay = Citizen(phone)
    bay.begins(BIRTH)
    bay.fills_everything(sample(BIRTH))

    box = bay.hands_in("BIRTH_CERT", jpeg(), heic(), big_jpeg())

    expect(box.locator(".paper__file")).to_have_count(1)
    expect(box).to_contain_text("3 trang")
    expect(box.locator("img")).to_have_js_property("complete", value=True)


def test_submits_and_follows_with_code_and_secret(phone, open_window):
    bay = Citizen(phone)

    receipt = bay.applies(BIRTH, sample(BIRTH))

    phone.look("receipt")
    assert receipt.code.startswith("H53.31.61-")
    expect(phone.page.locator(".receipt__qr svg")).to_be_visible()
    neighbour = Citizen(open_window())
    neighbour.tracks(receipt)
    expect(neighbour.page.get_by_role("heading", name="Hồ sơ đang ở đâu")).to_be_visible()
    assert receipt.code in neighbour.window.words
    assert "072192000007" not in neighbour.window.words
