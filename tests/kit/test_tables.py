"""Tables as files: what went in is read again, and nothing in a cell is run."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from motcua.kit.tables import CsvTable, XlsxTable, harmless
from motcua.kit.text import clean

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOMENT = datetime(2026, 3, 27, 17, 30, tzinfo=UTC)  # 00:30 of the next day in Việt Nam
words = st.text(max_size=30).map(clean)


class OneWay(io.RawIOBase):
    """Bytes go in and never come back: no seeking, as in a sealed stream."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, content):
        self.content += content
        return len(content)


def as_csv(heading, rows):
    out = OneWay()
    with CsvTable(out, heading) as table:
        for row in rows:
            table.row(row)
    assert out.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(out.content.decode("utf-8-sig"), newline="")))


def as_sheet(heading, rows, title="Danh sách"):
    out = OneWay()
    with XlsxTable(out, heading, title=title) as table:
        for row in rows:
            table.row(row)
    with zipfile.ZipFile(io.BytesIO(bytes(out.content))) as book:
        assert book.testzip() is None
        parts = {name: book.read(name) for name in book.namelist()}
    for name, part in parts.items():
        ET.fromstring(part)  # noqa: S314  (we wrote it)
        assert name.endswith((".xml", ".rels"))
    return ET.fromstring(parts["xl/worksheets/sheet1.xml"])  # noqa: S314


def texts(sheet):
    return [
        [cell.findtext(f"{MAIN}is/{MAIN}t") or "" for cell in row.iter(f"{MAIN}c")]
        for row in sheet.iter(f"{MAIN}row")
    ]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, min_size=2, max_size=2), max_size=5))
def test_text_comes_back_from_both(rows):
    assert as_csv(["Một", "Hai"], rows)[1:] == [[harmless(cell) for cell in row] for row in rows]
    assert texts(as_sheet(["Một", "Hai"], rows))[1:] == rows


@given(st.sampled_from("=+-@\t\r\n"), st.integers(0, 3), words)
def test_what_starts_a_formula_is_only_text(sign, spaces, rest):
    assert harmless(" " * spaces + sign + rest).startswith("'")


@pytest.mark.parametrize("words", ["Nguyễn Thị Bảy", "1.004873", "72/UBND", "'=1", ""])
def test_plain_words_stay_as_they_are(words):
    assert harmless(words) == words


def test_a_formula_in_a_workbook_is_typed_as_text():
    sheet = as_sheet(["a"], [["=1+1"]])

    assert list(sheet.iter(f"{MAIN}f")) == []
    assert texts(sheet)[1] == ["=1+1"]


def test_days_and_moments_stand_in_the_time_of_the_country():
    assert as_csv(["a", "b"], [[MOMENT, date(2026, 3, 27)]])[1] == [
        "28/03/2026 00:30",
        "27/03/2026",
    ]
    cells = list(as_sheet(["a", "b"], [[MOMENT, date(2026, 3, 27)]]).iter(f"{MAIN}v"))
    assert [cell.text for cell in cells] == ["46109.0208333333", "46108"]


def test_numbers_are_numbers_and_nothing_is_empty():
    sheet = as_sheet(["a", "b"], [[7, None]])

    assert [cell.text for cell in sheet.iter(f"{MAIN}v")] == ["7"]
    assert as_csv(["a", "b"], [[7, None]])[1] == ["7", ""]


def test_letters_that_the_format_forbids_are_left_out():
    assert texts(as_sheet(["a"], [["a\x00b\x0bc\ufffe"]]))[1] == ["abc"]
