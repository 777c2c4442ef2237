"""Workbooks for people to fill in: headings in words, help below them, lists to choose from.

Small, so it is made in memory. Rows are put into a finished one as text, straight into the compressed
stream: `openpyxl` would hold every cell as an object.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

MARK_ROW, HEADING_ROW, HELP_ROW, FIRST_ROW = 1, 2, 3, 4
_FONT = "Times New Roman"
_HELP_HEIGHT, _LINE, _MOST_HEIGHT = 90, 12, 400  # points; a row of a sheet is 409 high at most
_SMALL = 2  # letters of 9 points more than the width of a column says
_FIRST_SHEET = "xl/worksheets/sheet1.xml"
_END_OF_ROWS = b"</sheetData>"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    heading: str
    help: str = ""
    choices: tuple[str, ...] = ()
    is_date: bool = False
    width: int = 22


@dataclass(frozen=True, slots=True)
class Blank:
    """What a workbook asks. `mark` stands in its first cell and tells later what it was made for."""

    mark: str
    title: str
    columns: tuple[SheetColumn, ...]
    guide: tuple[tuple[str, str], ...]
    rows: int
    sheet_names: tuple[str, str, str]
    choose_words: str


def blank_book(blank: Blank) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = blank.sheet_names[0]
    guide, lists = (book.create_sheet(name) for name in blank.sheet_names[1:])
    sheet.append([blank.mark, blank.title])
    sheet.append([column.heading for column in blank.columns])
    sheet.append([column.help for column in blank.columns])
    for number, column in enumerate(blank.columns, start=1):
        _dress(sheet, number, column)
        if column.choices:
            sheet.add_data_validation(_offered(lists, number, column, blank))
    _dress_top(sheet, _help_height(blank.columns))
    _explain(guide, blank)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Any, number: int, column: SheetColumn) -> None:
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions[letter].number_format = "dd/mm/yyyy" if column.is_date else "@"
    line = Side(style="thin", color="B0B8C0")
    heading, help_cell = sheet.cell(HEADING_ROW, number), sheet.cell(HELP_ROW, number)
    heading.font = Font(name=_FONT, bold=True, color="FFFFFF")
    heading.fill = PatternFill("solid", fgColor="1F4E79")
    help_cell.font = Font(name=_FONT, italic=True, size=9, color="404850")
    help_cell.fill = PatternFill("solid", fgColor="EEF2F6")
    for cell in (heading, help_cell):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(bottom=line, right=line)


def _help_height(columns: Sequence[SheetColumn]) -> int:
    """In points, so that the longest help of all columns can be read without pulling at the row."""
    lines = max((-(-len(one.help) // (one.width + _SMALL)) for one in columns), default=0)
    return min(max(_HELP_HEIGHT, (lines + 1) * _LINE), _MOST_HEIGHT)


def _dress_top(sheet: Any, help_height: int) -> None:
    sheet.cell(MARK_ROW, 1).font = Font(name=_FONT, size=8, color="5A646E")
    sheet.cell(MARK_ROW, 2).font = Font(name=_FONT, bold=True, size=13)
    sheet.row_dimensions[HEADING_ROW].height = 48
    sheet.row_dimensions[HELP_ROW].height = help_height
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _offered(lists: Any, number: int, column: SheetColumn, blank: Blank) -> DataValidation:
    """The words stand on a sheet of their own: a list inside the rule may have 255 letters only."""
    at = get_column_letter(number)
    lists.cell(1, number, column.heading).font = Font(name=_FONT, bold=True)
    for row, words in enumerate(column.choices, start=2):
        lists.cell(row, number, words)
    last = len(column.choices) + 1
    rule = DataValidation(
        type="list",
        formula1=f"'{blank.sheet_names[2]}'!${at}$2:${at}${last}",
        allow_blank=True,
        showErrorMessage=True,
        error=blank.choose_words,
        errorTitle=column.heading[:32],
    )
    rule.add(f"{at}{FIRST_ROW}:{at}{FIRST_ROW + blank.rows - 1}")
    return rule


def _explain(guide: Any, blank: Blank) -> None:
    guide.column_dimensions["A"].width = 42
    guide.column_dimensions["B"].width = 90
    for row, (what, words) in enumerate(blank.guide, start=1):
        guide.cell(row, 1, what).font = Font(name=_FONT, bold=True)
        guide.cell(row, 2, words).font = Font(name=_FONT)
        for column in (1, 2):
            guide.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")


def filled_book(blank: Blank, rows: Iterable[Sequence[str]]) -> bytes:
    """The same workbook with these rows in it, as text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(blank_book(blank))) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as book,
    ):
        for part in made.infolist():
            content = made.read(part)
            if part.filename != _FIRST_SHEET:
                book.writestr(part.filename, content)
                continue
            with book.open(_FIRST_SHEET, "w", force_zip64=True) as sheet:
                _write_rows(sheet, content, rows)
    return out.getvalue()


def _write_rows(sheet: Any, content: bytes, rows: Iterable[Sequence[str]]) -> None:
    head, tail = content.split(_END_OF_ROWS, 1)
    styles = _column_styles(head)
    sheet.write(head)
    for number, row in enumerate(rows, start=FIRST_ROW):
        cells = "".join(_cell(at, number, words, styles) for at, words in enumerate(row, start=1))
        sheet.write(f'<row r="{number}">{cells}</row>'.encode())
    sheet.write(_END_OF_ROWS + tail)


def _column_styles(head: bytes) -> dict[int, str]:
    styles = {}
    for column in re.findall(rb"<col [^>]*>", head):
        told = dict(re.findall(rb'(\w+)="([^"]*)"', column))
        for number in range(int(told[b"min"]), int(told[b"max"]) + 1):
            styles[number] = told.get(b"style", b"0").decode()
    return styles


def _cell(at: int, number: int, words: str, styles: dict[int, str]) -> str:
    if not words:
        return ""
    kept = escape(_UNPRINTABLE.sub("", words)[:32_767])
    place = f'r="{get_column_letter(at)}{number}" s="{styles.get(at, "0")}"'
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'
