"""A person stands at the counter: card, papers, receipt, without touching the mouse."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.documents import scans
from tests.journeys.samples import CERTIFIED_COPY, MARITAL_STATUS, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CARD = "072079000012||Võ Hoàng Long|17051979|Nam|Số 45, ấp 3, xã Dương Minh Châu|01012022"
TWO_MINUTES = 120


def test_a_walk_in_is_accepted_from_the_keyboard_alone_and_scanned(official, tmp_path):
    counter = official("tiepnhan")
    began = time.monotonic()
    counter.finds_procedure("chung thuc ban sao", CERTIFIED_COPY)

    counter.types(CARD, "Enter")
    expect(counter.page.get_by_label("Họ, chữ đệm và tên").first).to_have_value("Võ Hoàng Long")
    expect(counter.page.get_by_label("Số định danh cá nhân").first).to_have_value("072079000012")
    counter.answers(sample(CERTIFIED_COPY))
    counter.window.look("desk-counter")
    counter.page.get_by_role("button", name="Tất cả có").focus()
    counter.page.keyboard.press("Enter")
    counter.page.get_by_label("Họ, chữ đệm và tên").first.focus()
    counter.page.keyboard.press("Control+Enter")
    counter.page.wait_for_url("**/can-bo/ho-so/*/**")

    assert time.monotonic() - began < TWO_MINUTES
    counter.window.look("desk-just-accepted")
    assert re.search(r"H53\.31\.61-\d{6}-\d{4}", counter.window.words)
    expect(counter.page.get_by_role("button", name=re.compile("^In Mẫu 01"))).to_be_focused()
    dossier = re.match(r"/can-bo/ho-so/[0-9a-f-]+/", counter.window.path)
    scans_what_is_written_anew(counter, dossier.group(), tmp_path / "xap.pdf")


def scans_what_is_written_anew(counter, dossier, pile):
    """Scanning programs write a file, and write it again: at that moment there is nothing in it."""
    counter.window.go(f"{dossier}quet/")
    counter.window.look("desk-scan")
    pile.write_bytes(scans.pile(0.0))
    counter.page.locator("#pile").set_input_files(pile)
    expect(counter.page.get_by_text("xap.pdf")).to_be_visible()
    pile.write_bytes(b"")
    counter.page.get_by_role("button", name="Tách trang").click()
    expect(counter.page.get_by_label("Trang 1")).to_be_visible()
    counter.window.look("desk-scanned-pages")


def test_a_card_that_cannot_be_read_says_what_to_do_and_keeps_what_was_typed(official):
    counter = official("tiepnhan")
    counter.finds_procedure("chung thuc ban sao", CERTIFIED_COPY)
    counter.page.get_by_label("Số điện thoại").first.fill("0912345678")

    counter.page.get_by_label("Quét mã QR trên thẻ căn cước").fill("abc|def")
    counter.page.keyboard.press("Enter")

    expect(counter.page.locator("#scan-error")).to_contain_text("chuyển Unikey sang E")
    expect(counter.page.get_by_label("Số điện thoại").first).to_have_value("0912345678")


def test_a_refusal_needs_its_reason_and_reaches_the_person(official):
    counter = official("tiepnhan")
    counter.finds_procedure("tinh trang hon nhan", MARITAL_STATUS)
    counter.types(CARD, "Enter")
    counter.answers(sample(MARITAL_STATUS))

    counter.page.get_by_role("button", name="Từ chối (mẫu 03)").click()
    expect(counter.page.locator(".govuk-error-summary")).to_contain_text("lý do")
    counter.page.get_by_label("Lý do, chỉ khi yêu cầu bổ sung hoặc từ chối").fill(
        "Đã đăng ký kết hôn, không thuộc trường hợp được xác nhận."
    )
    counter.page.get_by_role("button", name="Từ chối (mẫu 03)").click()
    counter.page.wait_for_url("**/can-bo/ho-so/*/**")

    assert "Không được tiếp nhận" in counter.window.words
    expect(counter.page.get_by_text("Mẫu 03").first).to_be_visible()
