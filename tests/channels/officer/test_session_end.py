"""A session ends while an official is sending: what was typed comes back, and nothing is done by itself."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.dossiers import factories

REASON = "Tên trong tờ khai chưa khớp với giấy tờ tùy thân."
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def dossier_id(office):
    return factories.submitted()


def ends(official, address, **typed):
    """Sent too late; then signed in again, and led back to the same address."""
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    told = official.post(f"/can-bo/{address}", typed)
    assert "da-giu=1" in told["Location"]
    official.sign_in()
    return official.page(address)


def sent_again(official, address, page):
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(page.html)}
    return official.send(address, **hidden)


def refusal_of(dossier_id):
    return f"ho-so/{dossier_id}/tu-choi/"


def test_a_reason_comes_back_and_is_sent_at_one_press(office, dossier_id):
    address = refusal_of(dossier_id)

    page = ends(office.counter, address, reason=REASON)

    assert REASON in page.text
    assert "chưa có gì được ghi" in page.text
    assert factories.stored(dossier_id).state.name == "SUBMITTED"
    sent_again(office.counter, address, page)
    assert factories.stored(dossier_id).state.name == "NOT_ACCEPTED"
    assert REASON not in office.counter.page(address).text


def test_an_address_that_only_takes_posts_is_no_dead_end(office, dossier_id):
    tick = f"{dossier_id}:{dossier_id}:{factories.stored(dossier_id).code}"

    page = ends(office.counter, "tiep-nhan/nhieu/", picked=tick, sure="yes")

    assert page.status == 200
    assert "Gửi lại những gì đã nhập" in page.text
    assert "Đã tiếp nhận 1 hồ sơ" in sent_again(office.counter, "tiep-nhan/nhieu/", page).text


def test_it_can_be_left(office, dossier_id):
    address = refusal_of(dossier_id)
    ends(office.counter, address, reason=REASON)

    office.counter.get(f"/can-bo/{address}?bo-giu=1")

    assert "Từ chối tiếp nhận (mẫu 03)" in office.counter.page(address).text


def test_without_its_files_nothing_is_sent_again(office, dossier_id):
    """The words are shown to be copied: a sending without its files would say another thing."""
    paper = SimpleUploadedFile("giay.pdf", b"%PDF-1.7", "application/pdf")

    page = ends(office.counter, refusal_of(dossier_id), reason=REASON, paper=paper)

    assert REASON in page.text
    assert "Gửi lại những gì đã nhập" not in page.text
    assert "chọn lại tệp" in page.text


def test_nobody_else_sees_it(office, dossier_id):
    address = refusal_of(dossier_id)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    office.counter.post(f"/can-bo/{address}", {"reason": REASON})
    office.head.cookies["motcua_staff"] = office.counter.cookies["motcua_staff"].value

    office.head.sign_in()

    assert REASON not in office.head.page(address).text
