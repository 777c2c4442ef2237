"""The counter decides: accept, or refuse with the reason."""

from collections.abc import Sequence
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.actions.charge import open_fee_order
from motcua.dossiers.actions.digitise import keep_confirmed
from motcua.dossiers.actions.hand_in import reused_facts, write_papers
from motcua.dossiers.actions.hand_on import hand_on, received_elsewhere
from motcua.dossiers.actions.open_steps import start_process
from motcua.dossiers.actions.refer import end_referrals
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import ReasonRequiredError
from motcua.dossiers.events import DossierAccepted, DossierRefused
from motcua.dossiers.models import Dossier, Paper, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.reuse import with_reused
from motcua.dossiers.types import Confirmed, PaperIn
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def accept(
    *,
    actor: Actor,
    dossier_id: UUID,
    papers: Sequence[PaperIn] = (),
    confirmed: Sequence[Confirmed] = (),
) -> None:
    """Form 01: the legal clock starts, and the dossier goes to the unit that handles it.

    Transfer is at once (TT 03/2025/TT-VPCP): the first step opens here, or the competent agency gets
    the dossier to take over where the counter is another agency's. What the
    official `confirmed` against the original enters the person's archive and is not asked for again.
    """
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.ACCEPT)
    turns = Chronicle(dossier, actor)
    taken = looked_up(dossier, papers)
    accepted = turns.add(
        TurnKind.ACCEPTED, facts=reused_facts(taken), unit_id=dossier.received_by_unit_id
    )
    take_papers(dossier, taken)
    keep_confirmed(dossier, confirmed, actor=actor)
    if received_elsewhere(dossier):
        hand_on(dossier, turns, actor=actor)
    else:
        turns.add(TurnKind.STARTED, unit_id=dossier.received_by_unit_id)
        start_process(dossier, turns)
    turns.write()
    open_fee_order(dossier, actor)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.accept",
        object_type="dossier",
        object_id=dossier.id,
        details={"due_at": dossier.due_at.isoformat() if dossier.due_at else ""},
    )
    publish(DossierAccepted(dossier_id=dossier.id, turn_id=accepted.id))


@command
def refuse(*, actor: Actor, dossier_id: UUID, reason: str) -> None:
    """Form 03, always with the reason (NĐ 63/2010/NĐ-CP Điều 18)."""
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.REFUSE)
    turns = Chronicle(dossier, actor)
    turn = turns.add(TurnKind.REFUSED, note=reason.strip(), unit_id=dossier.received_by_unit_id)
    turns.write()
    set_retention(dossier)
    end_referrals(dossier)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.refuse",
        object_type="dossier",
        object_id=dossier.id,
    )
    publish(DossierRefused(dossier_id=dossier.id, turn_id=turn.id))


def take_papers(dossier: Dossier, papers: Sequence[PaperIn]) -> None:
    """What was handed in now supersedes what was there for the same component."""
    if not papers:
        return
    Paper.objects.filter(
        dossier=dossier,
        component__in=[paper.component for paper in papers],
        superseded_at=None,
    ).update(superseded_at=clock.now())
    write_papers(dossier, papers)


def looked_up(dossier: Dossier, papers: Sequence[PaperIn]) -> tuple[PaperIn, ...]:
    return with_reused(
        papers,
        procedure_code=dossier.procedure_code,
        case=case_of(dossier),
        owner_id=dossier.owner_id,
    )


def set_retention(dossier: Dossier) -> None:
    """Personal data is kept as long as the procedure says after its end; some is kept for good."""
    years = catalogue.version(dossier.version_id).retention_years
    if years is None:
        return
    ended_on = (dossier.ended_at or clock.now()).astimezone(clock.LEGAL_ZONE).date()
    dossier.keep_until = ended_on.replace(year=ended_on.year + years, day=min(ended_on.day, 28))
    dossier.save(update_fields=["keep_until"])
