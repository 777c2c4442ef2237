"""Give the duties of one's seat to a colleague for some days; take them back early."""

from datetime import date
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.errors import (
    DelegationDatesError,
    DelegationNotFoundError,
    NotAColleagueError,
    ReasonMissingError,
    SeatRequiredError,
)
from motcua.directory.models import Delegation
from motcua.directory.queries import colleagues_in
from motcua.directory.types import Actor, Role, Seat
from motcua.kit import clock, text
from motcua.kit.scope import command

MAY_BE_GIVEN = (Role.CASE_OFFICER, Role.HEAD, Role.LEADER)


@command
def delegate(
    *, actor: Actor, seat_id: UUID, to_id: UUID, starts_on: date, ends_on: date, reason: str
) -> UUID:
    """Both days count. It ends by itself; what was lent to oneself cannot be lent on."""
    seat = _own_seat(actor, seat_id)
    if not reason.strip():
        raise ReasonMissingError
    if not clock.today() <= starts_on <= ends_on:
        raise DelegationDatesError
    if to_id == actor.person_id or to_id not in {
        p.person_id for p in colleagues_in(seat.agency_id)
    }:
        raise NotAColleagueError
    given = Delegation.objects.create(
        seat_id=seat.id,
        agency_id=seat.agency_id,
        giver_id=actor.person_id,
        receiver_id=to_id,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=text.clean(reason),
        given_at=clock.now(),
    )
    _write_down(actor, "directory.delegate", given.id)
    return given.id


def _own_seat(actor: Actor, seat_id: UUID) -> Seat:
    mine = (s for s in actor.own.seats if s.id == seat_id and s.role in MAY_BE_GIVEN)
    seat = next(mine, None)
    if seat is None:
        raise SeatRequiredError
    return seat


@command
def end_delegation(*, actor: Actor, delegation_id: UUID) -> None:
    """Giver or receiver: from this moment on the substitute has none of the seat's rights."""
    found = Delegation.objects.filter(pk=delegation_id, ended_at=None).first()
    if found is None or actor.person_id not in {found.giver_id, found.receiver_id}:
        raise DelegationNotFoundError
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    _write_down(actor, "directory.end_delegation", delegation_id)


def _write_down(actor: Actor, verb: str, delegation_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id, verb=verb, object_type="delegation", object_id=delegation_id
    )
