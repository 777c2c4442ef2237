"""The conversation on both screens: a count on the list, one message per form, refusals that keep the words."""

import re

import pytest

from motcua.dossiers import api as dossiers
from tests.channels.officer.test_discipline import Desk
from tests.dossiers import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(office, bay):
    dossier_id = factories.accepted(Desk(office), bay.actor)
    dossiers.take(actor=office.specialist.actor, step_id=factories.open_step(dossier_id).id)
    return dossier_id


def key_on(page):
    return re.search(r'name="key" value="([^"]+)"', page.html).group(1)


def test_question_and_answer_go_over_the_screens(office, bay, held):
    address = f"/ho-so/{held}/tin-nhan/"
    asked = bay.page(address)
    assert "Chưa hiểu điều gì, cứ hỏi" in asked.words
    key = key_on(asked)
    sent = bay.send(address, text="Bao giờ xong ạ?", key=key)
    bay.send(address, text="Bao giờ xong ạ?", key=key)
    assert "Đã gửi. Khi có trả lời, bạn sẽ được báo." in sent.words

    assert "1 tin chưa đọc" in office.specialist.page("viec/").text
    page = office.specialist.page(f"ho-so/{held}/tin-nhan/")
    assert page.text.count("Bao giờ xong ạ?") == 1
    assert "1 tin chưa đọc" not in office.specialist.page("viec/").text

    answered = office.specialist.send(f"ho-so/{held}/tin-nhan/", text="Thứ Hai có kết quả.")
    assert "Đã gửi cho người dân." in answered.text
    assert "1 tin mới từ cán bộ" in bay.page("/ho-so/").words
    assert "1 tin mới" in bay.page(f"/ho-so/{held}/").words
    assert "Thứ Hai có kết quả." in bay.page(address).words
    assert "tin mới" not in bay.page("/ho-so/").words


def test_a_hidden_request_is_refused_with_the_way_to_the_form(office, held):
    address = f"ho-so/{held}/tin-nhan/"

    refused = office.specialist.send(address, text="Chị nộp thêm bản sao nhé.")

    assert refused.status == 422
    assert "Chị nộp thêm bản sao nhé." in refused.text
    assert f"/can-bo/ho-so/{held}/bo-sung/" in refused.html
    assert 'name="explains"' in refused.html
    sent = office.specialist.send(address, text="Không cần nộp thêm gì.", explains="1")
    assert "Đã gửi cho người dân." in sent.text


def test_an_empty_message_and_a_stranger_are_refused(bay, dung, held):
    address = f"/ho-so/{held}/tin-nhan/"

    assert bay.send(address, text=" ").status == 422
    assert dung.page(address).status == 404
    assert dung.send(address, text="Xin chào").status == 404
    assert dossiers.conversation(actor=bay.actor, dossier_id=held).messages == ()


def test_who_does_not_hold_it_reads_and_is_told_who_does(office, held):
    page = office.head.page(f"ho-so/{held}/tin-nhan/")

    assert f"Hồ sơ do {office.specialist.actor.name} giữ" in page.text
    assert "<textarea" not in page.html
