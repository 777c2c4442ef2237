"""Reads of official documents, and the one way to take hold of one."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import DocumentNotFoundError, DocumentSeatError
from motcua.documents.models import OfficialDocument, OutgoingEntry
from motcua.documents.permissions import Permission, authorize
from motcua.documents.types import DocumentState, DocumentView
from motcua.kit import crypto


def row_name(document_id: UUID, column: str) -> str:
    return f"documents_document:{column}:{document_id}"


def lock_document(document_id: UUID, *, actor: Actor, permission: Permission) -> OfficialDocument:
    """Find, authorize and lock in one step."""
    try:
        found = OfficialDocument.objects.select_for_update().get(pk=document_id)
        authorize(actor, Permission.VIEW, found)
    except (OfficialDocument.DoesNotExist, DocumentSeatError) as hidden:
        raise DocumentNotFoundError from hidden
    authorize(actor, permission, found)
    return found


def data_of(document: OfficialDocument) -> dict[str, object]:
    data = crypto.unseal_json(document.data_sealed, row=row_name(document.id, "data"))
    return data if isinstance(data, dict) else {}


def title_of(document: OfficialDocument) -> str:
    return crypto.unseal(document.title_sealed, row=row_name(document.id, "title"))


def view_of(document: OfficialDocument) -> DocumentView:
    return DocumentView(
        id=document.id,
        title=title_of(document),
        state=DocumentState(document.state),
        number=rules.printed_number(document.number, document.symbol),
        issued_on=document.issued_on,
        signer_name=document.signer_name,
        file_id=document.file_id,
        result_code=document.result_code,
        owner_id=document.owner_id,
        agency_id=document.agency_id,
        dossier_id=document.dossier_id,
        verification_code=document.verification_code,
        signed_at=document.signed_at,
        summary=_summary(data_of(document)),
        sent_back_reason=document.sent_back_reason,
    )


def _summary(data: Mapping[str, object]) -> str:
    """What the paper is about in one line, if the template's data say so."""
    given = data.get("summary") or data.get("subject") or ""
    return str(given)


def document(actor: Actor, document_id: UUID) -> DocumentView:
    found = OfficialDocument.objects.filter(pk=document_id).first()
    if found is None:
        raise DocumentNotFoundError
    try:
        authorize(actor, Permission.VIEW, found)
    except DocumentSeatError as hidden:
        raise DocumentNotFoundError from hidden
    return view_of(found)


def documents_by_id(document_ids: Iterable[UUID | None]) -> dict[UUID, DocumentView]:
    """Those of the scope; for a caller that has already checked the dossiers they belong to."""
    wanted = {one for one in document_ids if one is not None}
    if not wanted:
        return {}
    return {row.id: view_of(row) for row in OfficialDocument.objects.filter(pk__in=wanted)}


def documents_of(dossier_id: UUID) -> list[DocumentView]:
    rows = OfficialDocument.objects.filter(dossier_id=dossier_id).order_by("created_at")
    return [view_of(row) for row in rows]


def archive_of(actor: Actor) -> list[DocumentView]:
    """The issued results of the person, newest first; a recalled one stays, marked."""
    rows = OfficialDocument.objects.filter(
        owner_id=actor.person_id, state__in=["issued", "recalled"]
    )
    return [view_of(row) for row in rows.order_by("-issued_on", "-sealed_at")]


def dossiers_with_number(agencies: Iterable[UUID], typed: str) -> list[UUID]:
    """Whose result bears this number, `125/GXN-UBND`, in any year; none where it is no number."""
    number, _, symbol = rules.same_number(typed).partition("/")
    if not number.isdigit() or not symbol or len(number) > 9:
        return []
    entries = OutgoingEntry.objects.filter(
        agency_id__in=list(agencies), number=int(number), symbol__iexact=symbol
    )
    return list(entries.values_list("document__dossier_id", flat=True)[:50])
