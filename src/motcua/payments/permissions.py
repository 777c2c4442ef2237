"""Who may do what with the fees of a dossier: the whole answer is this one table."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from motcua.directory.types import Actor, Role
from motcua.payments.errors import CollectingNotAllowedError

Predicate = Callable[[Actor, UUID, UUID], bool]


class Permission(StrEnum):
    OPEN = "open"
    COLLECT = "collect"


def is_system(actor: Actor, agency_id: UUID, payer_id: UUID) -> bool:
    del agency_id, payer_id
    return actor.kind == "system"


def is_payer(actor: Actor, agency_id: UUID, payer_id: UUID) -> bool:
    del agency_id
    return actor.kind == "citizen" and actor.person_id == payer_id


def is_at_the_counter(actor: Actor, agency_id: UUID, payer_id: UUID) -> bool:
    del payer_id
    return actor.holds(Role.RECEPTION, agency_id=agency_id)


GRANTED_TO: dict[Permission, tuple[Predicate, ...]] = {
    Permission.OPEN: (is_system, is_payer, is_at_the_counter),
    Permission.COLLECT: (is_at_the_counter, is_system),
}


def authorize(actor: Actor, permission: Permission, *, agency_id: UUID, payer_id: UUID) -> None:
    if not any(granted(actor, agency_id, payer_id) for granted in GRANTED_TO[permission]):
        raise CollectingNotAllowedError
