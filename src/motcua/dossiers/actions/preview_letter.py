"""Form 04 as it would go out now, for whoever is about to send it; nothing is written."""

from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.actions.apologise import later
from motcua.dossiers.errors import WrongMomentError
from motcua.dossiers.models import Turn, TurnKind
from motcua.dossiers.permissions import Permission, authorize
from motcua.dossiers.queries.form_data import form_data
from motcua.dossiers.queries.legal_clock import assess, turns_of
from motcua.dossiers.queries.visible import visible_dossier
from motcua.engines.legaltime import api as legaltime
from motcua.engines.papers import api as papers
from motcua.kit import clock
from motcua.kit.scope import acting


def preview_letter(*, actor: Actor, dossier_id: UUID, days: int, reason: str) -> tuple[str, bytes]:
    """Name and PDF. The day asked for counts from the due date in time, from today when too late."""
    now = clock.now()
    with acting(actor.scope):
        dossier = visible_dossier(dossier_id, actor=actor)
        authorize(actor, Permission.APOLOGISE, dossier)
        deadline = assess(dossier, turns_of(dossier), now=now)
        if deadline.due_at is None or deadline.is_over:
            raise WrongMomentError(status=dossier.status_name)
        verdict = legaltime.may_apologise(deadline, catalogue.calendar(), now, dossier.extensions)
        counted_from = deadline.due_at if verdict.allowed else now
        turn = Turn(
            dossier_id=dossier.id,
            kind=TurnKind.APOLOGISED,
            at=now,
            actor_id=actor.person_id,
            facts={"promised": later(counted_from, days).isoformat()},
        )
        data = {**form_data(dossier, turn), "reason": reason.strip() or None}
    pdf = papers.render_form("04", data, on=clock.today(), made_at=now).pdf
    return f"xem-truoc-{dossier.code}.pdf", pdf
