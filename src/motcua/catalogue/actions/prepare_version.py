"""Begin the next version: a copy of the present one, which stays live meanwhile."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.catalogue.draft_locks import lock_procedure
from motcua.catalogue.editing import applied
from motcua.catalogue.errors import DraftOpenError, ProcedureNotFoundError
from motcua.catalogue.models import VersionDraft
from motcua.catalogue.permissions import Permission
from motcua.catalogue.version_drafts import FrameEdit, Rule
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command


@command
def prepare_version(*, actor: Actor, code: str) -> UUID:
    """The id of the draft. One procedure has one draft at a time."""
    procedure = lock_procedure(code, actor=actor, permission=Permission.PREPARE_VERSION)
    newest = procedure.versions.order_by("-valid_from").first()
    if newest is None:
        raise ProcedureNotFoundError(code=code)
    earliest = max(clock.today(), newest.valid_from) + timedelta(days=1)
    frame = FrameEdit(newest.decision, "", earliest, Rule.STAY)
    draft = VersionDraft(
        procedure=procedure,
        based_on=newest,
        content=applied(newest.content, frame),
        authors=[actor.person_id],
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as twice:
        raise DraftOpenError(code=code) from twice
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.prepare_version",
        object_type="version_draft",
        object_id=draft.id,
        details={"code": code},
    )
    return draft.id
