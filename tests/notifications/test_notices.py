import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError
from django.utils import translation

from motcua.kit import ids
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from motcua.notifications.errors import MailRefusedError
from motcua.notifications.events import NoticeWritten
from motcua.notifications.models import Notice
from tests.directory.factories import make_citizen

pytestmark = pytest.mark.usefixtures("province")


def tell(person_id, key="turn:1", **changed):
    told = {
        "kind": "dossier.accepted",
        "title": "Hồ sơ H53.31.61-261119-0042 đã được tiếp nhận",
        "body": "Đăng ký khai sinh: hẹn trả kết quả trước 15 giờ ngày 19/11/2026.",
        "link": "http://127.0.0.1:8000/ho-so/x/",
    }
    return notifications.tell(person_id=person_id, key=key, **{**told, **changed})


def mail_of(notice_id):
    with acting(SYSTEM):
        return Notice.objects.get(pk=notice_id).mail


def test_a_notice_is_in_the_inbox_until_read():
    bay = make_citizen()
    tell(bay.person_id)

    (notice,) = notifications.inbox(bay)
    assert notice.read_at is None
    assert notifications.unread_count(bay) == 1

    notifications.mark_read(bay, [notice.id])
    assert notifications.unread_count(bay) == 0
    assert notifications.inbox(bay)[0].read_at is not None


def test_the_same_turn_is_told_once():
    bay = make_citizen()

    assert tell(bay.person_id) is not None
    assert tell(bay.person_id) is None
    assert len(notifications.inbox(bay)) == 1


def test_newest_first():
    bay = make_citizen()
    tell(bay.person_id, "turn:1", title="Một")
    tell(bay.person_id, "turn:2", title="Hai")

    assert [notice.title for notice in notifications.inbox(bay)] == ["Hai", "Một"]


def test_anothers_inbox_is_neither_seen_nor_marked():
    bay, tam = make_citizen(), make_citizen("Lê Văn Tám", "072090000008")
    notice_id = tell(bay.person_id)

    assert notifications.inbox(tam) == []
    assert notifications.mark_read(tam, [notice_id]) == 0
    with acting(tam.scope):
        assert not Notice.objects.exists()
    assert notifications.unread_count(bay) == 1


def test_nobody_writes_into_anothers_inbox():
    bay, tam = make_citizen(), make_citizen("Lê Văn Tám", "072090000008")

    with pytest.raises(DatabaseError), acting(tam.scope):
        Notice.objects.create(person_id=bay.person_id, kind="x", title="x", body="x", key="x")


def test_a_notice_goes_out_by_mail_once():
    bay = make_citizen(email="bay@tayninh.example")
    notice_id = tell(bay.person_id)

    notifications.deliver_by_mail(NoticeWritten(notice_id=notice_id))
    notifications.deliver_by_mail(NoticeWritten(notice_id=notice_id))

    (letter,) = mail.outbox
    assert letter.to == ["bay@tayninh.example"]
    assert letter.subject.startswith("Hồ sơ H53.31.61")
    assert "Kính gửi ông/bà Nguyễn Thị Bảy" in letter.body
    assert "http://127.0.0.1:8000/ho-so/x/" in letter.body
    assert mail_of(notice_id) == Notice.Mail.SENT


def test_a_person_without_an_address_is_told_in_the_app_only():
    bay = make_citizen()
    notice_id = tell(bay.person_id)

    notifications.deliver_by_mail(NoticeWritten(notice_id=notice_id))

    assert not mail.outbox
    assert mail_of(notice_id) == Notice.Mail.NO_ADDRESS


def test_a_mail_server_that_refuses_is_tried_again(monkeypatch):
    bay = make_citizen(email="bay@tayninh.example")
    event = NoticeWritten(notice_id=tell(bay.person_id))

    def refuse(*_):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(MailRefusedError):
            notifications.deliver_by_mail(event)
    assert mail_of(event.notice_id) == Notice.Mail.WAITING

    notifications.deliver_by_mail(event)
    assert len(mail.outbox) == 1


def test_the_letter_speaks_the_language_of_the_notice():
    bay = make_citizen(email="bay@tayninh.example")
    with translation.override("en"):
        notice_id = tell(bay.person_id)

    with acting(SYSTEM):
        assert Notice.objects.get(pk=notice_id).language == "en"


def test_a_notice_that_is_gone_is_no_failure():
    notifications.deliver_by_mail(NoticeWritten(notice_id=ids.new_id()))

    assert not mail.outbox
