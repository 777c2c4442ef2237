"""What one person has been told, newest first."""

from motcua.directory.types import Actor
from motcua.kit.scope import acting
from motcua.notifications.models import Notice
from motcua.notifications.types import NoticeView

INBOX = 100


def inbox(actor: Actor) -> list[NoticeView]:
    with acting(actor.scope):
        rows = Notice.objects.filter(person_id=actor.person_id).order_by("-written_at")[:INBOX]
        return [
            NoticeView(
                row.id,
                row.kind,
                row.title,
                row.body,
                row.link,
                row.dossier_id,
                row.written_at,
                row.read_at,
            )
            for row in rows
        ]


def unread_count(actor: Actor) -> int:
    with acting(actor.scope):
        return Notice.objects.filter(person_id=actor.person_id, read_at=None).count()
