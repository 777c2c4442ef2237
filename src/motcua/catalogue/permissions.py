"""Who may change the catalogue. Reading it is free: procedures are public."""

from collections.abc import Callable
from enum import StrEnum

from motcua.catalogue.errors import AdministratorRequiredError
from motcua.directory.types import Actor, Role

Predicate = Callable[[Actor], bool]


class Permission(StrEnum):
    LOAD_PROCEDURES = "load_procedures"
    DECREE_DAYS = "decree_days"
    READ_DRAFTS = "read_drafts"
    PREPARE_VERSION = "prepare_version"
    PUBLISH_VERSION = "publish_version"
    IMPORT_CATALOGUE = "import_catalogue"
    PUBLISH_IMPORT = "publish_import"


def is_administrator(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


def is_system(actor: Actor) -> bool:
    return actor.kind == "system"


GRANTED_TO: dict[Permission, tuple[Predicate, ...]] = {
    Permission.LOAD_PROCEDURES: (is_administrator, is_system),
    Permission.DECREE_DAYS: (is_administrator,),
    Permission.READ_DRAFTS: (is_administrator,),
    Permission.PREPARE_VERSION: (is_administrator,),
    # And never one who wrote in it: see actions/publish_version, and the database.
    Permission.PUBLISH_VERSION: (is_administrator,),
    Permission.IMPORT_CATALOGUE: (is_administrator, is_system),
    # Never one who brought the row in or mended it; the operator of the machine may (ADR 0017).
    Permission.PUBLISH_IMPORT: (is_administrator, is_system),
}


def authorize(actor: Actor, permission: Permission) -> None:
    if not any(granted(actor) for granted in GRANTED_TO[permission]):
        raise AdministratorRequiredError(permission=permission)
