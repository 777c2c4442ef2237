"""The e-form without scripts: prefilled, saved, nothing typed lost, every error at once."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from motcua.dossiers import api as dossiers
from tests.channels.citizen.phone import MARITAL, draft_address
from tests.dossiers import factories

FIRST = "nguoi-yeu-cau"


def draft_of(phone, address):
    return dossiers.draft(actor=phone.actor, draft_id=address.rstrip("/").rpartition("/")[2])


@pytest.mark.usefixtures("registers")
def test_the_register_fills_in_and_locks_with_its_source(bay):
    page = bay.page(bay.start() + f"{FIRST}/")

    assert "Nguyễn Thị Bảy" in page.words
    assert "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, hôm nay" in page.words
    assert "Báo sai" in page.words
    assert not page.has_field("ho_ten")


@pytest.mark.usefixtures("registers")
def test_a_locked_answer_cannot_be_typed_over(bay):
    address = bay.start()

    bay.send(f"{address}{FIRST}/", ho_ten="Người Khác")

    assert draft_of(bay, address).answers["ho_ten"] == "Nguyễn Thị Bảy"


@pytest.mark.usefixtures("registers")
def test_a_locked_answer_can_be_reported_wrong(bay):
    address = bay.start()

    page = bay.send(f"{address}{FIRST}/", ho_ten__report="Tên đệm của tôi là Thúy")

    assert "Tên đệm của tôi là Thúy" in page.words
    assert draft_of(bay, address).provenance["ho_ten"]["reason"] == "Tên đệm của tôi là Thúy"


@pytest.mark.parametrize("mode", ["down", "garbage"])
def test_a_register_that_fails_blocks_nothing(bay, registers, mode):
    registers.fails("population", mode)

    page = bay.page(bay.start() + f"{FIRST}/")

    assert page.status == 200
    assert "Chưa lấy được thông tin từ Cơ sở dữ liệu dân cư" in page.words
    assert "cán bộ sẽ đối chiếu" in page.words
    assert page.has_field("ho_ten")


def test_the_register_may_be_asked_again(bay, registers):
    registers.fails("population", "down")
    address = bay.start()
    registers.fails("population", "ok")

    page = bay.send(f"{address}lay-lai/")

    assert page.path == f"{address}{FIRST}/"
    # The breaker may still rest; what matters is that asking again is safe.
    assert page.status == 200


@pytest.mark.usefixtures("registers")
def test_all_errors_at_once_and_what_was_typed_stays(bay):
    address = bay.start()

    page = bay.send(f"{address}{FIRST}/", dien_thoai="12x")

    assert page.status == 422
    assert page.title.startswith("Lỗi: ")
    assert "Hãy sửa các chỗ sau" in page.words
    assert 'value="12x"' in page.html
    assert 'href="#dien_thoai"' in page.html
    assert "Chưa lấy được thông tin" not in page.words  # the register has answered


@pytest.mark.usefixtures("registers")
def test_the_form_begins_with_the_steps_and_minutes_that_the_procedures_page_promised(bay):
    promised = re.search(r"(\d+) bước, khoảng (\d+) phút", bay.page(f"/thu-tuc/{MARITAL}/").words)
    told = re.search(
        r"Bước 1 trong (\d+) · còn khoảng (\d+) phút", bay.page(bay.start() + f"{FIRST}/").words
    )
    assert told.groups() == promised.groups()


@pytest.mark.usefixtures("registers")
def test_autosave_answers_with_its_proof(bay):
    address = bay.start()

    answer = bay.post(f"{address}{FIRST}/luu/", {"thu_dien_tu": "bay@vidu.vn"})

    assert answer.status_code == 200
    assert answer.content.decode().startswith("Đã lưu nháp lúc ")
    assert draft_of(bay, address).answers["thu_dien_tu"] == "bay@vidu.vn"


@pytest.mark.usefixtures("registers")
def test_a_cleared_answer_is_cleared(bay):
    address = bay.start()
    bay.post(f"{address}{FIRST}/luu/", {"thu_dien_tu": "bay@vidu.vn"})

    bay.post(f"{address}{FIRST}/luu/", {"thu_dien_tu": ""})

    assert draft_of(bay, address).answers["thu_dien_tu"] is None


@pytest.mark.usefixtures("registers")
def test_another_device_finds_the_same_draft(bay):
    first = bay.start()

    assert bay.start() == first
    assert "Làm tiếp bản nháp" in bay.page(f"/thu-tuc/{MARITAL}/nop/").words


@pytest.mark.usefixtures("registers")
def test_without_a_place_nothing_begins(bay):
    page = bay.send(f"/thu-tuc/{MARITAL}/nop/", place="")

    assert page.status == 422
    assert "Chọn nơi nộp hồ sơ" in page.words


def test_another_persons_draft_is_not_found(bay, dung):
    address = draft_address(bay)

    for page in (f"{FIRST}/", "giay-to/", "kiem-tra/", "da-nop/", ""):
        assert dung.page(address + page).status == 404


def test_a_page_the_form_does_not_have_is_not_found(bay):
    assert bay.page(draft_address(bay) + "trang-la/").status == 404


@pytest.mark.usefixtures("registers")
def test_an_expired_session_is_said_at_once_and_loses_nothing(bay):
    address = bay.start()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    page = bay.send(f"{address}{FIRST}/", thu_dien_tu="bay@vidu.vn")

    assert page.path == "/dang-nhap/"
    assert "Phiên làm việc đã hết" in page.words
    assert "được giữ nguyên" in page.words


def test_autosave_in_an_expired_session_is_told_in_its_own_way(bay):
    address = draft_address(bay)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    answer = bay.post(
        f"{address}{FIRST}/luu/", {"thu_dien_tu": "x"}, headers={"accept": "text/plain"}
    )

    assert answer.status_code == 401


def test_a_case_that_does_not_exist_is_asked_again(bay):
    page = bay.send(f"/thu-tuc/{MARITAL}/nop/", place=str(factories.agency_id()), case="khong_co")

    assert page.path == f"/thu-tuc/{MARITAL}/nop/"
    assert dossiers.my_drafts(actor=bay.actor) == ()
