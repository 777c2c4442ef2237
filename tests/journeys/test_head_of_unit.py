"""A head gives a task to somebody and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import ANH
from tests.journeys.samples import MARITAL_STATUS, sample
from tests.journeys.screens import PHONE

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


def test_a_head_agrees_to_some_at_once_and_returns_others(citizen, official):
    """Each by itself, with a line for each that says how it went."""
    owner, counter, specialist = citizen(ANH), official("tiepnhan"), official("hotich")
    codes = []
    for _ in range(3):
        codes.append(owner.applies(MARITAL_STATUS, sample(MARITAL_STATUS)).code)
        counter.accepts(codes[-1])
        specialist.takes(codes[-1])
        specialist.drafts(codes[-1])
        specialist.proposes("Đã tra cứu.")
    head = official("truongphong", size=PHONE)

    picks_waiting(head, codes[:2])
    head.presses("Đồng ý")
    expect(head.page.locator("main")).to_contain_text("Làm được 2 hồ sơ")
    head.window.look("desk-agreed-to-many")
    for code in codes[:2]:
        expect(head.page.locator("[data-row]", has_text=code)).to_contain_text("Đã làm")

    picks_waiting(head, codes[2:])
    head.presses("Trả lại")
    head.window.look("desk-return-many")
    head.page.get_by_role("textbox").fill("Ghi rõ nơi cư trú trước đây.")
    head.page.locator("main form").get_by_role("button").first.click()
    head.page.wait_for_load_state()
    expect(head.page.locator("main")).to_contain_text("Đã trả lại 1 hồ sơ kèm lý do")

    specialist.opens(codes[2])
    expect(specialist.page.locator("main")).to_contain_text("Ghi rõ nơi cư trú trước đây")
    leader = official("lanhdao", size=PHONE)
    leader.window.go("/can-bo/ky/")
    for code in codes[:2]:
        expect(leader.page.get_by_label(f"Chọn ký {code}")).to_be_visible()
    assert codes[2] not in leader.window.words


def picks_waiting(head, codes):
    head.window.go("/can-bo/viec/?tab=cho-nhan")
    for code in codes:
        head.page.locator("[data-row]", has_text=code).get_by_role("checkbox").check()
