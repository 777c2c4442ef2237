"""Propose a draft to the leader, send it back, recall what was issued."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import ReasonMissingError
from motcua.documents.events import DocumentSentBack
from motcua.documents.models import ArchivedPaper, OfficialDocument
from motcua.documents.permissions import Permission
from motcua.documents.queries.documents import lock_document
from motcua.documents.types import ArchiveState, DocumentState
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def propose(*, actor: Actor, document_id: UUID) -> None:
    """From here on the draft stands still until it is signed or sent back."""
    document = lock_document(document_id, actor=actor, permission=Permission.PROPOSE)
    if document.state == DocumentState.PROPOSED:
        return
    rules.require_state(document.state, DocumentState.DRAFT)
    document.state = DocumentState.PROPOSED
    document.sent_back_reason = ""
    document.save(update_fields=["state", "sent_back_reason"])
    write_down(document, actor, "document.propose")


@command
def send_back(*, actor: Actor, document_id: UUID, reason: str) -> None:
    document = lock_document(document_id, actor=actor, permission=Permission.SEND_BACK)
    if not reason.strip():
        raise ReasonMissingError
    rules.require_state(document.state, DocumentState.PROPOSED)
    document.state = DocumentState.DRAFT
    document.sent_back_reason = reason.strip()
    document.save(update_fields=["state", "sent_back_reason"])
    write_down(document, actor, "document.send_back")
    publish(DocumentSentBack(document_id=document.id, dossier_id=document.dossier_id))


@command
def recall(*, actor: Actor, document_id: UUID, reason: str) -> None:
    """An issued document is frozen, not deleted: whoever verifies it learns that it was recalled."""
    document = lock_document(document_id, actor=actor, permission=Permission.RECALL)
    if not reason.strip():
        raise ReasonMissingError
    rules.require_state(document.state, DocumentState.ISSUED)
    document.state = DocumentState.RECALLED
    document.recalled_at = clock.now()
    document.recall_reason = reason.strip()
    document.save(update_fields=["state", "recalled_at", "recall_reason"])
    ArchivedPaper.objects.filter(document=document).update(state=ArchiveState.RECALLED)
    write_down(document, actor, "document.recall")


def write_down(document: OfficialDocument, actor: Actor, verb: str, **details: object) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="document",
        object_id=document.id,
        details={"dossier": str(document.dossier_id), "version": document.version, **details},
    )
