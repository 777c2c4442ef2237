"""Who may change the directory, and who may read whom: the whole answer is this one table."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from motcua.directory.errors import SeatRequiredError
from motcua.directory.organisations import organisation
from motcua.directory.types import Actor, OrganisationKind, Role

Predicate = Callable[[Actor], bool]


class Permission(StrEnum):
    REGISTER_PERSON = "register_person"
    REGISTER_MANY = "register_many"
    FIND_PERSON = "find_person"
    LOOK_UP_NUMBER = "look_up_number"
    REVEAL_PERSONAL_ID = "reveal_personal_id"
    OPEN_ACCOUNTS = "open_accounts"
    REGISTER_FIRM = "register_firm"


def is_system(actor: Actor) -> bool:
    return actor.kind == "system"


def is_signed_in_citizen(actor: Actor) -> bool:
    return actor.kind == "citizen"


def is_official(actor: Actor) -> bool:
    return actor.kind == "staff" and bool(actor.seats)


def is_at_a_counter(actor: Actor) -> bool:
    return actor.holds(Role.RECEPTION)


def is_helping(actor: Actor) -> bool:
    return actor.holds(Role.HELPER)


def handles_dossiers(actor: Actor) -> bool:
    handling = (Role.RECEPTION, Role.CASE_OFFICER, Role.HEAD, Role.LEADER, Role.REGISTRY_CLERK)
    return any(actor.holds(role) for role in handling)


def reads_dossiers(actor: Actor) -> bool:
    return handles_dossiers(actor) or actor.holds(Role.SUPERVISOR) or actor.holds(Role.AUDITOR)


def is_administrator(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


GRANTED_TO: dict[Permission, tuple[Predicate, ...]] = {
    Permission.REGISTER_PERSON: (
        is_signed_in_citizen,
        is_at_a_counter,
        is_helping,
        is_system,
    ),
    Permission.REGISTER_MANY: (is_system,),
    Permission.FIND_PERSON: (is_at_a_counter, is_system),
    Permission.LOOK_UP_NUMBER: (reads_dossiers, is_system),
    Permission.REVEAL_PERSONAL_ID: (is_signed_in_citizen, handles_dossiers, is_system),
    Permission.OPEN_ACCOUNTS: (is_administrator, is_system),
    Permission.REGISTER_FIRM: (is_at_a_counter, is_system),
}


def authorize_seating(actor: Actor, agency_id: UUID) -> None:
    """Seats are given by an administrator of the agency, or of the province; never by a neighbour."""
    authorize(actor, Permission.OPEN_ACCOUNTS)
    if is_system(actor) or actor.holds(Role.ADMINISTRATOR, agency_id=agency_id):
        return
    agencies = [seat.agency_id for seat in actor.seats if seat.role == Role.ADMINISTRATOR]
    if not any(organisation(one).kind == OrganisationKind.PROVINCE for one in agencies):
        raise SeatRequiredError(permission=Permission.OPEN_ACCOUNTS)


def authorize(actor: Actor, permission: Permission) -> None:
    if not any(granted(actor) for granted in GRANTED_TO[permission]):
        raise SeatRequiredError(permission=permission)
