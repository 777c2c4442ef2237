"""Ask once more than the law allows: written down, approved by the head, counted as a breach."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.actions.request_supplement import (
    Asking,
    asked_again,
    received_on,
    refuse_unknown,
    send,
)
from motcua.dossiers.errors import (
    DossierNotFoundError,
    FurtherDecidedError,
    FurtherWaitingError,
    NothingMissingError,
    ReasonRequiredError,
    SecondPersonError,
    SupplementAllowedError,
    SupplementOpenError,
    WrongMomentError,
)
from motcua.dossiers.models import Dossier, FurtherRequest
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.further import content_of, note_row, seal_row
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.rules import is_breach
from motcua.dossiers.types import RUNNING, Status, SupplementItem
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import command


@command
def propose_further_supplement(
    *,
    actor: Actor,
    dossier_id: UUID,
    items: Sequence[SupplementItem],
    reason: str,
    why_again: str,
    legal_basis: str = "",
) -> UUID:
    """Nothing reaches the applicant and no clock stops until a head approves it."""
    if not items:
        raise NothingMissingError
    if not reason.strip() or not why_again.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.REQUEST_FURTHER)
    _refuse_wrong_moment(dossier)
    refuse_unknown(dossier, items)
    asked_again(dossier, items)
    further = _row(
        dossier,
        actor,
        {
            "items": [asdict(item) for item in items],
            "reason": reason.strip(),
            "basis": legal_basis.strip(),
            "why_again": why_again.strip(),
        },
    )
    further.save(force_insert=True)
    _record(actor, dossier, "dossier.propose_further_supplement", further)
    return further.id


def _refuse_wrong_moment(dossier: Dossier) -> None:
    if dossier.state is Status.SUPPLEMENT_REQUESTED:
        raise SupplementOpenError
    if dossier.state not in {Status.SUBMITTED, *RUNNING}:
        raise WrongMomentError(status=dossier.status_name)
    if not is_breach(received_on(dossier), dossier.supplements):
        raise SupplementAllowedError
    if FurtherRequest.objects.filter(dossier=dossier, decided_at=None).exists():
        raise FurtherWaitingError


def _row(dossier: Dossier, actor: Actor, content: dict[str, object]) -> FurtherRequest:
    further_id = new_id()
    return FurtherRequest(
        id=further_id,
        dossier=dossier,
        agencies=dossier.agencies,
        content_sealed=crypto.seal_json(content, row=seal_row(further_id)),
        proposed_by_id=actor.person_id,
        proposed_at=clock.now(),
    )


@command
def approve_further_supplement(*, actor: Actor, further_id: UUID) -> UUID:
    """The request goes out under the head's name as a breach; returns the request's id."""
    dossier, further = _lock(actor, further_id)
    content = content_of(further)
    _decide(further, actor, "approved")
    facts = {"breach": True, "further": str(further.id)}
    asking = Asking(content.items, content.reason, content.basis, further.proposed_by_id, facts)
    request_id = send(dossier, actor, asking)
    _record(actor, dossier, "dossier.approve_further_supplement", further)
    return request_id


@command
def return_further_supplement(*, actor: Actor, further_id: UUID, note: str) -> None:
    """The head does not agree and says why; the dossier goes on as it was."""
    if not note.strip():
        raise ReasonRequiredError
    dossier, further = _lock(actor, further_id)
    further.note_sealed = crypto.seal(note.strip(), row=note_row(further.id))
    _decide(further, actor, "returned")
    _record(actor, dossier, "dossier.return_further_supplement", further)


def _lock(actor: Actor, further_id: UUID) -> tuple[Dossier, FurtherRequest]:
    found = FurtherRequest.objects.filter(pk=further_id).first()
    if found is None:
        raise DossierNotFoundError
    dossier = lock_dossier(found.dossier_id, actor=actor, permission=Permission.DECIDE_FURTHER)
    further = FurtherRequest.objects.select_for_update().get(pk=further_id)
    if further.decided_at is not None:
        raise FurtherDecidedError
    if further.proposed_by_id == actor.person_id:
        raise SecondPersonError
    return dossier, further


def _decide(further: FurtherRequest, actor: Actor, decision: str) -> None:
    further.decided_by_id = actor.person_id
    further.decided_at = clock.now()
    further.decision = decision
    further.save(update_fields=["decided_by_id", "decided_at", "decision", "note_sealed"])


def _record(actor: Actor, dossier: Dossier, verb: str, further: FurtherRequest) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="dossier",
        object_id=dossier.id,
        details={"further": str(further.id)},
    )
