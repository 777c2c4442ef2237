"""Take in a file that a person sends: what it is called, begins with and contains must agree."""

from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.directory.types import Actor
from motcua.documents import errors, rules
from motcua.documents.adapters.parser.parent import ParserGaveUpError, parser
from motcua.documents.permissions import authorize_upload
from motcua.documents.queries.files import NewFile, keep, ref_of
from motcua.documents.types import FileRef
from motcua.kit import clock
from motcua.kit.scope import acting

_KINDS = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".heic": "heif",
    ".heif": "heif",
    ".pdf": "pdf",
}
# What scanners save besides; nobody else sends it.
_SCANNED_KINDS = {**_KINDS, ".tif": "tiff", ".tiff": "tiff"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def accept_upload(actor: Actor, *, name: str, content: bytes, owner_id: UUID) -> FileRef:
    """Pictures are written anew and shrunk; a PDF is checked and kept to the byte.

    Loose until something holds it (`hold`, `share`).
    """
    authorize_upload(actor, owner_id)
    shown = rules.display_name(name)
    kind = kind_of(shown, content)
    seen, kept = asked("inspect", kind, content, shown)
    with acting(actor.scope):
        row = keep(
            kept,
            NewFile(
                name=rules.display_name(shown, seen["suffix"]),
                media_type=seen["media_type"],
                pages=seen["pages"],
                owner_id=owner_id,
                made_by_id=actor.person_id,
                agencies=actor.agencies,
                carries_signature=seen["carries_signature"],
                keep_until=rules.loose_until(clock.today()),
            ),
        )
        return ref_of(row)


def kind_of(name: str, content: bytes, *, scanned: bool = False) -> str:
    """Everything that can be refused without opening the file. Only scanners save TIFF."""
    kinds = _SCANNED_KINDS if scanned else _KINDS
    if not content:
        raise errors.EmptyFileError(name=name)
    refuse_too_big(name, len(content))
    claimed = kinds.get("." + name.rsplit(".", 1)[-1].lower() if "." in name else "")
    actual = _kind_of_magic(content)
    actual = actual if actual in kinds.values() else None
    if claimed is None or (actual is None and not _is_disguise(content)):
        raise (errors.ScanKindError if scanned else errors.FileKindError)(name=name)
    if claimed != actual and not ({claimed, actual} <= {*kinds.values()} - {"pdf"}):
        raise errors.FileDisguisedError(name=name)
    return actual or claimed


def refuse_too_big(name: str, size: int) -> None:
    """`size` in bytes."""
    if size > settings.UPLOAD_MAX_BYTES:
        raise errors.FileTooBigError(
            name=name,
            megabytes=round(size / 2**20),
            limit=settings.UPLOAD_MAX_BYTES // 2**20,
        )


def _kind_of_magic(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "heif"
    if content.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    return "pdf" if content.startswith(b"%PDF-") else None


def _is_disguise(content: bytes) -> bool:
    """Something else in front of a PDF head: HTML dressed as PDF."""
    return b"%PDF-" in content[:2048]


def asked(job: str, kind: str, content: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    """What the child says of the file; its faults become refusals that name the file."""
    try:
        answer, kept = parser.ask({"job": job, "kind": kind}, content)
    except ParserGaveUpError as gave_up:
        raise errors.UnreadableFileError(name=name) from gave_up
    if not answer["ok"]:
        raise _REFUSALS.get(answer["fault"], errors.UnreadableFileError)(
            name=name, **answer["details"]
        )
    return answer, kept


_REFUSALS: dict[str, type[errors.UploadRefusedError]] = {
    "disguised": errors.FileDisguisedError,
    "too_large": errors.PictureTooLargeError,
    "unreadable": errors.UnreadableFileError,
    "locked": errors.LockedPdfError,
    "active": errors.ActivePdfError,
    "pages": errors.TooManyPagesError,
    "signed": errors.SignedPileError,
}
