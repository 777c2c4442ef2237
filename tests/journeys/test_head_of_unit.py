"""A head gives a task to somebody and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import ANH
from tests.journeys.samples import MARITAL_STATUS, sample

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_head_assigns_and_takes_back(citizen, official):
    code = citizen(ANH).applies(MARITAL_STATUS, sample(MARITAL_STATUS)).code
    official("tiepnhan").accepts(code)
    head = official("truongphong")
    head.works()
    head.opens(code)

    head.presses("Giao cho…")
    head.window.look("desk-assign")
    head.page.locator("main form input[type=radio], main form select").first.wait_for()
    if head.page.locator("main form select").count():
        head.page.locator("main form select").first.select_option(index=1)
    else:
        head.page.locator("main form input[type=radio]").first.check()
    head.page.locator("main form").get_by_role("button").first.click()
    head.page.wait_for_load_state()
    expect(head.page.get_by_text("Đã giao việc.")).to_be_visible()

    head.opens(code)
    head.presses("Rút việc về")
    head.window.look("desk-take-back")
    head.page.locator("main form").get_by_role("button").first.click()
    head.page.wait_for_load_state()
    expect(head.page.get_by_text("Bước này đang chờ người nhận.")).to_be_visible()
