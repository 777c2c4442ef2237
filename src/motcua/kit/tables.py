"""Long tables as files, written row by row into any binary stream: CSV and XLSX.

A cell that a spreadsheet would run as a formula is neutralised: in CSV by a leading apostrophe, in
XLSX by its type, which is text.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import IO, Any, Self
from xml.sax.saxutils import escape, quoteattr

from motcua.kit import clock

Cell = str | int | date | datetime | None
MOST_XLSX_ROWS = 1_048_575  # under the heading; the format allows no more
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(words: str) -> str:
    """Text that no spreadsheet takes for a formula, also after spaces."""
    return f"'{words}" if words.lstrip(" ").startswith(_STARTS_A_FORMULA) else words


class CsvTable:
    """UTF-8 with its mark in front, so that spreadsheets show the accents; dates as written here."""

    def __init__(self, out: IO[bytes] | Any, heading: Sequence[str]) -> None:
        self._out = out
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text)
        self._heading = heading

    def __enter__(self) -> Self:
        self._out.write("\ufeff".encode())
        self.row(self._heading)
        return self

    def row(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow([_csv(cell) for cell in cells])
        self._out.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()

    def __exit__(self, *error: object) -> None:
        del error


def _csv(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(clock.LEGAL_ZONE).strftime("%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
        case int():
            return cell
        case _:
            return harmless(cell)


class XlsxTable:
    """One sheet, its heading frozen, with a filter; text, whole numbers, days and moments."""

    def __init__(self, out: IO[bytes] | Any, heading: Sequence[str], *, title: str) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=5)
        self._heading = heading
        self._title = title
        self._rows = 0

    def __enter__(self) -> Self:
        for name, content in _PARTS.items():
            self._zip.writestr(name, content)
        self._zip.writestr("xl/workbook.xml", _WORKBOOK.format(title=quoteattr(self._title[:31])))
        self._sheet = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._sheet.write((_SHEET + _widths(self._heading)).encode())
        self._write(_text(words, style=_BOLD) for words in self._heading)
        return self

    def row(self, cells: Sequence[Cell]) -> None:
        self._write(_xlsx(cell) for cell in cells)

    def _write(self, cells: Any) -> None:
        self._rows += 1
        self._sheet.write(f"<row>{''.join(cells)}</row>".encode())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            last = f"{_column(len(self._heading))}{self._rows}"
            self._sheet.write(f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>'.encode())
            self._sheet.close()
            self._zip.close()


def _column(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _xlsx(cell: Cell) -> str:
    match cell:
        case None | "":
            return "<c/>"
        case datetime():
            return f'<c s="{_MOMENT}"><v>{_serial(cell.astimezone(clock.LEGAL_ZONE))}</v></c>'
        case date():
            return f'<c s="{_DAY}"><v>{(cell - _EPOCH.date()).days}</v></c>'
        case int():
            return f"<c><v>{cell}</v></c>"
        case _:
            return _text(cell)


def _text(words: str, style: int = 0) -> str:
    allowed = "".join(letter for letter in words if _fits_into_xml(letter))
    kept = escape(allowed[:_MOST_LETTERS])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{kept}</t></is></c>'


def _fits_into_xml(letter: str) -> bool:
    return letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff")


def _serial(moment: datetime) -> str:
    """Days since the format's first day, by the clock on the wall; 17:00 must not become 16:59."""
    return f"{(moment.replace(tzinfo=None) - _EPOCH) / timedelta(days=1):.10f}"


def _widths(heading: Sequence[str]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{max(14, len(words) + 4)}" customWidth="1"/>'
        for at, words in enumerate(heading, start=1)
    )
    return f"<cols>{columns}</cols><sheetData>"


_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (the format knows no time zone)
_MOST_LETTERS = 32_767
_BOLD, _DAY, _MOMENT = 1, 2, 3
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name={title} sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
        '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
