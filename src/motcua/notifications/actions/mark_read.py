from collections.abc import Collection
from uuid import UUID

from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.notifications.models import Notice


def mark_read(actor: Actor, notice_ids: Collection[UUID]) -> int:
    """How many were still unread. Another's notices are not there to be marked."""
    with acting(actor.scope):
        unread = Notice.objects.filter(
            person_id=actor.person_id, pk__in=list(notice_ids), read_at=None
        )
        return unread.update(read_at=clock.now())
