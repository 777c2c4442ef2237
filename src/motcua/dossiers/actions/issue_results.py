"""The registry clerk numbers and seals; the counter hands over."""

from collections.abc import Sequence
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.complete_step import finish_step
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import NoResultDraftError, ReasonRequiredError
from motcua.dossiers.events import ResultReturned
from motcua.dossiers.models import TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import held_step, lock_dossier
from motcua.dossiers.types import Outcome
from motcua.kit import clock
from motcua.kit.errors import DomainError
from motcua.kit.events import publish
from motcua.kit.scope import acting, command

NUMBER = "number"
RETURN = "return"


def issue_results(*, actor: Actor, dossier_ids: Sequence[UUID]) -> tuple[Outcome, ...]:
    """Number, date and seal, each dossier by itself. Repeating it gives no second number."""
    return tuple(_issue_one(actor, dossier_id) for dossier_id in dossier_ids)


def _issue_one(actor: Actor, dossier_id: UUID) -> Outcome:
    code = ""
    try:
        code, document_id = _to_be_issued(actor, dossier_id)
        documents.issue(actor=actor, document_id=document_id)
        record_issued(actor=actor, dossier_id=dossier_id)
    except DomainError as refusal:
        return Outcome(dossier_id, code, ok=False, message=str(refusal))
    return Outcome(dossier_id, code, ok=True)


def _to_be_issued(actor: Actor, dossier_id: UUID) -> tuple[str, UUID]:
    with acting(actor.scope):
        dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.ISSUE)
        held_step(dossier, NUMBER, actor=actor)
        if dossier.result_document_id is None:
            raise NoResultDraftError
        return dossier.code, dossier.result_document_id


@command
def record_issued(*, actor: Actor, dossier_id: UUID) -> None:
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.ISSUE)
    finish_step(dossier, held_step(dossier, NUMBER, actor=actor), actor=actor, outcome="issued")


@command
def hand_over(*, actor: Actor, dossier_id: UUID, received_by: str, method: str = "counter") -> None:
    """`method`: counter, post or electronic. The end of the life cycle, not of processing."""
    if not received_by.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.HAND_OVER)
    step = held_step(dossier, RETURN, actor=actor)
    finish_step(dossier, step, actor=actor, outcome="handed_over", note=received_by)
    turns = Chronicle(dossier, actor)
    turn = turns.add(
        TurnKind.RETURNED,
        facts={"method": method},
        note=received_by.strip(),
        unit_id=step.unit_id,
    )
    turns.write()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.hand_over",
        object_type="dossier",
        object_id=dossier.id,
        details={"method": method, "at": clock.now().isoformat()},
    )
    publish(ResultReturned(dossier_id=dossier.id, turn_id=turn.id))
