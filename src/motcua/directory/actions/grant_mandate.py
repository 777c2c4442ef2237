"""Let somebody else act in one's own matters, and end it at any time (BLDS 2015 Điều 138, 562–569)."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.acting_for import person_named
from motcua.directory.errors import (
    MandateDatesError,
    NotThisPersonError,
    PrincipalNotFoundError,
    SeatRequiredError,
    ToOneselfError,
)
from motcua.directory.models import Mandate
from motcua.directory.rules import personal_id as checked_personal_id
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command

LONGEST = timedelta(days=5 * 366)


@command
def grant_mandate(
    *,
    actor: Actor,
    personal_id: str,
    name: str,
    starts_on: date,
    ends_on: date,
    procedures: Collection[str] = (),
) -> UUID:
    """Number and name must both fit: one wrong digit gives no stranger a right. Empty: all procedures."""
    if actor.kind != "citizen" or actor.principal is not None:
        raise SeatRequiredError  # what was received is not passed on
    number = checked_personal_id(personal_id)
    if not clock.today() <= starts_on <= ends_on <= starts_on + LONGEST:
        raise MandateDatesError
    found = person_named(number, name)
    if found is None:
        raise NotThisPersonError
    receiver_id, receiver_name = found
    if receiver_id == actor.person_id:
        raise ToOneselfError
    mandate = Mandate.objects.create(
        giver_id=actor.person_id,
        giver_name=actor.name,
        receiver_id=receiver_id,
        receiver_name=receiver_name,
        procedures=sorted(set(procedures)),
        starts_on=starts_on,
        ends_on=ends_on,
        granted_at=clock.now(),
    )
    _write_down(actor, "directory.grant_mandate", mandate)
    return mandate.id


@command
def end_mandate(*, actor: Actor, mandate_id: UUID) -> None:
    """By either of the two, at any time: from this moment nothing more is done or seen under it."""
    found = Mandate.objects.select_for_update().filter(pk=mandate_id, ended_at=None).first()
    if found is None or actor.person_id not in {found.giver_id, found.receiver_id}:
        raise PrincipalNotFoundError
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    _write_down(actor, "directory.end_mandate", found)


def _write_down(actor: Actor, verb: str, mandate: Mandate) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="mandate",
        object_id=mandate.id,
        details={"giver": str(mandate.giver_id), "receiver": str(mandate.receiver_id)},
    )
