"""Something is missing: asked once, answered on exactly what was asked, or withdrawn."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import DUNG
from tests.journeys.pictures import jpeg
from tests.journeys.samples import HOUSEHOLD_BUSINESS, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

REASON = "Địa chỉ kinh doanh chưa rõ số nhà."


def test_a_supplement_is_asked_once_and_answered_in_place(citizen, official):
    owner = citizen(DUNG)
    code = owner.applies(HOUSEHOLD_BUSINESS, sample(HOUSEHOLD_BUSINESS)).code
    counter = official("tiepnhan")
    counter.opens(code)
    counter.asks_for_the_first_two(reason=REASON)
    assert "Chờ bổ sung" in counter.window.words

    owner.opens_code(code)
    owner.window.look("citizen-dossier-waiting")
    assert REASON in owner.window.words
    owner.page.get_by_role("button", name="Bổ sung ngay").click()
    owner.window.look("citizen-supplement")
    assert owner.page.locator("main form .paper, main form .govuk-form-group").count() >= 1
    for box in owner.page.locator("main form input[type=file]").all():
        box.set_input_files([jpeg()])
    for box in owner.page.locator("main form input[type=text]:visible").all():
        box.fill(box.input_value() or "12")
    owner.page.get_by_role("button", name="Gửi bổ sung").click()
    owner.page.wait_for_load_state()

    expect(owner.page.locator(".govuk-error-summary")).to_have_count(0)
    assert "Hồ sơ đang chờ bạn bổ sung" not in owner.window.words
    counter.opens(code)
    assert "Chờ bổ sung" not in counter.page.locator(".dossier-head").inner_text()


def test_a_citizen_withdraws_and_the_dossier_ends(citizen):
    owner = citizen(DUNG)
    code = owner.applies(HOUSEHOLD_BUSINESS, sample(HOUSEHOLD_BUSINESS)).code
    owner.opens_code(code)
    owner.page.get_by_role("link", name="Rút hồ sơ").click()
    owner.window.look("citizen-withdraw")

    owner.page.get_by_role("button", name="Rút hồ sơ").click()
    expect(owner.page.locator(".govuk-error-summary")).to_be_visible()
    owner.page.get_by_label("Tôi muốn rút hồ sơ này").check()
    owner.page.get_by_role("button", name="Rút hồ sơ").click()
    owner.page.wait_for_load_state()

    assert "Đã rút hồ sơ" in owner.window.words
