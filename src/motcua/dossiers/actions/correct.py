"""The only way back from an end: one official proposes, another approves; the first end stays."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.actions.open_steps import start_process
from motcua.dossiers.actions.refer import end_referrals
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    DossierNotFoundError,
    ReasonRequiredError,
    SamePersonError,
    WrongMomentError,
)
from motcua.dossiers.models import CorrectionOrder, Dossier, Step, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.types import Status
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import command

MAY_BE_CORRECTED = frozenset({Status.RESOLVED, Status.RESULT_RETURNED})


@command
def propose_correction(*, actor: Actor, dossier_id: UUID, reason: str) -> UUID:
    """Ask that a resolved dossier be opened again. Nothing changes until somebody else approves."""
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.PROPOSE_CORRECTION)
    if dossier.state not in MAY_BE_CORRECTED:
        raise WrongMomentError(status=dossier.status_name)
    waiting = CorrectionOrder.objects.filter(dossier=dossier, approved_at=None).first()
    if waiting is not None:
        return waiting.id
    order_id = new_id()
    CorrectionOrder.objects.create(
        id=order_id,
        dossier=dossier,
        agency_id=dossier.agency_id,
        reason_sealed=crypto.seal(reason.strip(), row=f"dossier_correction:reason:{order_id}"),
        proposed_by_id=actor.person_id,
        proposed_at=clock.now(),
    )
    _record(actor, dossier, "dossier.propose_correction", order_id)
    return order_id


@command
def approve_correction(*, actor: Actor, correction_id: UUID) -> None:
    """The diagram starts anew; the first due date and the first end of processing stay as they were."""
    found = CorrectionOrder.objects.filter(pk=correction_id, approved_at=None).first()
    if found is None:
        raise DossierNotFoundError
    dossier = lock_dossier(found.dossier_id, actor=actor, permission=Permission.APPROVE_CORRECTION)
    order = CorrectionOrder.objects.select_for_update().get(pk=correction_id)
    if order.approved_at is not None:
        raise WrongMomentError(status=dossier.status_name)
    if order.proposed_by_id == actor.person_id:
        raise SamePersonError
    order.approved_by_id = actor.person_id
    order.approved_at = clock.now()
    order.save(update_fields=["approved_by_id", "approved_at"])
    turns = Chronicle(dossier, actor)
    turns.add(TurnKind.REOPENED, facts={"correction": str(order.id)})
    Step.objects.filter(dossier=dossier, done_at=None).update(
        done_at=clock.now(), outcome="reopened"
    )
    dossier.result_document_id = None
    end_referrals(dossier)
    start_process(dossier, turns)
    turns.write()
    _record(actor, dossier, "dossier.approve_correction", order.id)


def _record(actor: Actor, dossier: Dossier, verb: str, order_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="dossier",
        object_id=dossier.id,
        details={"correction": str(order_id)},
    )
