"""A dossier goes from one agency to another: taken over, asked about, linked."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.citizen import AN, ANH
from tests.journeys.samples import BUILDING_PERMIT, MARITAL_STATUS, sample
from tests.journeys.screens import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CARD = "072079000012||Võ Hoàng Long|30081979|Nam|Ấp Thuận Bình, xã Truông Mít|01012022"
MARRIAGE = "1.000894"
CODE = re.compile(r"H53\.31\.\d+-\d{6}-\d{4}")
HERE = "UBND xã Truông Mít"


def accepted_at(counter):
    """From the keyboard: all papers are there, accept; answers with the code."""
    counter.page.get_by_role("button", name="Tất cả có").click()
    counter.page.get_by_role("button", name="Tiếp nhận (mẫu 01)").click()
    counter.page.wait_for_url("**/can-bo/ho-so/*/**")
    return CODE.search(counter.window.words).group()


def test_received_at_another_counter_it_is_taken_over_by_who_is_competent(official):
    counter = official("tiepnhantn")
    counter.finds_procedure("tinh trang hon nhan", MARITAL_STATUS)
    counter.types(CARD, "Enter")
    counter.answers(sample(MARITAL_STATUS))
    counter.page.get_by_label("Cơ quan giải quyết").select_option(label=HERE)
    counter.window.look("desk-counter-elsewhere")
    code = accepted_at(counter)
    counter.window.look("desk-transferred")

    desk = official("tiepnhan")
    desk.window.go("/can-bo/lien-thong/")
    desk.window.look("desk-linked-waiting")
    desk.page.get_by_role("button", name=f"Nhận hồ sơ {code}").click()

    expect(desk.page.get_by_text("Đã nhận hồ sơ.")).to_be_visible()
    desk.opens(code)
    expect(desk.page.get_by_text("Bàn giao: " + HERE)).to_be_visible()


def test_the_department_answers_and_the_applicant_sees_who_has_it(citizen, official):
    owner = citizen(AN)
    receipt = owner.applies(BUILDING_PERMIT, sample(BUILDING_PERMIT))
    official("tiepnhan").accepts(receipt.code)
    owner.opens_code(receipt.code)
    owner.window.look("citizen-who-holds-it")
    expect(owner.page.get_by_text("Sở Xây dựng tỉnh Tây Ninh").first).to_be_visible()

    asked = official("soxaydung")
    asked.window.go("/can-bo/lien-thong/")
    asked.window.look("desk-questions")
    asked.page.get_by_role("link", name=receipt.code).click()
    asked.window.look("desk-question")
    asked.page.get_by_label("Đồng ý kèm điều kiện").check()
    asked.page.get_by_label("Nội dung").fill("Lùi 3 mét so với lộ giới.")
    asked.page.get_by_role("button", name="Gửi ý kiến").click()
    expect(asked.page.get_by_text(f"Đã gửi ý kiến về {HERE}.")).to_be_visible()

    officer = official("chuyenvien")
    officer.opens(receipt.code)
    officer.window.look("desk-dossier-with-opinions")
    expect(officer.page.get_by_text("Lùi 3 mét so với lộ giới.").first).to_be_visible()
    officer.presses("Hỏi ý kiến cơ quan khác")
    officer.window.look("desk-consult")


def test_a_marriage_makes_a_dossier_at_the_other_commune(citizen, official):
    bride = citizen(ANH)
    receipt = bride.applies(
        MARRIAGE, sample(MARRIAGE, nth=1, ben_nop="ben_nu"), case="nam_o_xa_khac"
    )
    official("tiepnhan").accepts(receipt.code)

    there = official("tiepnhantn")
    there.window.go("/can-bo/tiep-nhan/")
    child = there.page.get_by_role("link", name=re.compile(r"^H53\.31\.87-"))
    expect(child.first).to_be_visible()
    child.first.click()
    there.window.look("desk-child-to-accept")
    there.page.get_by_role("button", name="Tất cả có").click()
    there.page.get_by_role("button", name="Tiếp nhận (mẫu 01)").click()
    there.page.wait_for_url("**/can-bo/ho-so/*/**")

    bride.opens_code(receipt.code)
    bride.window.look("citizen-linked")
    expect(bride.page.get_by_text("UBND phường Tân Ninh").first).to_be_visible()
    phone = official("hotich", size=PHONE)
    phone.window.go("/can-bo/lien-thong/")
    phone.window.look("desk-linked-phone")
