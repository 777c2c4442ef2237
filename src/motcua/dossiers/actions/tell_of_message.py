"""Whoever is written to hears of it; what was written stays inside the dossier."""

from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.dossiers.actions.tell_owner import address_for, hearers
from motcua.dossiers.events import MessageWritten
from motcua.dossiers.models import Dossier, Message, Step
from motcua.dossiers.queries.names import in_language
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications


def tell_of_message(event: MessageWritten) -> None:
    """Safe to run twice: the message's id is the key of the notice. The words are never mailed."""
    with acting(SYSTEM):
        message = Message.objects.get(pk=event.message_id)
        dossier = Dossier.objects.get(pk=event.dossier_id)
        for person_id in _holders(dossier) if message.by_citizen else hearers(dossier):
            _tell(dossier, message, person_id)


def _holders(dossier: Dossier) -> set[UUID]:
    """Those who hold an open step by name; a step of a whole unit shows on the unit's list."""
    steps = Step.objects.filter(dossier=dossier, done_at=None, assignee_id__isnull=False)
    return {held for held in steps.values_list("assignee_id", flat=True) if held is not None}


def _tell(dossier: Dossier, message: Message, person_id: UUID) -> None:
    with translation.override("vi" if message.by_citizen else dossier.language):
        name = in_language(catalogue.version(dossier.version_id).name)
        title, body = _words(by_citizen=message.by_citizen)
        notifications.tell(
            person_id=person_id,
            kind="dossier.message",
            title=title.format(code=dossier.code),
            body=body.format(procedure=name),
            dossier_id=dossier.id,
            link=_link(dossier, message, person_id),
            key=f"message:{message.id}",
        )


def _link(dossier: Dossier, message: Message, person_id: UUID) -> str:
    if message.by_citizen:
        return f"{settings.SITE_ADDRESS}/can-bo/ho-so/{dossier.id}/tin-nhan/"
    return address_for(dossier, person_id, "tin-nhan/")


def _words(*, by_citizen: bool) -> tuple[str, str]:
    if by_citizen:
        title = _("Người dân hỏi về hồ sơ {code}")
        return title, _("{procedure}: mở hồ sơ để đọc và trả lời.")
    title = _("Cán bộ nhắn bạn về hồ sơ {code}")
    return title, _("{procedure}: mở hồ sơ để đọc. Bạn có thể trả lời ngay tại đó.")
