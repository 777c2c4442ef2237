"""Who may do what in the queue: the whole answer is this one table."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from motcua.directory.types import Actor, Role
from motcua.queueing.errors import QueueNotAllowedError, SettingUpNotAllowedError
from motcua.queueing.types import Device

Who = Actor | Device
Predicate = Callable[[Who, UUID], bool]


class Permission(StrEnum):
    TAKE_NUMBER = "take_number"
    CALL = "call"
    SET_UP = "set_up"


def is_system(actor: Who, agency_id: UUID) -> bool:
    del agency_id
    return isinstance(actor, Actor) and actor.kind == "system"


def is_device_there(actor: Who, agency_id: UUID) -> bool:
    return isinstance(actor, Device) and actor.agency_id == agency_id


def is_at_the_counter(actor: Who, agency_id: UUID) -> bool:
    return isinstance(actor, Actor) and actor.holds(Role.RECEPTION, agency_id=agency_id)


def runs_the_office(actor: Who, agency_id: UUID) -> bool:
    return isinstance(actor, Actor) and any(
        actor.holds(role, agency_id=agency_id) for role in (Role.HEAD, Role.ADMINISTRATOR)
    )


GRANTED_TO: dict[Permission, tuple[Predicate, ...]] = {
    Permission.TAKE_NUMBER: (is_device_there, is_at_the_counter),
    Permission.CALL: (is_at_the_counter,),
    Permission.SET_UP: (runs_the_office, is_system),
}


def authorize(actor: Who, permission: Permission, *, agency_id: UUID) -> None:
    if any(granted(actor, agency_id) for granted in GRANTED_TO[permission]):
        return
    raise SettingUpNotAllowedError if permission is Permission.SET_UP else QueueNotAllowedError
