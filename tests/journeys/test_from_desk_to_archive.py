"""A dossier crosses the desks: accepted, drafted, reviewed, signed, numbered, handed over, verified."""

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import AN
from tests.journeys.samples import MARITAL_STATUS, sample
from tests.journeys.screens import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

RESULT = "Giấy xác nhận tình trạng hôn nhân"


@pytest.fixture
def proposed(citizen, official):
    """Dossiers as the leader finds them: drafted by the specialist, agreed to by the head."""

    def bring(count):
        owner, counter = citizen(AN), official("tiepnhan")
        specialist, head = official("hotich"), official("truongphong")
        codes = []
        for _ in range(count):
            codes.append(owner.applies(MARITAL_STATUS, sample(MARITAL_STATUS)).code)
            counter.accepts(codes[-1])
            specialist.takes(codes[-1])
            specialist.drafts(codes[-1])
            specialist.proposes("Đã tra cứu, chưa đăng ký kết hôn với ai.")
            head.agrees(codes[-1])
        return codes

    return bring


def test_the_leader_signs_two_on_a_phone_and_sends_one_back(proposed, official):
    first, second, third = proposed(3)
    leader = official("lanhdao", size=PHONE)

    leader.signs(first, second)

    expect(leader.page.get_by_text("Đã ký 2 văn bản.")).to_be_visible()
    leader.sends_back(third, "Ghi rõ nơi cư trú trước đây của người đề nghị.")
    expect(leader.page.get_by_text("Đã trả lại 1 dự thảo kèm lý do.")).to_be_visible()
    assert third not in leader.window.words
    specialist = official("hotich")
    specialist.opens(third)
    expect(specialist.page.get_by_text("Ghi rõ nơi cư trú trước đây")).to_be_visible()


def test_a_wrong_pin_signs_nothing(proposed, official):
    (code,) = proposed(1)
    leader = official("lanhdao", size=PHONE)

    leader.signs(code, pin="000000")

    leader.window.look("desk-sign-wrong-pin")
    expect(leader.page.locator(".govuk-error-summary")).to_contain_text("Mã PIN không đúng")
    leader.window.go("/can-bo/ky/")
    assert code in leader.window.words


def test_the_result_is_numbered_handed_over_kept_and_verified(proposed, official, citizen):
    (code,) = proposed(1)
    official("lanhdao", size=PHONE).signs(code)
    clerk = official("vanthu")
    clerk.numbers(code)
    expect(clerk.page.get_by_text("1 văn bản").first).to_be_visible()
    official("tiepnhan").hands_over(code, to="Trần Thị Ẩn")

    owner = citizen(AN)
    owner.opens_code(code)
    owner.window.look("citizen-dossier-done")
    assert "Xong sớm" in owner.window.words
    paper = owner.downloads("Tải kết quả (PDF)")
    owner.window.go("/kho-giay-to/")
    owner.window.look("citizen-archive")
    expect(owner.page.get_by_role("link", name=RESULT).first).to_be_visible()

    anyone = citizen()
    anyone.verifies("ket-qua.pdf", paper)
    anyone.window.look("verdict-valid")
    verdict = anyone.page.locator(".verdict")
    expect(verdict).to_have_class("verdict verdict--good")
    for said in ("Huỳnh Ngọc Ẩn", "UBND xã Truông Mít"):
        expect(anyone.page.locator("main")).to_contain_text(said)

    anyone.verifies("da-sua.pdf", with_one_byte_changed(paper))
    anyone.window.look("verdict-broken")
    expect(anyone.page.locator(".verdict")).to_have_class("verdict verdict--bad")


def with_one_byte_changed(paper):
    """In what people read: the middle of the first page's content."""
    at = paper.index(b"stream") + 200
    return paper[:at] + bytes([paper[at] ^ 1]) + paper[at + 1 :]
