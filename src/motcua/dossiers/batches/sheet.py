"""An uploaded workbook as rows of words by column."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext

from motcua.catalogue.types import Text
from motcua.dossiers import errors
from motcua.dossiers.batches.layout import Column, Layout
from motcua.dossiers.batches.template import MARK, Mark
from motcua.dossiers.batches.words import in_both
from motcua.dossiers.types import MOST_ROWS
from motcua.engines.forms.types import Widget
from motcua.kit.spreadsheets import Book, BookFault, BookRefusedError, Flaw, Value
from motcua.kit.text import clean, search_key
from motcua.kit.workbooks import FIRST_ROW, HEADING_ROW, MARK_ROW

MOST_WIDE = 400  # columns that are looked at; what people write beside the table is left alone
MOST_LETTERS = 5_000  # of one cell
_REFUSALS: Mapping[BookFault, type[errors.BatchFileError]] = {
    BookFault.NOT_A_WORKBOOK: errors.BookKindError,
    BookFault.OLD_OR_LOCKED: errors.BookLockedError,
    BookFault.ACTS: errors.BookActsError,
    BookFault.REACHES_OUT: errors.BookReachesOutError,
    BookFault.TOO_LARGE: errors.BookTooLargeError,
    BookFault.BROKEN: errors.BookBrokenError,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`name` of the column, empty where it is the row as a whole."""

    name: str
    message: Text
    typed: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    number: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...] = field(default_factory=tuple)


class Sheet:
    """Raises BatchFileError where the file as a whole will not do."""

    def __init__(self, content: bytes) -> None:
        with _refusing():
            self._book = Book(content)
            name = self._book.sheet_marked(MARK)
            if name is None:
                raise errors.NotOurTemplateError
            self._name = name
            self._head = self._read_head()
        mark = Mark.read(_plain(self._head[MARK_ROW][0]))
        if mark is None:
            raise errors.NotOurTemplateError
        self.mark = mark

    @property
    def rows_at_most(self) -> int:
        """For the progress bar: rows that stand in the file, heading and empty ones too."""
        return min(max(self._book.rows_at_most - HEADING_ROW - 1, 0), MOST_ROWS)

    def _read_head(self) -> dict[int, tuple[Value, ...]]:
        head: dict[int, tuple[Value, ...]] = {}
        for number, values in self._book.lines(self._name, width=MOST_WIDE):
            head[number] = values
            if number >= HEADING_ROW:
                return head
        raise errors.NotOurTemplateError

    def rows(
        self, layout: Layout, *, after: int = 0, may_lack: Collection[Column] = ()
    ) -> Iterator[SheetRow]:
        """Rows that say anything, below `after`. Raises TooManyRowsError past the most, and
        ColumnsMissingError where a column is not there that may not be lacking.
        """
        places = _places(layout, self._head[HEADING_ROW])
        _refuse_missing(layout, places, may_lack)
        width = max(places) + 1
        found = 0
        with _refusing():
            for number, values in self._book.lines(self._name, width=width):
                if number < FIRST_ROW or not any(_says(values, place) for place in places):
                    continue
                found += 1
                if found > MOST_ROWS:
                    raise errors.TooManyRowsError(most=MOST_ROWS)
                if number > after:
                    yield _row(number, values, places)


class _refusing:  # noqa: N801  (reads as the clause that it is)
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, BookRefusedError):
            raise _REFUSALS[error.fault] from error


def _places(layout: Layout, heading: tuple[Value, ...]) -> dict[int, Column]:
    """Columns by their headings, in either language, in any order; others are not looked at."""
    wanted = {
        search_key(words): column
        for column in layout.columns
        for words in (column.heading.vi, column.heading.en)
    }
    places: dict[int, Column] = {}
    for place, written in enumerate(heading):
        column = wanted.get(search_key(_plain(written)))
        if column is None:
            continue
        if column in places.values():
            raise errors.ColumnTwiceError(column=_plain(written))
        places[place] = column
    return places


def _refuse_missing(
    layout: Layout, places: Mapping[int, Column], may_lack: Collection[Column]
) -> None:
    there = [*places.values(), *may_lack]
    missing = [column.heading.vi for column in layout.columns if column not in there]
    if missing:
        raise errors.ColumnsMissingError(columns=", ".join(f"«{words}»" for words in missing[:8]))


def _says(values: tuple[Value, ...], place: int) -> bool:
    return place < len(values) and _plain(values[place]) != ""


def _row(number: int, values: tuple[Value, ...], places: Mapping[int, Column]) -> SheetRow:
    cells: dict[str, str] = {}
    faults: list[Fault] = []
    for place, column in places.items():
        value = values[place] if place < len(values) else None
        fault = _flaw(column, value)
        if fault is not None:
            faults.append(fault)
            continue
        words = _words(column, value)
        if words:
            cells[column.name] = words
    return SheetRow(number, cells, tuple(faults))


def _flaw(column: Column, value: Value) -> Fault | None:
    if value is Flaw.NO_RESULT:
        return Fault(column.name, in_both(_no_result))
    if value is Flaw.ERROR:
        return Fault(column.name, in_both(_error))
    if isinstance(value, str) and len(value) > MOST_LETTERS:
        return Fault(column.name, in_both(_too_long))
    return None


def _no_result() -> str:
    return gettext(
        "Ô có công thức nhưng chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị."
    )


def _error() -> str:
    return gettext("Ô báo lỗi công thức. Hãy sửa công thức hoặc gõ thẳng giá trị.")


def _too_long() -> str:
    return gettext("Ô dài quá {most} ký tự. Hãy viết ngắn lại.").format(most=MOST_LETTERS)


def _words(column: Column, value: Value) -> str:
    """What a person would have typed for it."""
    words = _plain(value, column)
    if column.widget is Widget.TEXTAREA:
        return words.strip()
    return clean(words)


def _plain(value: Value, column: Column | None = None) -> str:
    if value is None or isinstance(value, Flaw):
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return _number(value, column)
    return value.strip() if isinstance(value, str) else f"{value:{_format(value)}}"


def _format(moment: date | time) -> str:
    return "%H:%M" if isinstance(moment, time) else "%d/%m/%Y"


def _number(value: float, column: Column | None) -> str:
    """Twelve digits that began with 0 are eleven in a number cell: the zero is put back."""
    written = f"{Decimal(repr(value)):f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    widget = column.widget if column else None
    if widget is Widget.PERSONAL_ID and len(written) == 11:
        return f"0{written}"
    if widget is Widget.PHONE and len(written) == 9:
        return f"0{written}"
    return written.replace(".", ",")
