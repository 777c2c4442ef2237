"""From a typst source and data to PDF/A-2b, with the places that are filled later.

typst answers "where is it?" only for a source that is a file, so every source is written once
into a folder of this process, next to the library it imports.
"""

import base64
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from motcua.engines.papers import fonts
from motcua.engines.papers.types import Box, Paper, PaperError

LIBRARY = Path(__file__).parent / "library"
_A4_HEIGHT = 841.8897637795276
_PACKAGE = re.compile(r"""(import|include)\s*\(?\s*["']@""")

_press = Lock()  # one compiler holds one document at a time


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory(prefix="motcua-papers-", ignore_cleanup_errors=True)
    shutil.copy(LIBRARY / "official.typ", made.name)
    return made


@lru_cache(maxsize=64)
def _compiler(source: str) -> typst.Compiler:
    if _PACKAGE.search(source):
        raise PaperError("a template may not fetch packages from the network")
    root = Path(_folder().name)
    file = root / f"{hashlib.sha256(source.encode()).hexdigest()}.typ"
    file.write_text(source, encoding="utf-8")
    return typst.Compiler(
        str(file), root=str(root), font_paths=fonts.book(), ignore_system_fonts=True
    )


def render(
    source: str,
    data: Mapping[str, object],
    *,
    images: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
) -> Paper:
    """The same source, data and moment give the same bytes."""
    inputs = {"data": json.dumps(data, ensure_ascii=False), "images": _as_drawings(images or {})}
    moment = (made_at or datetime.fromtimestamp(0, UTC)).astimezone(UTC).replace(microsecond=0)
    with _press:
        compiler = _compiler(source)
        try:
            pdf = compiler.compile(
                format="pdf", pdf_standards=["a-2b"], sys_inputs=inputs, timestamp=moment
            )
            places = json.loads(compiler.query("<place>", field="value"))
        except RuntimeError as refused:
            raise PaperError(str(refused)) from refused
    if not isinstance(pdf, bytes):
        raise PaperError("typst made no PDF")
    return Paper(pdf, {place["name"]: _box(place) for place in places})


def _box(place: Mapping[str, float]) -> Box:
    left, top = place["x"], _A4_HEIGHT - place["y"]
    return Box(int(place["page"]), left, top - place["height"], left + place["width"], top)


def _as_drawings(images: Mapping[str, bytes]) -> str:
    return json.dumps({name: _drawing(content) for name, content in images.items()})


def _drawing(content: bytes) -> str:
    """Typst takes bytes only from a file; a picture inside an SVG travels as text."""
    head = content.lstrip()[:5]
    if head.startswith((b"<svg", b"<?xml")):
        return content.decode()
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    inside = base64.b64encode(content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<image width="100" height="100" href="data:image/{kind};base64,{inside}"/></svg>'
    )
