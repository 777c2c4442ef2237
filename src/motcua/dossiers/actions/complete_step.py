"""A step is done; what follows opens."""

from collections.abc import Mapping
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.intake import set_retention
from motcua.dossiers.actions.open_steps import POSTING, advance, diagram_of
from motcua.dossiers.actions.refer import close_answered
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    PostingNotOverError,
    ReasonRequiredError,
    UnknownOutcomeError,
    WrongWayError,
)
from motcua.dossiers.events import DossierResolved, ObligationRequired
from motcua.dossiers.models import Dossier, Step, Turn, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_step, refuse_if_not_holder
from motcua.dossiers.types import ReferralKind
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command

# These steps are completed by the act itself: sign_results, issue_results, hand_over.
OWN_BUTTON = frozenset({"sign", "number", "return"})
NEEDS_REASON = frozenset({"return", "reject", "failed"})


@command
def complete_step(*, actor: Actor, step_id: UUID, outcome: str, note: str = "") -> None:
    """`outcome` is one of the step's own: done, propose, forward, return, answered, settled."""
    dossier, step = lock_step(step_id, actor=actor, permission=Permission.WORK)
    refuse_if_not_holder(step, actor)
    if step.kind in OWN_BUTTON:
        raise WrongWayError
    refuse_while_posted(step)
    if outcome not in diagram_of(dossier).step(step.key).outcomes:
        raise UnknownOutcomeError
    if outcome in NEEDS_REASON and not note.strip():
        raise ReasonRequiredError
    if outcome == "return" and dossier.result_document_id is not None:
        documents.send_back(
            actor=actor, document_id=dossier.result_document_id, reason=note.strip()
        )
    if step.kind == ReferralKind.CONSULT:
        close_answered(dossier, step, actor=actor, note=note)
    finish_step(dossier, step, actor=actor, outcome=outcome, note=note)


def refuse_while_posted(step: Step) -> None:
    """Posting lasts as long as the law says (NĐ 151/2025/NĐ-CP): people may still object."""
    if step.kind == POSTING and step.due_at is not None and step.due_at > clock.now():
        raise PostingNotOverError(until=f"{step.due_at.astimezone(clock.LEGAL_ZONE):%d/%m/%Y}")


def finish_step(
    dossier: Dossier,
    step: Step,
    *,
    actor: Actor,
    outcome: str,
    note: str = "",
    facts: Mapping[str, object] | None = None,
    mark: str = "",
) -> None:
    """The dossier is locked and the actor may do this: close the step, move the diagram, tell.

    `mark`: what the step is remembered by, where the diagram knows it under a wider word.
    """
    turns = Chronicle(dossier, actor)
    turns.add(
        TurnKind.STEP_DONE,
        facts={"step": step.key, "outcome": outcome, "kind": step.kind, **(facts or {})},
        note=note.strip(),
        unit_id=step.unit_id,
    )
    announced = advance(dossier, step, outcome, turns)
    turns.write()
    step.done_at = clock.now()
    step.done_by_id = actor.person_id
    step.outcome = mark or outcome
    step.save(update_fields=["done_at", "done_by_id", "outcome"])
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.complete_step",
        object_type="dossier",
        object_id=dossier.id,
        details={"step": step.key, "outcome": outcome},
    )
    if dossier.ended_at is not None and dossier.keep_until is None:
        set_retention(dossier)
    for turn in announced:
        _announce(turn)


def _announce(turn: Turn) -> None:
    event = {
        TurnKind.RESOLVED: DossierResolved,
        TurnKind.OBLIGATION_REQUIRED: ObligationRequired,
    }.get(TurnKind(turn.kind))
    if event is not None:
        publish(event(dossier_id=turn.dossier_id, turn_id=turn.id))
