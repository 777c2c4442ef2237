"""A file of another system as rows: whatever its letters, its separator and the names of its columns."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from django.utils.translation import gettext as _

from motcua.dossiers.legacy.columns import DOSSIERS, Column, Sheet, column_of
from motcua.dossiers.legacy.encodings import ENCODINGS, encoding_of, lines_of
from motcua.dossiers.legacy.errors import (
    LegacyColumnsMissingError,
    LegacyColumnsTwiceError,
    LegacyFileUnreadableError,
)
from motcua.kit.readable import Readable
from motcua.kit.text import clean

SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 200
LONGEST = 4_000  # letters of one value; beyond it a quotation mark was not closed
_AS_TEXT = re.compile(r'="(.*)"')  # how spreadsheets keep leading zeros
csv.field_size_limit(1 << 20)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the line as a spreadsheet counts it: the head is row 1."""

    number: int
    values: Mapping[Column, str] = field(default_factory=dict)
    broken: str = ""  # why it cannot be read at all

    def __getitem__(self, column: Column) -> str:
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    encoding: str
    separator: str
    columns: tuple[Column | None, ...]
    rows: Iterator[Row]


def read_table(
    file: Readable,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    sheet: Sheet = DOSSIERS,
) -> Table:
    """`columns`: their names → ours. Raises LegacyFileUnreadableError where no table can be made of it."""
    if encoding and encoding not in ENCODINGS:
        raise LegacyFileUnreadableError(
            why=_("không có bảng mã {encoding}").format(encoding=encoding)
        )
    written_in = encoding or encoding_of(file)
    lines = lines_of(file, written_in)
    try:
        head = list(islice(lines, 1))
    except UnicodeError as wrong:
        raise LegacyFileUnreadableError(
            why=_("chữ không phải {encoding}").format(encoding=written_in)
        ) from wrong
    separator = _separator(head[0] if head else "", columns or {}, sheet)
    reader = csv.reader(chain(head, lines), delimiter=separator)
    names = [clean(name) for name in next(reader, [])]
    named = _columns(names, columns or {}, sheet)
    _refuse_gaps(names, named, sheet)
    return Table(written_in, separator, named, _rows(reader, named))


def _separator(head: str, renamed: Mapping[str, str], sheet: Sheet) -> str:
    """The one under which most columns are known."""

    def known(separator: str) -> int:
        names = next(csv.reader([head], delimiter=separator), [])
        return sum(column is not None for column in _columns(names, renamed, sheet))

    return max(SEPARATORS, key=known)


def _columns(
    names: Sequence[str], renamed: Mapping[str, str], sheet: Sheet
) -> tuple[Column | None, ...]:
    cleaned = [clean(name) for name in names]
    return tuple(column_of(renamed.get(name, name), sheet) for name in cleaned)


def _refuse_gaps(head: Sequence[str], named: Sequence[Column | None], sheet: Sheet) -> None:
    missing = [column.value for column in sheet.required if column not in named]
    if missing:
        raise LegacyColumnsMissingError(names=", ".join(missing), head=tuple(head[:MOST_COLUMNS]))
    twice = sorted({c.value for c in named if c is not None and named.count(c) > 1})
    if twice:
        names = ", ".join(twice)
        raise LegacyColumnsTwiceError(names=names, head=tuple(head[:MOST_COLUMNS]))


def _rows(reader: Iterator[Sequence[str]], named: Sequence[Column | None]) -> Iterator[Row]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeError) as wrong:
            yield Row(number, broken=_("Không đọc được dòng này: {why}.").format(why=wrong))
            continue
        if any(cell.strip() for cell in cells):
            yield _row(number, cells, named)


def _row(number: int, cells: Sequence[str], named: Sequence[Column | None]) -> Row:
    extra = [cell for cell in cells[len(named) :] if cell.strip()]
    if len(cells) < len(named) or extra:
        counts = {"cells": len(cells), "columns": len(named)}
        return Row(number, broken=_("Có {cells} ô, dòng đầu có {columns} cột.").format(**counts))
    if any(len(cell) > LONGEST for cell in cells):
        return Row(number, broken=_("Có ô quá dài; có thể thiếu dấu nháy đóng."))
    pairs = zip(named, cells, strict=False)
    return Row(number, {column: _value(cell) for column, cell in pairs if column is not None})


def _value(cell: str) -> str:
    kept = _AS_TEXT.fullmatch(cell.strip())
    return clean(kept.group(1) if kept else cell)
