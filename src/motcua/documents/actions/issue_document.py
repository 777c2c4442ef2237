"""The registry clerk gives number and date, and the agency's seal closes the file.

The number is taken in the first transaction and stays with the document: if sealing fails, the next
try uses the same one, so the register has neither a gap nor a double.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.actions.draft_document import keep_version
from motcua.documents.actions.keep_in_archive import archive_result
from motcua.documents.actions.turn_document import write_down
from motcua.documents.actions.unlock_key import unlocked
from motcua.documents.adapters.trust import services
from motcua.documents.adapters.trust.roots import trust
from motcua.documents.errors import DocumentChangedError
from motcua.documents.events import DocumentIssued
from motcua.documents.models import OfficialDocument, OutgoingEntry, SigningKey
from motcua.documents.permissions import Permission
from motcua.documents.queries import keys
from motcua.documents.queries.documents import lock_document, view_of
from motcua.documents.types import DocumentState, DocumentView
from motcua.engines.signing import api as signing
from motcua.kit import clock, files as store
from motcua.kit.events import publish
from motcua.kit.scope import acting

_NEXT = (
    "INSERT INTO documents_counter (agency_id, year, symbol, last) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT ON CONSTRAINT counter_once"
    " DO UPDATE SET last = documents_counter.last + 1 RETURNING last"
)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    version: int
    pdf: bytes
    key: SigningKey
    register: dict[str, str]


def issue(*, actor: Actor, document_id: UUID) -> DocumentView:
    """Not inside a transaction: it calls the time-stamping authority."""
    with acting(actor.scope):
        document = lock_document(document_id, actor=actor, permission=Permission.ISSUE)
        if document.state == DocumentState.ISSUED:
            return view_of(document)
        rules.require_state(document.state, DocumentState.SIGNED)
        key = keys.seal_key(document.agency_id)
        snapshot = _snapshot(document, key, actor)
    sealed = _sealed(snapshot, actor)
    with acting(actor.scope):
        document = lock_document(document_id, actor=actor, permission=Permission.ISSUE)
        if document.state == DocumentState.ISSUED:
            return view_of(document)
        return _store(document, snapshot, sealed, actor)


def _snapshot(document: OfficialDocument, key: SigningKey, actor: Actor) -> _Snapshot:
    if document.number is None or document.numbered_on is None:
        _take_number(document, actor)
    if document.number is None or document.numbered_on is None:
        raise DocumentChangedError
    register = rules.register_values(document.number, document.numbered_on)
    return _Snapshot(document.version, store.read(document.file_id), key, register)


def _take_number(document: OfficialDocument, actor: Actor) -> None:
    """The next number of this agency, year and kind; its counter stays locked until commit."""
    day = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [document.agency_id, day.year, document.symbol])
        row = cursor.fetchone()
    document.number = int(row[0])
    document.numbered_on = day
    document.save(update_fields=["number", "numbered_on"])
    OutgoingEntry.objects.create(
        agency_id=document.agency_id,
        year=day.year,
        symbol=document.symbol,
        number=document.number,
        document=document,
        entered_by_id=actor.person_id,
    )


def _sealed(snapshot: _Snapshot, actor: Actor) -> bytes:
    with unlocked(snapshot.key, keys.stored_pin(snapshot.key), actor=actor) as signer:
        return signing.seal(
            snapshot.pdf,
            signer,
            register=snapshot.register,
            image=keys.image_of(snapshot.key),
            backing=services.backing(signer.chain, trust().seal),
        )


def _store(
    document: OfficialDocument, snapshot: _Snapshot, sealed: bytes, actor: Actor
) -> DocumentView:
    rules.require_state(document.state, DocumentState.SIGNED)
    if document.version != snapshot.version:
        raise DocumentChangedError
    document.state = DocumentState.ISSUED
    document.issued_on = document.numbered_on
    document.sealed_by_id = actor.person_id
    document.sealed_at = clock.now()
    keep_version(document, actor, sealed)
    number = rules.printed_number(document.number, document.symbol)
    archive_result(document, actor)
    write_down(document, actor, "document.issue", number=number, certificate=snapshot.key.serial)
    publish(DocumentIssued(document_id=document.id, dossier_id=document.dossier_id))
    return view_of(document)
