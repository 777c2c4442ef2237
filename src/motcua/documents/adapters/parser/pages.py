"""A pile of scanned pages taken apart: one page each, upright and straight. Runs in the child."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import img2pdf
import pikepdf
from PIL import Image, ImageOps

from motcua.documents.adapters.parser import text_layer
from motcua.documents.adapters.parser.inspect import (
    A4,
    LONGEST_SIDE,
    FileFaultError,
    Inspected,
    inspect,
)

MOST_PAGES_OF_A_PILE = 40
MOST_DEGREES = 5.0  # beyond that it is not a page laid a little crooked
LEAST_DEGREES = 0.3  # less is not seen, and turning blurs
_COARSE, _FINE = 1.0, 0.25
_LOOKED_AT = 480  # points of the longer side, enough to see the lines of a text
_INK = 128
_QUALITY = 85
_FACE = (180, 240)  # points, as a page is shown in a list


@dataclass(frozen=True, slots=True)
class Page:
    content: bytes
    media_type: str
    reading: text_layer.Reading | None = None


def pages_of(kind: str, content: bytes) -> list[Page]:
    """A picture is one page. A signed file is refused: taken apart it would be unsigned."""
    seen = _pile(kind, content)
    if seen.media_type != "application/pdf":
        return [_straight_page(seen.content)]
    with pikepdf.open(io.BytesIO(seen.content)) as pdf:
        return list(_taken_apart(pdf))


def pile_with_face(kind: str, content: bytes) -> tuple[Inspected, bytes]:
    """The pile as it is kept, and its first page small: nothing where only a viewer draws it."""
    seen = _pile(kind, content)
    if seen.media_type != "application/pdf":
        return seen, _face(seen.content)
    with pikepdf.open(io.BytesIO(seen.content)) as pdf:
        first = _scan_on(pdf.pages[0]) if seen.pages else None
    return seen, _face(first) if first else b""


def _pile(kind: str, content: bytes) -> Inspected:
    seen = inspect(kind, content)
    if seen.carries_signature:
        raise FileFaultError("signed")
    if seen.pages > MOST_PAGES_OF_A_PILE:
        raise FileFaultError("pages", {"pages": seen.pages, "limit": MOST_PAGES_OF_A_PILE})
    return seen


def _face(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        small = opened.convert("RGB")
        small.thumbnail(_FACE)
        return _jpeg(small)


def joined(pages: Sequence[Page]) -> bytes:
    """One PDF, a picture filling an A4 page each, what was read under it; PDF/A-2b of pictures."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for page in pages:
            with pikepdf.open(io.BytesIO(_as_pdf(page))) as single:
                whole.pages.extend(single.pages)
            if page.reading is not None:
                text_layer.lay(whole, whole.pages[-1], page.reading)
        if all(page.media_type == "image/jpeg" for page in pages):
            text_layer.declare_pdfa(whole)
        whole.save(out)
    return out.getvalue()


def _as_pdf(page: Page) -> bytes:
    if page.media_type == "application/pdf":
        return page.content
    made = img2pdf.convert(page.content, layout_fun=A4)
    return bytes(made or b"")


def _taken_apart(pdf: pikepdf.Pdf) -> Iterator[Page]:
    for page in pdf.pages:
        scanned = _scan_on(page)
        yield _straight_page(scanned) if scanned else _alone(page)


def _scan_on(page: pikepdf.Page) -> bytes | None:
    """The one picture that a scanner puts on a page; None where there is more on it than that."""
    if len(page.images) != 1 or "/Font" in page.resources:
        return None
    (raw,) = page.images.values()
    if not isinstance(raw, pikepdf.Stream):
        return None
    out = io.BytesIO()
    try:
        picture = pikepdf.PdfImage(raw).as_pil_image()
        turned = picture.rotate(-int(page.get("/Rotate", 0)), expand=True)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        turned.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, NotImplementedError, pikepdf.PdfError):
        return None  # a kind of picture that only a PDF viewer draws
    return out.getvalue()


def _alone(page: pikepdf.Page) -> Page:
    out = io.BytesIO()
    with pikepdf.new() as single:
        single.pages.append(page)
        single.save(out)
    return Page(out.getvalue(), "application/pdf")


def _straight_page(content: bytes) -> Page:
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    degrees = skew_of(picture)
    if abs(degrees) < LEAST_DEGREES:
        return Page(_jpeg(picture), "image/jpeg")
    turned = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")
    return Page(_jpeg(turned), "image/jpeg")


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def skew_of(picture: Image.Image) -> float:
    """By how many degrees to turn it (counter-clockwise) so that its lines lie level.

    Level lines of text make the rows of a page differ most: dark lines, white between them.
    """
    small = picture.convert("L")
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    ink = ImageOps.autocontrast(small).point(lambda value: 255 if value < _INK else 0)
    coarse = _best(ink, _steps(-MOST_DEGREES, MOST_DEGREES, _COARSE))
    return _best(ink, _steps(coarse - _COARSE, coarse + _COARSE, _FINE))


def _steps(first: float, last: float, step: float) -> list[float]:
    return [first + step * number for number in range(round((last - first) / step) + 1)]


def _best(ink: Image.Image, angles: Sequence[float]) -> float:
    """The angle nearest to level among those that are equally good."""
    return max(angles, key=lambda angle: (_contrast(ink, angle), -abs(angle)))


def _contrast(ink: Image.Image, angle: float) -> int:
    turned = ink.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((upper - lower) ** 2 for upper, lower in pairwise(rows))
