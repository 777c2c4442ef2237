"""Send a notice by e-mail: never inside a transaction, and the same letter if it must be repeated."""

import smtplib
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.directory import api as directory
from motcua.directory.types import PersonView
from motcua.kit import clock
from motcua.kit.http import refuse_in_transaction
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications.errors import MailRefusedError
from motcua.notifications.events import NoticeWritten
from motcua.notifications.models import Notice


def deliver_by_mail(event: NoticeWritten) -> None:
    """A subscriber: run again it sends nothing twice, unless killed between sending and noting it.

    Even then the Message-ID is the same, so that a mailbox can tell the copies.
    """
    with acting(SYSTEM):
        notice = Notice.objects.filter(pk=event.notice_id, mail=Notice.Mail.WAITING).first()
        person = directory.person(notice.person_id) if notice else None
    if notice is None or person is None:
        return
    if person.email:
        _send(notice, person)
    _note(notice.id, Notice.Mail.SENT if person.email else Notice.Mail.NO_ADDRESS)


def _send(notice: Notice, person: PersonView) -> None:
    refuse_in_transaction()
    letter = EmailMessage(
        subject=notice.title,
        body=_letter(notice, person),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        headers={"Message-ID": f"<{notice.id}@motcua>", "Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except (smtplib.SMTPException, OSError) as refused:
        raise MailRefusedError from refused


def _letter(notice: Notice, person: PersonView) -> str:
    with translation.override(notice.language):
        greeting = _("Kính gửi ông/bà {name},").format(name=person.name)
        see = _("Xem tại: {link}").format(link=notice.link) if notice.link else ""
        closing = _(
            "Thư này gửi tự động. Cơ quan nhà nước không bao giờ hỏi mật khẩu hay mã xác thực qua thư."
        )
    return "\n\n".join(part for part in (greeting, notice.body, see, closing) if part)


def _note(notice_id: UUID, mail: Notice.Mail) -> None:
    with acting(SYSTEM):
        Notice.objects.filter(pk=notice_id).update(mail=mail, mailed_at=clock.now())
