"""Seat a person in a unit, and end a seat."""

from datetime import date
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.models import Organisation, Person, Seat
from motcua.directory.permissions import Permission, authorize, authorize_seating
from motcua.directory.types import Actor, Role
from motcua.kit import clock, text
from motcua.kit.scope import command


@command
def appoint(
    *,
    actor: Actor,
    person_id: UUID,
    unit_id: UUID,
    role: Role,
    title: str,
    valid_from: date | None = None,
) -> UUID:
    authorize(actor, Permission.OPEN_ACCOUNTS)
    unit = Organisation.objects.filter(pk=unit_id).first()
    if unit is None:
        raise OrganisationNotFoundError
    authorize_seating(actor, unit.agency_id)
    seat, _ = Seat.objects.get_or_create(
        person_id=person_id,
        unit_id=unit_id,
        role=role,
        valid_to=None,
        defaults={"title": text.clean(title), "valid_from": valid_from or clock.today()},
    )
    Person.objects.filter(pk=person_id).update(official=True)
    _write_down(actor, "directory.appoint", seat.id)
    return seat.id


@command
def end_seat(*, actor: Actor, seat_id: UUID, on: date) -> None:
    """A seat that has ended stays ended; then nothing happens."""
    authorize(actor, Permission.OPEN_ACCOUNTS)
    held = Seat.objects.select_for_update(of=("self",)).select_related("unit")
    seat = held.filter(pk=seat_id, valid_to=None).first()
    if seat is None:
        return
    authorize_seating(actor, seat.unit.agency_id)
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    _write_down(actor, "directory.end_seat", seat_id)


def _write_down(actor: Actor, verb: str, seat_id: UUID) -> None:
    audit.record(actor_id=actor.person_id, verb=verb, object_type="seat", object_id=seat_id)
