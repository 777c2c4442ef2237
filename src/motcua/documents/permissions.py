"""Who may do what to a file, a document or a key: the whole answer is in these tables."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from motcua.directory.types import Actor, FirmRight, Role
from motcua.documents.errors import (
    ArchiveSeatError,
    DocumentSeatError,
    ScanFolderSeatError,
    ScanSeatError,
)
from motcua.documents.models import OfficialDocument, StoredFile

DocumentPredicate = Callable[[Actor, OfficialDocument], bool]
FilePredicate = Callable[[Actor, StoredFile], bool]


class Permission(StrEnum):
    VIEW = "view"
    DRAFT = "draft"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    SIGN = "sign"
    ISSUE = "issue"
    RECALL = "recall"
    ENROL_KEY = "enrol_key"


def is_system(actor: Actor, document: object) -> bool:
    del document
    return actor.kind == "system"


def is_owner_of_issued(actor: Actor, document: OfficialDocument) -> bool:
    return actor.person_id == document.owner_id and document.state in {"issued", "recalled"}


def works_here(actor: Actor, document: OfficialDocument) -> bool:
    return actor.kind == "staff" and document.agency_id in actor.agencies


def _seat(*roles: Role) -> DocumentPredicate:
    def holds_here(actor: Actor, document: OfficialDocument) -> bool:
        return any(actor.holds(role, agency_id=document.agency_id) for role in roles)

    return holds_here


GRANTED_TO: dict[Permission, tuple[DocumentPredicate, ...]] = {
    Permission.VIEW: (is_system, is_owner_of_issued, works_here),
    Permission.DRAFT: (_seat(Role.CASE_OFFICER, Role.HEAD), is_system),
    Permission.PROPOSE: (_seat(Role.CASE_OFFICER, Role.HEAD), is_system),
    Permission.SEND_BACK: (_seat(Role.LEADER, Role.HEAD, Role.REGISTRY_CLERK),),
    Permission.SIGN: (_seat(Role.LEADER),),
    Permission.ISSUE: (_seat(Role.REGISTRY_CLERK),),
    Permission.RECALL: (_seat(Role.LEADER),),
    Permission.ENROL_KEY: (_seat(Role.ADMINISTRATOR), is_system),
}


# A signature is its signer's own: a substitute has the seat's duties, never its signature.
PERSONAL = frozenset({Permission.SIGN})


def authorize(actor: Actor, permission: Permission, document: OfficialDocument) -> None:
    if permission in PERSONAL:
        actor = actor.own
    if not any(granted(actor, document) for granted in GRANTED_TO[permission]):
        raise DocumentSeatError(permission=permission)


def _is_system_reader(actor: Actor, file: StoredFile) -> bool:
    del file
    return actor.kind == "system"


def owns_it(actor: Actor, file: StoredFile) -> bool:
    return actor.person_id == file.owner_id


def uploaded_it_for_owner(actor: Actor, file: StoredFile) -> bool:
    """And still acts for that one: a mandate ends, staff leave."""
    return actor.person_id == file.uploaded_by_id and actor.owner_id == file.owner_id


def is_acting_for_owner(actor: Actor, file: StoredFile) -> bool:
    """Somebody of the firm's staff whom it lets see all of it."""
    principal = actor.principal
    return (
        principal is not None
        and principal.id == file.owner_id
        and FirmRight.SEE_ALL in principal.rights
    )


def is_of_an_agency_it_was_given_to(actor: Actor, file: StoredFile) -> bool:
    return actor.kind == "staff" and bool(actor.agencies & set(file.agencies))


READERS_OF_FILES: tuple[FilePredicate, ...] = (
    _is_system_reader,
    owns_it,
    uploaded_it_for_owner,
    is_acting_for_owner,
    is_of_an_agency_it_was_given_to,
)


def may_read(actor: Actor, file: StoredFile) -> bool:
    return any(granted(actor, file) for granted in READERS_OF_FILES)


def authorize_upload(actor: Actor, owner_id: UUID) -> None:
    """For oneself, or in whose name one acts; officials for whoever stands before them."""
    if actor.kind == "citizen" and actor.owner_id == owner_id:
        return
    if actor.kind != "system" and not actor.seats:
        raise DocumentSeatError(permission="upload")


ArchivePredicate = Callable[[Actor, UUID, frozenset[UUID]], bool]


def _is_system_keeper(actor: Actor, owner_id: UUID, agencies: frozenset[UUID]) -> bool:
    del owner_id, agencies
    return actor.kind == "system"


def is_owner(actor: Actor, owner_id: UUID, agencies: frozenset[UUID]) -> bool:
    """A person shows their own archive to the agencies that they apply to."""
    del agencies
    return actor.kind == "citizen" and actor.person_id == owner_id


def receives_there(actor: Actor, owner_id: UUID, agencies: frozenset[UUID]) -> bool:
    del owner_id
    return any(actor.holds(Role.RECEPTION, agency_id=agency) for agency in agencies)


MAY_OPEN_ARCHIVE: tuple[ArchivePredicate, ...] = (_is_system_keeper, is_owner, receives_there)
MAY_TAKE_OVER: tuple[ArchivePredicate, ...] = (_is_system_keeper,)
MAY_KEEP_IN_ARCHIVE: tuple[ArchivePredicate, ...] = (_is_system_keeper, receives_there)


def authorize_archive(
    actor: Actor,
    granted_to: tuple[ArchivePredicate, ...],
    *,
    owner_id: UUID,
    agencies: frozenset[UUID],
) -> None:
    if not any(granted(actor, owner_id, agencies) for granted in granted_to):
        raise ArchiveSeatError


RUNS_THE_OFFICE = (Role.HEAD, Role.ADMINISTRATOR)


def authorize_scan_folders(actor: Actor, agency_id: UUID) -> None:
    """Whoever runs the office opens and closes the folders; what is in them stays hidden from them."""
    if not any(actor.holds(role, agency_id=agency_id) for role in RUNS_THE_OFFICE):
        raise ScanFolderSeatError


def authorize_scans(actor: Actor) -> None:
    if not actor.holds(Role.RECEPTION):
        raise ScanSeatError
