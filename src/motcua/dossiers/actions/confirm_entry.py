"""The citizen's word makes a dossier of what an official typed: by e-ID, by a code, by a signature."""

import hmac
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.fill_in_for import lock_entry, record
from motcua.dossiers.actions.send_code import code_index
from motcua.dossiers.actions.submit import Application, file_application, submitted_before
from motcua.dossiers.errors import (
    CodeExpiredError,
    EntryNotFoundError,
    IdentityTooWeakError,
    SignatureMissingError,
    VersionChangedError,
)
from motcua.dossiers.models import AssistedEntry, Dossier
from motcua.dossiers.permissions import refuse_unless_helping
from motcua.dossiers.queries.assisted import code_until, papers_in
from motcua.dossiers.queries.drafts import seal_content, unseal_content
from motcua.dossiers.types import Channel, Submitted, WrongCode
from motcua.kit import clock
from motcua.kit.scope import command

MOST_TRIES = 5


@command
def confirm_own(*, actor: Actor, entry_id: UUID) -> Submitted:
    """Signed in with e-ID, having read everything. Confirmed twice, it answers the same."""
    before = _submitted(entry_id)
    if before is not None:
        return before
    if actor.kind != "citizen":
        raise EntryNotFoundError
    entry = lock_entry(entry_id, actor=actor)
    level = catalogue.version(entry.version_id).min_level
    if actor.level < level:
        raise IdentityTooWeakError(level=level)
    return _submit(entry, actor, "eid")


@command
def confirm_by_code(*, actor: Actor, entry_id: UUID, code: str) -> Submitted | WrongCode:
    """A wrong code is an answer, not a refusal: the try must be counted, so nothing is rolled back."""
    refuse_unless_helping(actor)
    before = _submitted(entry_id)
    if before is not None:
        return before
    entry = lock_entry(entry_id, actor=actor)
    until = code_until(entry)
    if until is None or entry.code_index is None or clock.now() > until:
        raise CodeExpiredError
    if entry.code_tries >= MOST_TRIES:
        raise CodeExpiredError
    given = code_index(entry.id, "".join(code.split()))
    if hmac.compare_digest(bytes(entry.code_index), given):
        return _submit(entry, actor, "code")
    entry.code_tries += 1
    entry.save(update_fields=["code_tries"])
    record(actor, entry.id, "dossier.wrong_code", {"tries": entry.code_tries})
    return WrongCode(tries_left=MOST_TRIES - entry.code_tries)


@command
def confirm_by_signature(*, actor: Actor, entry_id: UUID, file_id: UUID | None) -> Submitted:
    """The citizen signed the printed application; its scan is kept as a paper of the person."""
    refuse_unless_helping(actor)
    before = _submitted(entry_id)
    if before is not None:
        return before
    entry = lock_entry(entry_id, actor=actor)
    if file_id is None or documents.file(actor, file_id).owner_id != entry.owner_id:
        raise SignatureMissingError
    documents.hold([file_id])
    entry.signed_file_id = file_id
    return _submit(entry, actor, "signature")


def _submitted(entry_id: UUID) -> Submitted | None:
    found = Dossier.objects.filter(source_key=entry_id).values_list("id", flat=True).first()
    return submitted_before(found) if found else None


def _submit(entry: AssistedEntry, actor: Actor, how: str) -> Submitted:
    dossier = file_application(_application(entry, how), actor=actor)
    entry.confirmed_at = clock.now()
    entry.confirmed_how = how
    entry.dossier_id = dossier.id
    entry.content_sealed = seal_content(entry.id, answers={}, provenance={})
    entry.code_index = None
    entry.save()
    record(actor, entry.id, "dossier.confirm_entry", {"how": how, "dossier": str(dossier.id)})
    return Submitted(dossier.id, dossier.code, dossier.secret)


def _application(entry: AssistedEntry, how: str) -> Application:
    version = catalogue.version(entry.version_id)
    if catalogue.procedure(version.code).id != version.id:
        raise VersionChangedError
    return Application(
        source_key=entry.id,
        version=version,
        case=version.case(entry.case_code),
        agency_id=entry.agency_id,
        owner_id=entry.owner_id,
        submitter_id=entry.owner_id,
        channel=Channel.DIRECT,
        content=unseal_content(entry.id, entry.content_sealed),
        papers=papers_in(entry),
        received_by_unit_id=entry.counter_unit_id,
        facts={"typed_by": str(entry.typed_by_id), "confirmed": how, **_signed(entry)},
    )


def _signed(entry: AssistedEntry) -> dict[str, str]:
    return {"signed_file": str(entry.signed_file_id)} if entry.signed_file_id else {}
