"""Find a person at the counter by the whole ID number; the search itself is written down."""

from motcua.audit import api as audit
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import id_by_number, person
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor, PersonView
from motcua.kit.scope import command


@command
def find_person(*, actor: Actor, personal_id: str) -> PersonView | None:
    authorize(actor, Permission.FIND_PERSON)
    known = id_by_number(checked_personal_id(personal_id))
    if known is None:
        return None
    audit.record(
        actor_id=actor.person_id,
        verb="directory.find_person",
        object_type="person",
        object_id=known,
    )
    return person(known)
