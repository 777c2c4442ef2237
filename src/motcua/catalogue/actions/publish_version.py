"""A second administrator publishes: the present version ends on the eve, the next one is in."""

from datetime import date
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import draft_checks, publication
from motcua.catalogue.draft_locks import lock_draft, lock_procedure
from motcua.catalogue.errors import (
    DraftFaultyError,
    DraftNotProposedError,
    OwnDraftError,
    PresentVersionChangedError,
)
from motcua.catalogue.events import ProcedurePublished
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.permissions import Permission
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def publish_version(*, actor: Actor, draft_id: UUID) -> UUID:
    """The id of the new version. Everything or nothing."""
    draft = lock_draft(draft_id, actor=actor, permission=Permission.PUBLISH_VERSION)
    if draft.state != VersionDraft.State.PROPOSED or draft.takes_effect_on is None:
        raise DraftNotProposedError
    if actor.person_id in draft.authors:
        raise OwnDraftError
    lock_procedure(draft.procedure.code, actor=actor, permission=Permission.PUBLISH_VERSION)
    _check_again(draft, draft.takes_effect_on)
    version = _put_in(draft, draft.takes_effect_on)
    draft.state = VersionDraft.State.PUBLISHED
    draft.published, draft.published_by, draft.changed_at = version, actor.person_id, clock.now()
    draft.save(update_fields=["state", "published", "published_by", "changed_at"])
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.publish_version",
        object_type="procedure_version",
        object_id=version.id,
        details={"code": draft.procedure.code, "valid_from": str(version.valid_from),
                 "hash": version.content_hash, "draft": str(draft.id)},
    )  # fmt: skip
    publish(ProcedurePublished(version_id=version.id))
    return version.id


def _check_again(draft: VersionDraft, day: date) -> None:
    """Days went by since it was proposed, and others may have published."""
    if draft_checks.newest_version(draft).id != draft.based_on_id:
        raise PresentVersionChangedError
    draft_checks.refuse_day(draft, day)
    faults = draft_checks.faults_of(draft.content)
    if faults:
        raise DraftFaultyError(told="\n".join(str(fault) for fault in faults), faults=faults)


def _put_in(draft: VersionDraft, day: date) -> ProcedureVersion:
    publication.end_before([draft.based_on], day)
    return publication.store_version(draft.procedure, draft.content, valid_from=day, valid_to=None)
