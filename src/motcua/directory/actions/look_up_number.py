"""Whose ID number is this? Only an id comes back, to be met with what the asking official may see."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import id_by_number
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor
from motcua.kit.scope import command


@command
def owner_of_number(*, actor: Actor, personal_id: str) -> UUID | None:
    """For searches in lists; that the person was looked up is written down."""
    authorize(actor, Permission.LOOK_UP_NUMBER)
    known = id_by_number(checked_personal_id(personal_id))
    if known is not None:
        audit.record(
            actor_id=actor.person_id,
            verb="directory.look_up_number",
            object_type="person",
            object_id=known,
        )
    return known
