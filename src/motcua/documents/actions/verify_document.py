"""Anyone asks: who signed this, for which agency, when, has a byte changed, is it still in force?"""

from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.directory import api as directory
from motcua.documents import errors, rules, words
from motcua.documents.adapters.parser.parent import ParserGaveUpError, parser
from motcua.documents.adapters.trust.roots import FOLDERS, trust
from motcua.documents.models import KeptVerdict, OfficialDocument
from motcua.documents.queries.documents import title_of
from motcua.documents.types import (
    DocumentState,
    RegisteredDocument,
    Verdict,
    VerdictState,
    Words,
)
from motcua.kit import clock, crypto, files as store
from motcua.kit.scope import SYSTEM, acting

_PUBLIC = (DocumentState.ISSUED, DocumentState.RECALLED)


def verify_file(content: bytes) -> Verdict:
    """Our register first (is it one of ours, was it recalled?), then the five layers."""
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise errors.FileTooBigError(
            name="PDF",
            megabytes=round(len(content) / 2**20),
            limit=settings.UPLOAD_MAX_BYTES // 2**20,
        )
    if not content:
        raise errors.EmptyFileError(name="PDF")
    digest = crypto.sha256(content)
    return _verdict(content, digest, _entry_by_hash(digest))


def verify_code(code: str) -> Verdict:
    """The code printed beside the QR: judges the file that we issued under it."""
    with acting(SYSTEM):
        found = OfficialDocument.objects.filter(
            verification_code=rules.plain_code(code), state__in=_PUBLIC
        ).first()
        if found is None:
            raise errors.VerificationCodeUnknownError
        entry = _registered(found)
        content = store.read(found.file_id)
    return _verdict(content, crypto.sha256(content), entry)


def _entry_by_hash(digest: str) -> RegisteredDocument | None:
    with acting(SYSTEM):
        found = OfficialDocument.objects.filter(file__sha256=digest, state__in=_PUBLIC).first()
        return None if found is None else _registered(found)


def _registered(document: OfficialDocument) -> RegisteredDocument:
    return RegisteredDocument(
        title=title_of(document),
        number=rules.printed_number(document.number, document.symbol),
        issued_on=document.issued_on,
        agency_name=directory.organisation(document.agency_id).name,
        signer_name=document.signer_name,
        state=DocumentState(document.state),
    )


def _verdict(content: bytes, digest: str, entry: RegisteredDocument | None) -> Verdict:
    judged = _judged(content, digest)
    signatures = tuple(words.signature_view(one) for one in judged["signatures"])
    state = _state(judged, entry)
    sentences = [Words(**sentence) for sentence in judged["sentences"]]
    return Verdict(
        ok=state == "valid",
        state=state,
        headline=words.HEADLINES[state],
        sentences=(*words.about(entry), *sentences),
        layers=words.overall_layers(judged, signatures),
        signatures=signatures,
        sha256=digest,
        checked_at=datetime.fromisoformat(judged["checked_at"]),
        registered=entry is not None,
        document=entry,
    )


def _state(judged: dict[str, Any], entry: RegisteredDocument | None) -> VerdictState:
    if not judged["signatures"]:
        return "unreadable"
    if entry is not None and entry.state == DocumentState.RECALLED:
        return "recalled"
    if judged["ok"]:
        scanned = all(signature["role"] == "scan" for signature in judged["signatures"])
        return "scan" if scanned else "valid"
    whole = all(signature["ok"] for signature in judged["signatures"])
    return "not_issued" if whole else "broken"


def _judged(content: bytes, digest: str) -> dict[str, Any]:
    """Once per file and set of roots; the child process does the work."""
    anchors = {name: [der.hex() for der in getattr(trust(), name)] for name in FOLDERS}
    key = crypto.sha256(f"{digest}:{anchors}".encode())
    kept = KeptVerdict.objects.filter(pk=key).values_list("verdict", flat=True).first()
    if kept is not None:
        return dict(kept)
    now = clock.now().isoformat()
    try:
        answer, _nothing = parser.ask({"job": "verify", "trust": anchors, "now": now}, content)
    except ParserGaveUpError:
        return words.unreadable(now)
    if not answer["ok"]:
        return words.unreadable(now)
    verdict: dict[str, Any] = answer["verdict"]
    KeptVerdict.objects.get_or_create(pk=key, defaults={"verdict": verdict})
    return verdict
