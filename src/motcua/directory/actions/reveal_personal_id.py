"""Show a whole ID number: allowed for the work, and always written down."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.errors import PersonNotFoundError, PurposeMissingError
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import load_person, unsealed
from motcua.directory.types import Actor
from motcua.kit.scope import command


@command
def personal_id_of(*, actor: Actor, person_id: UUID, purpose: str) -> str:
    """Empty for a person registered without a number. `purpose` names the work (a dossier code)."""
    authorize(actor, Permission.REVEAL_PERSONAL_ID)
    if not purpose.strip():
        raise PurposeMissingError
    if actor.kind == "citizen" and actor.person_id != person_id:
        raise PersonNotFoundError
    number = unsealed(load_person(person_id), "personal_id")
    audit.record(
        actor_id=actor.person_id,
        verb="directory.reveal_personal_id",
        object_type="person",
        object_id=person_id,
        details={"purpose": purpose},
    )
    return number
