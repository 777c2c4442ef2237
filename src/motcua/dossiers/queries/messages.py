"""What was said inside a dossier, and how much of it the reader has not seen."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.errors import DossierNotFoundError
from motcua.dossiers.message_rules import is_closed
from motcua.dossiers.models import Dossier, Message, Step
from motcua.dossiers.permissions import Permission, is_applicant, is_reception_here, may
from motcua.dossiers.queries.locks import may_hold
from motcua.dossiers.queries.names import in_language, person_name, unit_name
from motcua.dossiers.queries.visible import visible_dossier
from motcua.dossiers.types import Conversation, MessageView
from motcua.kit import clock, crypto
from motcua.kit.scope import acting


def seal_row(message_id: UUID) -> str:
    return f"dossier_message:text:{message_id}"


def conversation(*, actor: Actor, dossier_id: UUID) -> Conversation:
    """Applicant and handling officials. Raises DossierNotFoundError for everybody else."""
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        if not may(actor, Permission.READ_MESSAGES, found):
            raise DossierNotFoundError
        rows = Message.objects.filter(dossier=found).order_by("written_at", "id")
        citizen = is_applicant(actor, found)
        held = citizen or holds(actor, found)
        closed = is_closed(found.ended_at, clock.now())
        return Conversation(
            dossier_id=found.id,
            code=found.code,
            procedure_name=in_language(catalogue.version(found.version_id).name),
            messages=tuple(_view(row, actor, citizen=citizen) for row in rows),
            may_write=held and not closed,
            holder="" if held else holder_of(found),
            closed=closed,
        )


def _view(row: Message, actor: Actor, *, citizen: bool) -> MessageView:
    return MessageView(
        message_id=row.id,
        by_citizen=row.by_citizen,
        author=row.author_name,
        text=crypto.unseal(row.text_sealed, row=seal_row(row.id)),
        at=row.written_at,
        mine=row.author_id == actor.person_id,
        new=row.read_at is None and row.by_citizen is not citizen,
        read_at=row.read_at,
    )


def holds(actor: Actor, dossier: Dossier) -> bool:
    """Whoever may act on an open step; where none is open, the counter."""
    steps = list(Step.objects.filter(dossier=dossier, done_at=None))
    if not steps:
        return is_reception_here(actor, dossier)
    return any(may_hold(step, actor) for step in steps)


def holder_of(dossier: Dossier) -> str:
    step = Step.objects.filter(dossier=dossier, done_at=None).order_by("opened_at", "id").first()
    if step is None:
        return unit_name(dossier.received_by_unit_id)
    return person_name(step.assignee_id) if step.assignee_id else unit_name(step.unit_id)


def unread_of(dossier_ids: Collection[UUID], *, by_citizen: bool) -> dict[UUID, int]:
    """Messages of that side which the other has not seen, by dossier: one statement for a page."""
    if not dossier_ids:
        return {}
    waiting = Message.objects.filter(
        dossier_id__in=list(dossier_ids), by_citizen=by_citizen, read_at=None
    )
    return dict(waiting.values_list("dossier_id").annotate(count=Count("id")).order_by())
