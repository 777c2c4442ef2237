"""Every code that a file of another system uses, with its name and how often it stands there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from motcua.dossiers.legacy.columns import ANSWERS, DOSSIERS, PAPERS, Column, Sheet
from motcua.dossiers.legacy.errors import LegacyTooManyCodesError
from motcua.dossiers.legacy.mapping import CELL
from motcua.dossiers.legacy.table import read_table
from motcua.dossiers.types.legacy import Unknown
from motcua.kit.readable import Readable

MOST_CODES = 5_000  # of one column; beyond that it holds no codes
TELL_EVERY = 5_000
LONGEST = 300
_Kinds = Mapping[str, tuple[Column, Column | None]]
_KINDS: Mapping[Sheet, _Kinds] = {
    DOSSIERS: {
        "unit": (Column.UNIT, Column.UNIT_NAME),
        "procedure": (Column.PROCEDURE, Column.PROCEDURE_NAME),
        "status": (Column.STATUS, None),
        "channel": (Column.CHANNEL, None),
    },
    ANSWERS: {"answer": (Column.FIELD, None)},
    PAPERS: {"paper": (Column.COMPONENT, Column.TITLE)},
}


@dataclass(frozen=True, slots=True)
class Census:
    rows: int
    codes: tuple[Unknown, ...]  # by kind, the frequent first


def census_of(
    file: Readable,
    *,
    columns: Mapping[str, str],
    sheet: Sheet = DOSSIERS,
    encoding: str = "",
    told: Callable[[int], None] | None = None,
) -> Census:
    """`told` hears now and then how many rows were read. Raises LegacyFileUnreadableError."""
    counted: dict[tuple[str, str], tuple[str, int]] = {}
    distinct = dict.fromkeys(_KINDS[sheet], 0)
    rows = 0
    for row in read_table(file, columns=columns, encoding=encoding, sheet=sheet).rows:
        rows += 1
        for kind, (column, named) in _KINDS[sheet].items():
            code = without_row(row[column]) if kind == "answer" else row[column]
            if _count(counted, kind, code, row[named] if named else ""):
                distinct[kind] += 1
                if distinct[kind] > MOST_CODES:
                    raise LegacyTooManyCodesError(column=column.value, most=MOST_CODES)
        if told is not None and rows % TELL_EVERY == 0:
            told(rows)
    order = sorted(counted.items(), key=lambda one: (one[0][0], -one[1][1], one[0][1]))
    codes = (Unknown(kind, code, name, times) for (kind, code), (name, times) in order)
    return Census(rows, tuple(codes))


def without_row(name: str) -> str:
    """`con.2.ho_ten` → `con.ho_ten`: what a column of a table is, is said once for all rows."""
    found = CELL.fullmatch(name)
    return f"{found[1]}.{found[3]}" if found else name


def _count(
    counted: dict[tuple[str, str], tuple[str, int]], kind: str, code: str, called: str
) -> bool:
    """Whether it was met for the first time. What is that long is no code, and nobody maps it."""
    if not code or len(code) > LONGEST:
        return False
    name, before = counted.get((kind, code), ("", 0))
    counted[kind, code] = (name or called, before + 1)
    return before == 0
