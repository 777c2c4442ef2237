"""Workbooks that people send, read row by row: nothing in them is run, followed or unpacked without end.

A workbook is a ZIP of XML. Before a parser sees it, every part is walked in pieces: what carries macros,
links, other files or its own entities, or unpacks to more than we are ready for, is refused by kind.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zlib import error as DeflateError  # noqa: N812  (a class that is named in small letters)

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_UNPACKED = 160 << 20  # bytes of all parts together
MOST_SHARED_WORDS = 48 << 20  # bytes: this part is held in memory while reading
MOST_OTHER_PART = 8 << 20  # bytes: styles, names; they become objects in memory
MOST_PARTS = 500
MOST_TAGS_OF_A_ROW = 200_000  # between two rows; a row of 16,384 cells needs a third of it
MOST_WORDS = 2_000_000
MOST_ROWS = 1_048_576  # the format allows no more
# What Excel and every desktop writes; the others unpack without a bound, and break with errors of their own.
PACKED_AS_USUAL = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PIECE = 1 << 20
_SHEETS = "xl/worksheets/"
_FORMULA = (b"<f>", b"<f ", b"<f/")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"  # also what a workbook with a password looks like
_ACTS = ("vbaproject", "activex", "xl/macrosheets", "xl/dialogsheets", "customui")
_REACHES_OUT = (
    "xl/externallinks",
    "xl/connections",
    "xl/embeddings",
    "xl/querytables",
    "oleobject",
)


class BookFault(StrEnum):
    """Why a file is not read at all."""

    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_OR_LOCKED = "old_or_locked"
    ACTS = "acts"
    REACHES_OUT = "reaches_out"
    TOO_LARGE = "too_large"
    BROKEN = "broken"


class BookRefusedError(ValueError):
    """The file as a whole cannot be read."""

    def __init__(self, fault: BookFault) -> None:
        self.fault = fault
        super().__init__(fault)


class Flaw(StrEnum):
    """Stands in a cell in place of a value."""

    NO_RESULT = "no_result"  # a formula that was never calculated
    ERROR = "error"  # #REF!, #N/A


Value = str | int | float | bool | date | datetime | time | Flaw | None
Line = tuple[int, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What walking the parts has shown."""

    rows: int
    has_formulas: bool


class Book:
    """A workbook that has passed the walk."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        seen = _walked(content)
        self.rows_at_most = seen.rows
        self._has_formulas = seen.has_formulas
        self._values = _opened(content, results=True)

    def sheet_marked(self, mark: str) -> str | None:
        """The first sheet whose first cell begins with `mark`."""
        for sheet in self._values.worksheets:
            if isinstance(sheet, ReadOnlyWorksheet) and _first_cell(sheet).startswith(mark):
                return str(sheet.title)
        return None

    def lines(self, sheet: str, *, width: int) -> Iterator[Line]:
        """Number and values of every row, empty ones too, `width` columns wide."""
        rows = _rows(self._values[sheet], width)
        if not self._has_formulas:
            for number, row in rows:
                yield number, tuple(_value(*cell) for cell in row)
            return
        written = _rows(_opened(self._content, results=False)[sheet], width)
        for (number, row), (_same, formulas) in zip(rows, written, strict=True):
            pairs = zip(row, formulas, strict=True)
            yield number, tuple(_result(cell, formula) for cell, formula in pairs)


def _walked(content: bytes) -> _Seen:
    if content.startswith(_OLD_FORMAT):
        raise BookRefusedError(BookFault.OLD_OR_LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            _refuse_by_names(book)
            return _walk_parts(book)
    except (
        zipfile.BadZipFile,
        DeflateError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise BookRefusedError(BookFault.NOT_A_WORKBOOK) from broken


def _refuse_by_names(book: zipfile.ZipFile) -> None:
    parts = book.infolist()
    names = [part.filename.lower() for part in parts]
    if "xl/workbook.xml" not in names:
        raise BookRefusedError(BookFault.NOT_A_WORKBOOK)
    if any(word in name for name in names for word in _ACTS):
        raise BookRefusedError(BookFault.ACTS)
    if any(word in name for name in names for word in _REACHES_OUT):
        raise BookRefusedError(BookFault.REACHES_OUT)
    if any(part.compress_type not in PACKED_AS_USUAL for part in parts):
        raise BookRefusedError(BookFault.NOT_A_WORKBOOK)
    for part in parts:
        if part.file_size > _most_bytes(part.filename.lower()):
            raise BookRefusedError(BookFault.TOO_LARGE)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BookRefusedError(BookFault.TOO_LARGE)


def _most_bytes(name: str) -> int:
    if name.startswith(_SHEETS):
        return MOST_UNPACKED
    return MOST_SHARED_WORDS if "sharedstrings" in name else MOST_OTHER_PART


def _walk_parts(book: zipfile.ZipFile) -> _Seen:
    """A part never gives more bytes than it declares: the sums above hold."""
    rows, has_formulas = 0, False
    for part in book.infolist():
        name = part.filename.lower()
        if not name.endswith((".xml", ".rels")):
            continue
        tags = words = 0
        for piece in _pieces(book, part):
            _refuse_declarations(piece)
            words += piece.count(b"<si")
            if name.startswith(_SHEETS):
                rows += piece.count(b"<row ") + piece.count(b"<row>")
                has_formulas = has_formulas or any(tag in piece for tag in _FORMULA)
                tags = _refuse_swollen(piece, tags)
        if words > MOST_WORDS or rows > MOST_ROWS:
            raise BookRefusedError(BookFault.TOO_LARGE)
    return _Seen(rows, has_formulas)


def _refuse_swollen(piece: bytes, before: int) -> int:
    """A parser holds a row, and what stands around the rows, as a whole. Tags since the last row."""
    around = [part.count(b"<") for part in piece.split(b"<row")]
    around[0] += before
    if max(around) > MOST_TAGS_OF_A_ROW or (len(piece) > _PIECE and b"<" not in piece):
        raise BookRefusedError(BookFault.TOO_LARGE)
    return around[-1]


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Overlapping by a few bytes, so that no word falls between two pieces."""
    with book.open(part) as opened:
        before = b""
        while piece := opened.read(_PIECE):
            yield before + piece
            before = piece[-4:]


def _refuse_declarations(piece: bytes) -> None:
    """No part of a workbook needs a document type; NUL bytes would be an encoding that hides one."""
    if b"<!D" in piece or b"<!E" in piece or b"\x00" in piece:
        raise BookRefusedError(BookFault.BROKEN)


def _opened(content: bytes, *, results: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    try:
        return load_workbook(
            io.BytesIO(content), read_only=True, data_only=results, keep_links=False
        )
    except Exception as broken:  # whatever a hostile file brings a parser to
        raise BookRefusedError(BookFault.BROKEN) from broken


def _rows(sheet: Any, width: int) -> Iterator[tuple[int, list[tuple[str, Value]]]]:
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(max_col=width), start=1):
            yield number, [(str(cell.data_type), cell.value) for cell in row]
    except BookRefusedError:
        raise
    except Exception as broken:
        raise BookRefusedError(BookFault.BROKEN) from broken


def _first_cell(sheet: Any) -> str:
    for _number, row in _rows(sheet, 1):
        return str(row[0][1] or "") if row else ""
    return ""


def _value(kind: str, value: Value) -> Value:
    return Flaw.ERROR if kind == "e" else value


def _result(cell: tuple[str, Value], formula: tuple[str, Value]) -> Value:
    kind, value = cell
    if formula[0] == "f" and value is None:
        return Flaw.NO_RESULT
    return _value(kind, value)
