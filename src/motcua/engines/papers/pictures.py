"""A page of a PDF as a picture: what somebody handed in is looked at, never run."""

import io
import tempfile
from pathlib import Path

import pikepdf
import typst

from motcua.engines.papers.types import PaperError

_ONE_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("paper.pdf", page: {page})'
_PIXELS_PER_INCH = 110


def page_count(pdf: bytes) -> int:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError as unreadable:
        raise PaperError(str(unreadable)) from unreadable


def page_picture(pdf: bytes, page: int) -> bytes:
    """PNG; pages count from 1."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "paper.pdf").write_bytes(pdf)
        source = Path(folder, "page.typ")
        source.write_text(_ONE_PAGE.format(page=int(page)))
        try:
            picture = typst.compile(source, format="png", ppi=_PIXELS_PER_INCH)
        except typst.TypstError as unreadable:
            raise PaperError(str(unreadable)) from unreadable
    if not isinstance(picture, bytes):
        raise PaperError(f"page {page} gave {len(picture or ())} pictures")
    return picture
