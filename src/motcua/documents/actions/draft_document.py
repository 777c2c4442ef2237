"""Print the draft of a result from its template; printing again replaces it while it is a draft."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import TemplateBrokenError
from motcua.documents.models import DocumentVersion, OfficialDocument, StoredFile
from motcua.documents.permissions import Permission, authorize
from motcua.documents.queries.documents import data_of, row_name, title_of
from motcua.documents.queries.files import NewFile, keep
from motcua.documents.queries.keys import seal_diameter
from motcua.documents.types import DocumentState
from motcua.engines.papers import api as papers
from motcua.engines.signing import api as signing
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import command


@command
def draft_document(  # noqa: PLR0913  (a door: each is said by name)
    *,
    actor: Actor,
    dossier_id: UUID,
    agency_id: UUID,
    owner_id: UUID,
    title: str,
    result_code: str,
    template: str,
    data: Mapping[str, object],
    signer_title: str,
    valid_months: int | None = None,
) -> UUID:
    """`data` is what the template reads; agency, signer, symbol and verification code are added.

    `valid_months` after its issue the paper expires; None: it does not.
    """
    document = _draft_of(dossier_id, result_code)
    if document is None:
        document = _new(dossier_id=dossier_id, agency_id=agency_id, owner_id=owner_id)
    authorize(actor, Permission.DRAFT, document)
    rules.require_state(document.state, DocumentState.DRAFT)
    document.result_code = result_code
    document.template = template
    document.signer_title = signer_title
    document.valid_months = valid_months
    document.symbol = str(data.get("symbol") or _symbol(title, agency_id))
    document.title_sealed = crypto.seal(title, row=row_name(document.id, "title"))
    document.data_sealed = crypto.seal_json(dict(data), row=row_name(document.id, "data"))
    print_draft(document, actor)
    return document.id


def _symbol(title: str, agency_id: UUID) -> str:
    return rules.symbol_of(title, directory.organisation(agency_id).name)


def _draft_of(dossier_id: UUID, result_code: str) -> OfficialDocument | None:
    return (
        OfficialDocument.objects.select_for_update()
        .filter(dossier_id=dossier_id, result_code=result_code)
        .exclude(state=DocumentState.RECALLED)
        .first()
    )


def _new(*, dossier_id: UUID, agency_id: UUID, owner_id: UUID) -> OfficialDocument:
    return OfficialDocument(
        id=new_id(),
        dossier_id=dossier_id,
        agency_id=agency_id,
        owner_id=owner_id,
        verification_code=crypto.new_secret(12),
        version=0,
    )


def print_draft(document: OfficialDocument, actor: Actor, **changed: str) -> StoredFile:
    """A new version of the unsigned paper, with its empty fields; `changed` overrides data."""
    data = {**printing_data(document), **changed}
    code = document.verification_code
    address = f"{settings.SITE_ADDRESS}/xac-minh/{code}/"
    try:
        paper = papers.render(
            document.template,
            data,
            images={"verification": papers.qr_svg(address).encode()},
            made_at=clock.now(),
        )
    except papers.PaperError as broken:
        raise TemplateBrokenError(reason=str(broken)[:200]) from broken
    if "signature" not in paper.boxes:
        raise TemplateBrokenError(reason="signature")
    prepared = signing.prepare(
        paper.pdf,
        paper.boxes,
        font=papers.digit_font(),
        seal_diameter_mm=seal_diameter(document.agency_id),
    )
    return keep_version(document, actor, prepared)


def printing_data(document: OfficialDocument) -> dict[str, object]:
    agency = directory.organisation(document.agency_id)
    given = data_of(document)
    return {
        "agency": agency.name,
        "place": agency.place,
        "title": title_of(document),
        "signer_title": document.signer_title,
        "signer_name": "",
        **{key: value for key, value in given.items() if value is not None},
        "symbol": document.symbol,
        "verification": {
            "code": rules.printed_code(document.verification_code),
            "address": f"{settings.SITE_ADDRESS}/xac-minh/",
        },
    }


def keep_version(document: OfficialDocument, actor: Actor, content: bytes) -> StoredFile:
    """Store the next version and point the document at it. Saves the document."""
    document.version += 1
    issued = document.state == DocumentState.ISSUED
    file = keep(
        content,
        NewFile(
            name=rules.display_name(f"{title_of(document)}.pdf"),
            media_type="application/pdf",
            pages=1,
            # A draft is the agency's; only what is issued is the person's.
            owner_id=document.owner_id if issued else actor.person_id,
            made_by_id=actor.person_id,
            agencies=[document.agency_id],
            carries_signature=document.state in {DocumentState.SIGNED, DocumentState.ISSUED},
        ),
    )
    document.file = file
    document.save()
    DocumentVersion.objects.create(
        document=document,
        version=document.version,
        state=document.state,
        file=file,
        made_by_id=actor.person_id,
    )
    return file
