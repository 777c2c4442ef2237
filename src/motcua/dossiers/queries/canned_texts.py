from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.directory.types import Actor, Role, Seat
from motcua.dossiers.errors import TextNotFoundError
from motcua.dossiers.models import CannedText
from motcua.dossiers.types import CannedTextView, TextUse
from motcua.kit.scope import acting

SHARERS = (Role.HEAD, Role.LEADER, Role.ADMINISTRATOR)
MOST = 200


def canned_texts(*, actor: Actor, use: TextUse | None = None) -> tuple[CannedTextView, ...]:
    """The actor's own first, then those of their agencies; each by title."""
    with acting(actor.scope):
        rows = within_reach(actor)
        if use is not None:
            rows = rows.filter(use=use)
        return tuple(_view(actor, row) for row in rows.order_by("person_id", "title")[:MOST])


def canned_text(*, actor: Actor, text_id: UUID) -> CannedTextView:
    with acting(actor.scope):
        row = within_reach(actor).filter(pk=text_id).first()
        if row is None:
            raise TextNotFoundError
        return _view(actor, row)


def within_reach(actor: Actor) -> QuerySet[CannedText]:
    whose = Q(person_id=actor.person_id) | Q(person_id=None)
    return CannedText.objects.filter(whose, agency_id__in=actor.agencies)


def may_share(seat: Seat) -> bool:
    return seat.role in SHARERS


def may_change(actor: Actor, row: CannedText) -> bool:
    if row.person_id is not None:
        return row.person_id == actor.person_id
    return any(may_share(seat) and seat.agency_id == row.agency_id for seat in actor.seats)


def _view(actor: Actor, row: CannedText) -> CannedTextView:
    return CannedTextView(
        text_id=row.id,
        use=TextUse(row.use),
        title=row.title,
        body=row.body,
        shared=row.person_id is None,
        may_change=may_change(actor, row),
    )
