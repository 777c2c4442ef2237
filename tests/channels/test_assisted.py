"""Typed at the counter, confirmed on the citizen's phone or by a code: the screens of both."""

import re
from uuid import UUID

import pytest

from motcua.dossiers.models import Dossier
from motcua.kit.scope import SYSTEM, acting
from tests.channels.citizen.phone import photo
from tests.channels.officer.test_counter import ADDRESS, filled
from tests.dossiers.test_assisted import sent_code

pytestmark = pytest.mark.django_db


def typed_for_bay(office, **more):
    """From the counter's page to the page where the citizen's word is waited for."""
    page = office.counter.send(ADDRESS, **{**filled(office.counter), "act": "confirm", **more})
    assert "Hồ sơ chỉ được nộp khi người dân xác nhận" in page.text, page.text
    return page.response.request["PATH_INFO"].split("/")[-2]


def how_many():
    with acting(SYSTEM):
        return Dossier.objects.count()


def test_the_citizen_reads_and_confirms_on_the_phone(office, bay):
    entry_id = typed_for_bay(office)
    assert how_many() == 0
    assert "chờ bạn xác nhận" in bay.page("/").words
    page = bay.page(f"/khai-giup/{entry_id}/")
    assert "Hồ sơ chưa được nộp; chỉ bạn mới nộp được." in page.words

    refused = bay.send(f"/khai-giup/{entry_id}/", act="confirm")
    assert (refused.status, how_many()) == (422, 0)
    done = bay.send(f"/khai-giup/{entry_id}/", act="confirm", declared="1")

    assert "Đã nộp hồ sơ" in done.words
    assert how_many() == 1
    assert "chờ bạn xác nhận" not in bay.page("/ho-so/").words
    accepted = office.counter.page(f"khai-giup/{entry_id}/")
    dossier_page = office.counter.page(accepted.response["Location"].removeprefix("/can-bo/"))
    assert "khai giúp; người dân đã đăng nhập và xác nhận." in dossier_page.text


def test_not_right_means_nothing_is_submitted(office, bay):
    entry_id = typed_for_bay(office)

    page = bay.send(f"/khai-giup/{entry_id}/", act="drop")

    assert "Không có hồ sơ nào được nộp" in page.words
    assert how_many() == 0
    assert bay.page(f"/khai-giup/{entry_id}/").status == 404


def test_somebody_else_does_not_find_it(office, dung):
    entry_id = typed_for_bay(office)

    assert dung.page(f"/khai-giup/{entry_id}/").status == 404
    assert dung.send(f"/khai-giup/{entry_id}/", act="confirm", declared="1").status == 404
    assert how_many() == 0


def test_a_code_at_the_counter(office):
    entry_id = typed_for_bay(office, email="bay@thu.example")
    address = f"khai-giup/{entry_id}/"
    asked = office.counter.send(address, act="send")
    assert "Đang gửi mã" in asked.text
    code = sent_code(UUID(entry_id))
    assert "b…y@thu.example" in office.counter.page(address).text

    assert "Nhập mã 6 chữ số" in office.counter.send(address, act="code").text
    wrong = office.counter.send(address, act="code", code=f"{(int(code) + 1) % 10**6:06d}")
    assert (wrong.status, how_many()) == (422, 0)
    assert "còn 4 lần nhập" in wrong.text
    done = office.counter.send(address, act="code", code=code)

    assert "Người dân đã xác nhận, hồ sơ đã nộp" in done.text
    assert how_many() == 1


def test_a_signature_at_the_counter_needs_its_scan(office):
    entry_id = typed_for_bay(office)
    address = f"khai-giup/{entry_id}/"
    refused = office.counter.send(address, act="signature")
    assert (refused.status, how_many()) == (422, 0)
    assert "chữ ký của người dân" in refused.text

    done = office.counter.send(address, act="signature", signed=photo())

    assert how_many() == 1
    dossier_id = re.search(r"/ho-so/([0-9a-f-]{36})/", done.response.request["PATH_INFO"])[1]
    assert "Xem bản có chữ ký" in office.counter.page(f"ho-so/{dossier_id}/").text


def test_the_list_names_who_is_waited_for(office):
    assert "Không có bản khai nào chờ" in office.counter.page("khai-giup/").text
    typed_for_bay(office)

    assert "Nguyễn Thị Bảy" in office.counter.page("khai-giup/").text
    assert office.specialist.page("khai-giup/").status == 403


def test_with_a_fault_the_page_comes_back_and_nothing_is_kept(office):
    page = office.counter.send(
        ADDRESS, **{**filled(office.counter), "act": "confirm", "personal_id": "12"}
    )

    assert page.status == 422
    assert "Không có bản khai nào chờ" in office.counter.page("khai-giup/").text
