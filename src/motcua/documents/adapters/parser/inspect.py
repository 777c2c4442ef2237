"""What a file really is, and a safe copy of a picture. Runs in the child; imports nothing of Django.

A fault is a (code, details) pair; the parent turns it into the room's errors.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import img2pdf
import pikepdf
import pillow_heif
from PIL import Image, ImageOps, ImageSequence

# A phone takes up to 108 million pixels as JPEG, which decodes in small; other kinds do not.
MOST_PIXELS_OF = {
    "jpeg": 120_000_000,
    "png": 50_000_000,
    "heif": 50_000_000,
    "tiff": 50_000_000,
}
MOST_PIXELS = max(MOST_PIXELS_OF.values())
_FORMATS = {"jpeg": {"JPEG", "MPO"}, "png": {"PNG"}, "heif": {"HEIF"}, "tiff": {"TIFF"}}
MOST_PAGES = 200
A4 = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)), auto_orient=True)
LONGEST_SIDE = 2400
JPEG_QUALITY = 82
_MOST_OBJECTS = 200_000

# What makes a PDF act, or carries another file inside.
_ACTIVE_KEYS = frozenset(
    {
        "/JS",
        "/JavaScript",
        "/EmbeddedFiles",
        "/EmbeddedFile",
        "/EF",
        "/RichMedia",
        "/XFA",
        "/Launch",
    }
)
_ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/GoToE",
        "/Rendition",
        "/RichMediaExecute",
    }
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class FileFaultError(Exception):
    code: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inspected:
    content: bytes
    media_type: str
    suffix: str
    pages: int
    carries_signature: bool = False


def inspect(kind: str, content: bytes) -> Inspected:
    return _pdf(content) if kind == "pdf" else _picture(kind, content)


# ------------------------------------------------------------------ pictures


def _picture(kind: str, content: bytes) -> Inspected:
    """Decoded and written anew: smaller, upright, without place, device or hidden rest."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.format not in _FORMATS[kind]:
                raise FileFaultError("disguised")
            _refuse_large(opened, kind)
            return _sheets(opened) if kind == "tiff" else _written(_shrunk(opened))
    except Image.DecompressionBombError as bomb:
        raise FileFaultError("too_large", {"width": "?", "height": "?"}) from bomb
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise FileFaultError("unreadable") from broken


def _refuse_large(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS_OF[kind]:
        raise FileFaultError("too_large", {"width": width, "height": height})


def _sheets(opened: Image.Image) -> Inspected:
    """TIFF: one file for a whole pile. Its pages become those of a PDF, one picture on each."""
    sheets: list[bytes] = []
    for sheet in ImageSequence.Iterator(opened):
        if len(sheets) == MOST_PAGES:
            raise FileFaultError("pages", {"pages": f"{MOST_PAGES}+", "limit": MOST_PAGES})
        _refuse_large(sheet, "tiff")
        # Black and white alone would lose its thin lines when it shrinks.
        grey = sheet.convert("L") if sheet.mode == "1" else sheet
        sheets.append(_as_jpeg(_shrunk(grey)))
    whole = img2pdf.convert(sheets, layout_fun=A4)
    return Inspected(bytes(whole or b""), "application/pdf", ".pdf", len(sheets))


def _shrunk(opened: Image.Image) -> Image.Image:
    if opened.format == "JPEG":
        # The decoder itself halves the picture as often as it can: four times less work.
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return upright


def _written(picture: Image.Image) -> Inspected:
    if picture.mode in {"1", "L", "P"}:
        out = io.BytesIO()
        picture.info.clear()
        picture.save(out, "PNG")
        return Inspected(out.getvalue(), "image/png", ".png", 1)
    return Inspected(_as_jpeg(picture), "image/jpeg", ".jpg", 1)


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    _on_white(picture).save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands():
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


# ------------------------------------------------------------------ PDF


def _pdf(content: bytes) -> Inspected:
    """Only looked at, never rewritten: a new copy of a signed file is an unsigned file."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise FileFaultError("locked")
            pages = len(pdf.pages)
            if pages > MOST_PAGES:
                raise FileFaultError("pages", {"pages": pages, "limit": MOST_PAGES})
            signed = _walk(pdf)
            return Inspected(content, "application/pdf", ".pdf", pages, signed)
    except pikepdf.PasswordError as locked:
        raise FileFaultError("locked") from locked
    except pikepdf.PdfError as broken:
        raise FileFaultError("unreadable") from broken


def _walk(pdf: pikepdf.Pdf) -> bool:
    """Refuse what acts or carries files; says whether something is signed."""
    signed = False
    for seen, (key, value) in enumerate(_entries(pdf)):
        if seen > _MOST_OBJECTS:
            raise FileFaultError("unreadable")
        if key in _ACTIVE_KEYS or (key == "/S" and str(value) in _ACTIVE_ACTIONS):
            raise FileFaultError("active", {"what": key})
        signed |= key == "/ByteRange"
    return signed


def _entries(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Every key of every dictionary, those inside object streams and inside other values too."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        value = waiting.pop()
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key in value.keys():  # noqa: SIM118  (a pikepdf object is not a mapping)
                inner = value.get(key)
                yield str(key), inner
                waiting.extend(_unwalked(inner))
            if isinstance(value, pikepdf.Stream):
                _refuse_huge(value)
        elif isinstance(value, pikepdf.Array):
            for inner in value:
                waiting.extend(_unwalked(inner))


def _unwalked(inner: Any) -> list[Any]:
    """Direct values only: what is referred to is in the list of objects already."""
    composite = isinstance(inner, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
    return [inner] if composite and not inner.is_indirect else []


def _refuse_huge(stream: pikepdf.Stream) -> None:
    if stream.get("/Subtype") == "/Image":
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if width * height > MOST_PIXELS:
            raise FileFaultError("too_large", {"width": width, "height": height})
