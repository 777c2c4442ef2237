"""A person, or the counter in front of them, corrects phone, e-mail and residence."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.errors import PersonNotFoundError
from motcua.directory.models import Person
from motcua.directory.permissions import Permission, authorize
from motcua.directory.queries import seal_into
from motcua.directory.types import Actor
from motcua.kit import text
from motcua.kit.scope import command


@command
def update_contact(
    *,
    actor: Actor,
    person_id: UUID,
    phone: str | None = None,
    email: str | None = None,
    residence: str | None = None,
) -> None:
    """None leaves a value as it is, an empty text clears it."""
    authorize(actor, Permission.REGISTER_PERSON)
    row = Person.objects.select_for_update().filter(pk=person_id).first()
    if row is None or (actor.kind == "citizen" and actor.person_id != person_id):
        raise PersonNotFoundError
    given = {"phone": phone, "email": email, "residence": residence}
    changed = {column: text.clean(value) for column, value in given.items() if value is not None}
    seal_into(row, **changed)
    indexed = ["phone_index"] if "phone" in changed else []
    row.save(update_fields=[*(f"{column}_sealed" for column in changed), *indexed])
    audit.record(
        actor_id=actor.person_id,
        verb="directory.update_contact",
        object_type="person",
        object_id=person_id,
        details={"columns": sorted(changed)},
    )
