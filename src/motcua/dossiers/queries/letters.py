"""Apology letters that lie ready, for the heads and leaders who send them."""

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor, Role
from motcua.dossiers.models import ApologyDraft
from motcua.dossiers.queries.legal_clock import case_of, row_time_left
from motcua.dossiers.queries.names import in_language, unit_name
from motcua.dossiers.types import LetterView, Status
from motcua.engines.legaltime import api as legaltime
from motcua.kit import clock
from motcua.kit.scope import acting

MOST = 200


def letters(*, actor: Actor) -> tuple[LetterView, ...]:
    """Not sent yet, of dossiers that still run in agencies where this actor is head or leader."""
    agencies = [s.agency_id for s in actor.seats if s.role in {Role.HEAD, Role.LEADER}]
    with acting(actor.scope):
        drafts = ApologyDraft.objects.filter(
            agency_id__in=agencies, sent_at=None, dossier__status=Status.IN_PROGRESS
        )
        rows = drafts.select_related("dossier").order_by("due_at", "id")[:MOST]
        calendar = catalogue.calendar()
        return tuple(_view(draft, calendar) for draft in rows)


def _view(draft: ApologyDraft, calendar: legaltime.Calendar) -> LetterView:
    dossier, now = draft.dossier, clock.now()
    due = dossier.due_at or draft.due_at
    limit = case_of(dossier).clock_policy.limit
    return LetterView(
        dossier_id=dossier.id,
        code=dossier.code,
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        owner_name=dossier.owner_name,
        unit_name=unit_name(draft.unit_id),
        due_at=due,
        left=row_time_left(dossier, calendar, now=now),
        days=draft.days,
        in_time=legaltime.letter_in_time(calendar.local(due), calendar.local(now), limit=limit),
    )
