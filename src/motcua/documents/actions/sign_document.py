"""The leader signs what they have read.

Three parts: look and take a snapshot (transaction), sign over the network (none), store if nothing
changed meanwhile (transaction). Killed anywhere, the document is either unsigned or signed; asked
again, it answers with the signature that is there.
"""

from dataclasses import dataclass
from uuid import UUID

from motcua.directory.types import Actor, Role
from motcua.documents import rules
from motcua.documents.actions.draft_document import keep_version, print_draft
from motcua.documents.actions.turn_document import write_down
from motcua.documents.actions.unlock_key import unlocked
from motcua.documents.adapters.trust import services
from motcua.documents.adapters.trust.roots import trust
from motcua.documents.errors import DocumentChangedError
from motcua.documents.events import DocumentSigned
from motcua.documents.models import OfficialDocument, SigningKey
from motcua.documents.permissions import Permission
from motcua.documents.queries import keys
from motcua.documents.queries.documents import data_of, lock_document, view_of
from motcua.documents.types import DocumentState, DocumentView
from motcua.engines.signing import api as signing
from motcua.kit import clock, files as store
from motcua.kit.events import publish
from motcua.kit.scope import acting

_DONE = (DocumentState.SIGNED, DocumentState.ISSUED)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    version: int
    pdf: bytes
    key: SigningKey


def sign(*, actor: Actor, document_id: UUID, pin: str) -> DocumentView:
    """Not inside a transaction: it calls the time-stamping authority."""
    with acting(actor.scope):
        document = lock_document(document_id, actor=actor, permission=Permission.SIGN)
        if document.state in _DONE:
            return view_of(document)
        snapshot = _snapshot(document, actor)
    signed = _signed(snapshot, pin, actor)
    with acting(actor.scope):
        document = lock_document(document_id, actor=actor, permission=Permission.SIGN)
        if document.state in _DONE:
            return view_of(document)
        return _store(document, snapshot, signed, actor)


def _snapshot(document: OfficialDocument, actor: Actor) -> _Snapshot:
    rules.require_state(document.state, DocumentState.PROPOSED)
    key = keys.leader_key(actor, document.agency_id)
    keys.refuse_locked(key)
    if data_of(document).get("signer_name") != actor.name:
        # Printed for another leader: the name below the signature must be the signer's.
        print_draft(document, actor, signer_name=actor.name, signer_title=_title(document, actor))
    return _Snapshot(document.version, store.read(document.file_id), key)


def _title(document: OfficialDocument, actor: Actor) -> str:
    for seat in actor.seats:
        if seat.role == Role.LEADER and seat.agency_id == document.agency_id:
            return seat.title
    return document.signer_title


def _signed(snapshot: _Snapshot, pin: str, actor: Actor) -> bytes:
    with unlocked(snapshot.key, pin, actor=actor) as signer:
        return signing.sign_leader(
            snapshot.pdf,
            signer,
            image=keys.image_of(snapshot.key),
            backing=services.backing(signer.chain, trust().leader),
        )


def _store(
    document: OfficialDocument, snapshot: _Snapshot, signed: bytes, actor: Actor
) -> DocumentView:
    rules.require_state(document.state, DocumentState.PROPOSED)
    if document.version != snapshot.version:
        raise DocumentChangedError
    document.state = DocumentState.SIGNED
    document.signer_id = actor.person_id
    document.signer_name = actor.name
    document.signed_at = clock.now()
    keep_version(document, actor, signed)
    write_down(document, actor, "document.sign", certificate=snapshot.key.serial)
    publish(DocumentSigned(document_id=document.id, dossier_id=document.dossier_id))
    return view_of(document)
