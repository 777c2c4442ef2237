"""Let agencies look into a person's archive, for a stated purpose and a stated time."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents.models import ArchiveOpening
from motcua.documents.permissions import MAY_OPEN_ARCHIVE, authorize_archive
from motcua.kit import clock
from motcua.kit.scope import command


@command
def open_archive(
    *, actor: Actor, owner_id: UUID, agencies: Iterable[UUID], purpose: str, until: datetime
) -> None:
    """Applying to an agency opens it; at the counter, looking up the person who stands there does."""
    shown_to = frozenset(agencies)
    authorize_archive(actor, MAY_OPEN_ARCHIVE, owner_id=owner_id, agencies=shown_to)
    ArchiveOpening.objects.create(
        owner_id=owner_id,
        agencies=sorted(shown_to),
        purpose=purpose,
        opened_by_id=actor.person_id,
        opened_at=clock.now(),
        until=until,
    )
    if actor.person_id != owner_id:
        audit.record(
            actor_id=actor.person_id,
            verb="documents.open_archive",
            object_type="person",
            object_id=owner_id,
            details={"purpose": purpose, "until": until.isoformat()},
        )
