"""Find, authorise and lock in one call."""

from uuid import UUID

from motcua.catalogue.errors import DraftClosedError, DraftNotFoundError, ProcedureNotFoundError
from motcua.catalogue.models import Procedure, VersionDraft
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor


def lock_procedure(code: str, *, actor: Actor, permission: Permission) -> Procedure:
    authorize(actor, permission)
    found = Procedure.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise ProcedureNotFoundError(code=code)
    return found


def lock_draft(draft_id: UUID, *, actor: Actor, permission: Permission) -> VersionDraft:
    authorize(actor, permission)
    drafts = VersionDraft.objects.select_related("procedure", "based_on")
    found = drafts.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if found is None:
        raise DraftNotFoundError
    return found


def lock_writing(draft_id: UUID, *, actor: Actor) -> VersionDraft:
    """A draft that may still be written in."""
    draft = lock_draft(draft_id, actor=actor, permission=Permission.PREPARE_VERSION)
    if draft.state != VersionDraft.State.WRITING:
        raise DraftClosedError
    return draft
