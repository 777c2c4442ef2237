"""A mother registers the birth of her child from her phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import ANH, DUNG
from tests.journeys.pictures import big_jpeg, heic, jpeg
from tests.journeys.samples import BIRTH, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_finds_the_procedure_without_accents_and_reads_all_before_signing_in(citizen):
    bay = citizen()

    bay.looks_for("dang ky khai sinh")
    bay.page.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()
    bay.window.look(f"citizen-procedure-{BIRTH}")

    for heading in ("Ai nộp được", "Bạn cần chuẩn bị", "Bạn nhận được"):
        expect(bay.page.get_by_role("heading", name=heading)).to_be_visible()
    assert "Giấy chứng sinh" in bay.window.words
    assert "Bao lâu" in bay.window.words
    assert "Phí, lệ phí" in bay.window.words
    expect(bay.page.get_by_role("link", name="Đăng nhập")).to_be_visible()


def test_what_the_state_knows_is_filled_in_marked_and_locked(citizen):
    bay = citizen()

    bay.begins(BIRTH)

    for known in ("Nguyễn Thị Bảy", "072192000007", "Ấp Thuận Hòa, xã Truông Mít"):
        expect(bay.page.locator(".locked", has_text=known)).to_be_visible()
    marks = bay.page.get_by_text("Lấy từ Cơ sở dữ liệu quốc gia về dân cư, hôm nay")
    expect(marks).to_have_count(3)
    assert not bay.page.locator("input[name=ho_ten]:visible").count(), "it can be overwritten"
    expect(bay.page.get_by_text("Báo sai").first).to_be_visible()


def test_reports_what_the_state_has_wrong(citizen):
    bay = citizen()
    bay.begins(BIRTH)

    bay.page.get_by_text("Báo sai").first.click()
    bay.window.look("form-report-wrong")
    bay.page.locator("[name='ho_ten.report']").fill("Tên đệm của tôi là Thị Bích")
    bay.fills(sample(BIRTH))
    bay.page.get_by_role("link", name="Quay lại").click()

    expect(bay.page.locator("[name='ho_ten.report']")).to_have_value("Tên đệm của tôi là Thị Bích")
    expect(bay.page.locator(".locked", has_text="Nguyễn Thị Bảy")).to_be_visible()


def test_leaves_and_comes_back_on_another_device(citizen):
    dung = citizen(DUNG)  # who has no other draft of this
    dung.begins(BIRTH)
    dung.fills(sample(BIRTH))
    dung.page.locator("[name='con.ho_ten']").fill("Lê Nguyễn Minh Khuê")
    expect(dung.page.locator("[data-saved]")).to_contain_text("Đã lưu")
    dung.window.close()

    on_tablet = citizen(DUNG)
    on_tablet.window.go("/ho-so/")
    on_tablet.signs_in()
    on_tablet.page.locator("a[href^='/ho-so/nhap/']", has_text="Đăng ký khai sinh").click()

    child = on_tablet.page.locator("[name='con.ho_ten']")
    expect(child).to_have_value("Lê Nguyễn Minh Khuê")


def test_all_errors_at_once_and_nothing_typed_is_lost(citizen):
    bay = citizen(ANH)  # who has no earlier draft: every question is open
    bay.begins(BIRTH)
    bay.fills(sample(BIRTH))
    bay.page.locator("[name='bo_roi'][value=no]").check()
    bay.page.locator("[name='con.ho_ten']").fill("Lê An")
    bay.page.locator("[name='con.ngay_sinh.day']").fill("31")
    bay.page.locator("[name='con.ngay_sinh.month']").fill("2")
    bay.page.locator("[name='con.ngay_sinh.year']").fill("2026")

    bay.goes_on()

    bay.window.look("form-errors")
    summary = bay.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").count() >= 3
    assert bay.page.title().startswith("Lỗi:")
    assert "không hợp lệ" not in bay.window.words
    expect(bay.page.locator("[name='con.ho_ten']")).to_have_value("Lê An")
    expect(bay.page.locator("[name='con.ngay_sinh.day']")).to_have_value("31")


def test_photographs_in_any_form_become_one_pdf(citizen):
    bay = citizen()
    bay.begins(BIRTH)
    bay.fills_everything(sample(BIRTH))

    box = bay.hands_in("BIRTH_CERT", jpeg(), heic(), big_jpeg())

    expect(box.locator(".paper__file")).to_have_count(1)
    expect(box).to_contain_text("3 trang")
    thumbnail = box.locator("img")
    expect(thumbnail).to_be_visible()
    assert thumbnail.evaluate("async image => (await image.decode(), image.naturalWidth)") > 0
    bay.window.look("citizen-papers-photographed")
    box.get_by_role("button", name="Xóa").click()
    expect(bay.page.locator("#giay-BIRTH_CERT .paper__file")).to_have_count(0)


def test_submits_has_a_receipt_and_is_followed_with_code_and_secret(citizen):
    bay = citizen()

    receipt = bay.applies(BIRTH, sample(BIRTH))

    bay.window.look("receipt")
    assert receipt.code.startswith("H53.31.61-")
    expect(bay.page.locator(".receipt__qr svg")).to_be_visible()
    copy = bay.downloads("Tải bản đã nộp")
    assert copy.startswith(b"%PDF")
    neighbour = citizen()
    neighbour.tracks(receipt)
    where = neighbour.page.get_by_role("heading", name="Hồ sơ đang ở đâu")
    expect(where).to_be_visible()
    assert receipt.code in neighbour.window.words
    assert "072192000007" not in neighbour.window.words


def test_a_wrong_secret_opens_nothing(citizen):
    bay = citizen()
    receipt = bay.applies(BIRTH, sample(BIRTH))

    stranger = citizen()
    stranger.tracks(type(receipt)(receipt.code, "ABCD2345"))

    assert stranger.window.path == "/tra-cuu/"
    assert "Hồ sơ đang ở đâu" not in stranger.window.words
    expect(stranger.page.locator(".govuk-error-summary")).to_be_visible()
