"""A leader signs one or many results, or returns one with the reason."""

from collections.abc import Sequence
from uuid import UUID

from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.documents.errors import PinLockedError, WrongPinError
from motcua.dossiers.actions.complete_step import finish_step
from motcua.dossiers.errors import NoResultDraftError, ReasonRequiredError
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import held_step, lock_dossier
from motcua.dossiers.types import Outcome
from motcua.kit.errors import DomainError
from motcua.kit.scope import acting, command

SIGN = "sign"


def sign_results(*, actor: Actor, dossier_ids: Sequence[UUID], pin: str) -> tuple[Outcome, ...]:
    """Each dossier by itself: one refusal does not stop the others, but a wrong PIN is one wrong try.

    Time stamp and revocation proof come over the network, so no transaction is open meanwhile;
    signing again after a lost answer finds the signature already there and only moves the step.
    """
    return tuple(_sign_one(actor, dossier_id, pin) for dossier_id in dossier_ids)


def _sign_one(actor: Actor, dossier_id: UUID, pin: str) -> Outcome:
    code = ""
    try:
        code, document_id = _to_be_signed(actor=actor, dossier_id=dossier_id)
        documents.sign(actor=actor, document_id=document_id, pin=pin)
        record_signed(actor=actor, dossier_id=dossier_id)
    except (WrongPinError, PinLockedError):
        raise
    except DomainError as refusal:
        return Outcome(dossier_id, code, ok=False, message=str(refusal))
    return Outcome(dossier_id, code, ok=True)


def _to_be_signed(*, actor: Actor, dossier_id: UUID) -> tuple[str, UUID]:
    with acting(actor.scope):
        dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.SIGN)
        held_step(dossier, SIGN, actor=actor)
        if dossier.result_document_id is None:
            raise NoResultDraftError
        return dossier.code, dossier.result_document_id


@command
def record_signed(*, actor: Actor, dossier_id: UUID) -> None:
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.SIGN)
    step = held_step(dossier, SIGN, actor=actor)
    finish_step(dossier, step, actor=actor, outcome="signed")


@command
def return_result(*, actor: Actor, dossier_id: UUID, reason: str) -> None:
    """Back to the specialist, with the reason; the draft can be changed again."""
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.SIGN)
    step = held_step(dossier, SIGN, actor=actor)
    if dossier.result_document_id is not None:
        documents.send_back(
            actor=actor, document_id=dossier.result_document_id, reason=reason.strip()
        )
    finish_step(dossier, step, actor=actor, outcome="return", note=reason)
