"""Tell a person something, once."""

from uuid import UUID

from django.utils import translation

from motcua.kit import ids
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications.events import NoticeWritten
from motcua.notifications.models import Notice


def tell(
    *,
    person_id: UUID,
    kind: str,
    title: str,
    body: str,
    key: str,
    dossier_id: UUID | None = None,
    link: str = "",
) -> UUID | None:
    """The notice's id; None when the person already has a notice with this key.

    Written in the language that is active, by a handler in the system's scope: no person may write
    into another's inbox.
    """
    with acting(SYSTEM):
        notice = Notice(
            id=ids.new_id(),
            person_id=person_id,
            kind=kind,
            title=title,
            body=body,
            link=link,
            language=translation.get_language() or "vi",
            dossier_id=dossier_id,
            key=key,
        )
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        if not Notice.objects.filter(pk=notice.pk).exists():
            return None
        publish(NoticeWritten(notice_id=notice.id))
        return notice.id
