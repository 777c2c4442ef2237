"""The fonts of papers: our own files only, so that a paper looks the same on every machine."""

import io
from functools import lru_cache
from pathlib import Path

import typst
from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
SERIF_REGULAR = "Tinos_400Regular.ttf"
SERIF_BOLD = "Tinos_700Bold.ttf"


class FontsMissingError(RuntimeError):
    """The fonts are copied when the front end is built."""


def path_of(name: str) -> Path:
    path = FOLDER / name
    if not path.is_file():
        raise FontsMissingError(f"{path} is missing: run `./motcua up`, or build the front end")
    return path


@lru_cache(maxsize=1)
def book() -> typst.Fonts:
    path_of(SERIF_REGULAR)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


@lru_cache(maxsize=1)
def digits() -> bytes:
    """The digits of the text font alone, for numbers written into a paper that exists already."""
    face = TTFont(path_of(SERIF_REGULAR))
    options = subset.Options(
        layout_features=[], name_IDs=[], hinting=False, notdef_outline=True, drop_tables=["GSUB"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text="0123456789 /-.")
    cutter.subset(face)
    out = io.BytesIO()
    face.save(out)
    return out.getvalue()


def serif_bold() -> bytes:
    """For what is drawn as a picture: a seal."""
    return path_of(SERIF_BOLD).read_bytes()
