"""Hand the next version to the second person; withdraw it; take it back with a reason."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import draft_checks
from motcua.catalogue.draft_locks import lock_draft, lock_writing
from motcua.catalogue.errors import (
    DraftClosedError,
    DraftFaultyError,
    DraftNotProposedError,
    ReturnReasonMissingError,
)
from motcua.catalogue.models import VersionDraft
from motcua.catalogue.permissions import Permission
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command

State = VersionDraft.State


@command
def propose_version(*, actor: Actor, draft_id: UUID) -> None:
    """Raises DraftFaultyError with everything that is still wrong."""
    draft = lock_writing(draft_id, actor=actor)
    faults = (*draft_checks.frame_faults(draft), *draft_checks.faults_of(draft.content))
    if faults:
        told = "\n".join(str(fault) for fault in faults)
        raise DraftFaultyError(told=told, faults=faults)
    if draft.takes_effect_on is not None:
        draft_checks.refuse_day(draft, draft.takes_effect_on)
    draft.returned_with = ""
    _to(draft, State.PROPOSED, actor, "catalogue.propose_version")


@command
def return_version(*, actor: Actor, draft_id: UUID, reason: str) -> None:
    """Back to writing; also how an author reopens what was proposed too early."""
    draft = lock_draft(draft_id, actor=actor, permission=Permission.PREPARE_VERSION)
    if draft.state != State.PROPOSED:
        raise DraftNotProposedError
    if not reason.strip():
        raise ReturnReasonMissingError
    draft.returned_with = reason.strip()
    _to(draft, State.WRITING, actor, "catalogue.return_version")


@command
def withdraw_draft(*, actor: Actor, draft_id: UUID) -> None:
    """The present version goes on; what was written is kept for the record."""
    draft = lock_draft(draft_id, actor=actor, permission=Permission.PREPARE_VERSION)
    if draft.state not in {State.WRITING, State.PROPOSED}:
        raise DraftClosedError
    _to(draft, State.WITHDRAWN, actor, "catalogue.withdraw_draft")


def _to(draft: VersionDraft, state: str, actor: Actor, verb: str) -> None:
    draft.state = state
    draft.changed_at = clock.now()
    draft.save(update_fields=["state", "changed_at", "returned_with"])
    audit.record(
        actor_id=actor.person_id, verb=verb, object_type="version_draft", object_id=draft.id
    )
