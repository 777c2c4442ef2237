"""Single pages become papers again: one PDF/A with what was read, signed by whoever scanned it.

Three parts, as a signature: look (transaction), join and sign (none), keep (the caller's transaction).
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.actions.unlock_key import unlocked
from motcua.documents.adapters.parser.parent import ParserGaveUpError, parser
from motcua.documents.adapters.trust import services
from motcua.documents.adapters.trust.roots import trust
from motcua.documents.errors import FileMissingError, ScanPinMissingError, UnreadableFileError
from motcua.documents.models import SigningKey, StoredFile
from motcua.documents.queries import files as queries
from motcua.documents.queries.keys import personal_key, refuse_locked
from motcua.documents.queries.readings import places
from motcua.documents.types import FileRef, LoosePages, Scan
from motcua.engines.signing import api as signing
from motcua.kit import files as store
from motcua.kit.scope import acting

_PDF = "application/pdf"


def make_scans(
    actor: Actor, papers: Mapping[str, LoosePages], *, owner_id: UUID, agency_id: UUID, pin: str
) -> dict[str, Scan]:
    """Not inside a transaction: it asks the time-stamping authority.

    Only loose pages that this official scanned for this person: never a paper of a dossier.
    """
    with acting(actor.scope):
        key = personal_key(actor, agency_id)
        if key is not None:
            refuse_locked(key)
        heads = {code: _heads(actor, pages, owner_id) for code, pages in papers.items()}
    if key is not None and not pin:
        raise ScanPinMissingError
    joined = {code: _joined(papers[code].name, *told) for code, told in heads.items()}
    signed = _signed(joined, key, pin, actor) if key is not None else joined
    return {
        code: Scan(pages, owner_id, signed[code], signed=key is not None)
        for code, pages in papers.items()
    }


def keep_scan(actor: Actor, scan: Scan) -> FileRef:
    """In the caller's transaction: the single pages are erased, they live on in it."""
    rows = _loose_pages(actor, scan.pages, scan.owner_id)
    made = queries.keep(
        scan.content,
        queries.NewFile(
            name=rules.display_name(scan.pages.name, ".pdf"),
            media_type=_PDF,
            pages=len(rows),
            owner_id=scan.owner_id,
            made_by_id=actor.person_id,
            agencies=actor.agencies,
            carries_signature=scan.signed,
        ),
    )
    queries.erase([row.id for row in rows])
    return queries.ref_of(made)


def _loose_pages(actor: Actor, pages: LoosePages, owner_id: UUID) -> list[StoredFile]:
    rows = [queries.readable(actor, page_id) for page_id in pages.page_ids]
    whose = {(row.uploaded_by_id, row.owner_id) for row in rows}
    if whose != {(actor.person_id, owner_id)} or any(row.keep_until is None for row in rows):
        raise FileMissingError
    return rows


def _heads(
    actor: Actor, pages: LoosePages, owner_id: UUID
) -> tuple[list[dict[str, object]], bytes]:
    rows = _loose_pages(actor, pages, owner_id)
    contents = [store.read(row.id) for row in rows]
    read = places(pages.page_ids)
    heads: list[dict[str, object]] = [
        {"media_type": row.media_type, "size": len(content), "reading": read.get(row.id)}
        for row, content in zip(rows, contents, strict=True)
    ]
    return heads, b"".join(contents)


def _joined(name: str, heads: Sequence[Mapping[str, object]], content: bytes) -> bytes:
    """By the child: a page of a foreign PDF is as foreign as the whole."""
    try:
        _answer, whole = parser.ask({"job": "join", "pages": heads}, content)
    except ParserGaveUpError as gave_up:
        raise UnreadableFileError(name=name) from gave_up
    return whole


def _signed(
    joined: Mapping[str, bytes], key: SigningKey, pin: str, actor: Actor
) -> dict[str, bytes]:
    with unlocked(key, pin, actor=actor) as signer:
        backing = services.backing(signer.chain, trust().leader)
        return {
            code: signing.sign_scan(pdf, signer, backing=backing) for code, pdf in joined.items()
        }
