"""What lies in the person's archive is offered on the papers page, and never asked for twice."""

import re

import pytest

from motcua.documents.models import ArchivedPaper
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Paper
from motcua.dossiers.types import SupplementItem
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories
from tests.dossiers.archives import BUILDING, archived

PAPER = "LAND_CERT"


@pytest.fixture
def kept(bay):
    return archived(bay.actor, days_old=40)


@pytest.fixture
def address(bay):
    """A building permit with nothing handed in for the land certificate."""
    draft_id = factories.draft(bay.actor, BUILDING)
    dossiers.remove_paper(actor=bay.actor, draft_id=draft_id, component=PAPER)
    return f"/ho-so/nhap/{draft_id}/"


def take(bay, address, archived_id):
    return bay.send(f"{address}giay-to/{PAPER}/dung-lai/", giay=str(archived_id))


def test_the_offer_says_what_it_is_from_whom_and_how_old(bay, kept, address):
    page = bay.page(f"{address}giay-to/")

    assert "Đã có trong kho giấy tờ của bạn" in page.words
    assert "số BĐ 123456, UBND huyện Dương Minh Châu" in page.words
    assert "cách đây 40 ngày" in page.words
    assert "từ hồ sơ H53.31.61-250701-0001" in page.words


def test_using_it_again_completes_the_box_and_files_a_reference(bay, kept, address):
    page = take(bay, address, kept)
    assert "Dùng lại từ kho giấy tờ của bạn" in page.words

    review = bay.page(f"{address}kiem-tra/")
    assert "Dùng lại từ kho" in review.words
    receipt = bay.send(f"{address}kiem-tra/", declared="on")

    assert receipt.path.endswith("/da-nop/"), receipt.words
    with acting(SYSTEM):
        assert Paper.objects.get(component=PAPER).archived_id == kept


def test_it_can_be_looked_at_before_it_is_chosen(bay, kept, address):
    page = bay.page(f"{address}giay-to/")
    (seen,) = set(re.findall(rf'href="({address}tep/[0-9a-f-]+/)">Xem', page.html))

    assert bay.get(seen).status_code == 200


def test_the_person_may_hand_in_another_instead(bay, kept, address):
    take(bay, address, kept)

    page = bay.send(f"{address}giay-to/{PAPER}/xoa/")

    assert "Dùng lại giấy này" in page.words


def test_nothing_is_offered_to_somebody_else_and_taking_it_is_refused(dung, kept):
    draft_id = factories.draft(dung.actor, BUILDING)
    dossiers.remove_paper(actor=dung.actor, draft_id=draft_id, component=PAPER)
    address = f"/ho-so/nhap/{draft_id}/"
    assert "Đã có trong kho" not in dung.page(f"{address}giay-to/").words

    page = take(dung, address, kept)

    assert page.status == 422
    assert "không dùng lại được nữa" in page.words
    assert dossiers.draft(actor=dung.actor, draft_id=draft_id).reused == {}


def test_what_was_recalled_meanwhile_is_said_and_missing(bay, kept, address):
    take(bay, address, kept)
    with acting(SYSTEM):
        ArchivedPaper.objects.filter(pk=kept).update(state="recalled")

    assert "không còn dùng được" in bay.page(f"{address}giay-to/").words
    assert bay.send(f"{address}giay-to/").status == 422


def test_a_supplement_can_be_answered_from_the_archive_and_says_why_it_was_asked(bay, desk, kept):
    dossier_id = factories.submitted(bay.actor, BUILDING)
    dossiers.request_supplement(
        actor=desk.receptionist,
        dossier_id=dossier_id,
        items=[SupplementItem("paper", PAPER, "Nộp bản rõ", "Bản trong kho thiếu trang 3")],
        reason="Cần xem lại",
    )
    for address in (f"/ho-so/{dossier_id}/", f"/ho-so/{dossier_id}/bo-sung/"):
        page = bay.page(address)
        assert "vẫn phải nộp vì: Bản trong kho thiếu trang 3" in page.words

    page = bay.send(f"/ho-so/{dossier_id}/bo-sung/", **{f"kho.{PAPER}": str(kept)})

    assert "Đã gửi phần bổ sung" in page.words
    with acting(SYSTEM):
        assert Paper.objects.get(component=PAPER, superseded_at=None).archived_id == kept


def test_the_archive_lists_what_officials_confirmed(bay, kept, dung):
    page = bay.page("/kho-giay-to/")
    assert "Giấy chứng nhận quyền sử dụng đất" in page.words
    (seen,) = re.findall(rf'href="(/kho-giay-to/{kept}/[0-9a-f-]+/)"', page.html)

    assert bay.get(seen).status_code == 200
    assert dung.get(seen).status_code == 404
    assert "Giấy chứng nhận" not in dung.page("/kho-giay-to/").words
