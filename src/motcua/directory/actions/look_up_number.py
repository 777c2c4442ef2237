"""Whose number is this? Only ids come back, to be met with what the asking official may see."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.models import Person
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import id_by_number, phone_index
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor
from motcua.kit.scope import command

MOST = 50  # one telephone of a whole family, or of an office that files for others


@command
def owner_of_number(*, actor: Actor, personal_id: str) -> UUID | None:
    """For searches in lists; that the person was looked up is written down."""
    authorize(actor, Permission.LOOK_UP_NUMBER)
    known = id_by_number(checked_personal_id(personal_id))
    if known is not None:
        _write_down(actor, known)
    return known


@command
def owners_of_phone(*, actor: Actor, phone: str) -> tuple[UUID, ...]:
    """Everybody who can be reached under it, by its blind index."""
    authorize(actor, Permission.LOOK_UP_NUMBER)
    reached = Person.objects.filter(phone_index=phone_index(phone)).values_list("id", flat=True)
    known = tuple(reached[:MOST])
    for person_id in known:
        _write_down(actor, person_id)
    return known


def _write_down(actor: Actor, person_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb="directory.look_up_number",
        object_type="person",
        object_id=person_id,
    )
