"""Workbooks that people send: what is in them is read, and what would act, reach out or burst is refused."""

import io
import zipfile
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st
from openpyxl import Workbook, load_workbook

from motcua.kit import spreadsheets
from motcua.kit.spreadsheets import Book, BookFault, BookRefusedError, Flaw
from motcua.kit.text import clean
from motcua.kit.workbooks import FIRST_ROW, Blank, SheetColumn, blank_book, filled_book

MARK = "motcua | 1.2 | a | b"
DAY = datetime(2026, 3, 27)  # noqa: DTZ001  (cells know no time zone)
words = st.text(max_size=40).map(clean)
COLUMNS = (
    SheetColumn("Họ tên", "Bắt buộc."),
    SheetColumn("Ngày sinh", is_date=True),
    SheetColumn("Giới tính", choices=("Nam", "Nữ")),
)


def blank(columns=COLUMNS):
    return Blank(
        mark=MARK,
        title="Thủ tục",
        columns=columns,
        guide=(("Cách điền", "Mỗi dòng một hồ sơ"),),
        rows=10_000,
        sheet_names=("Hồ sơ", "Hướng dẫn", "Danh mục"),
        choose_words="Chọn trong danh sách.",
    )


def made(*rows):
    book = Workbook()
    for row in ([MARK], *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(content, parts, compresslevel=6, packed=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", packed, compresslevel=compresslevel) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def with_shared_words(content):
    """As Excel writes it: words once in a part of their own, cells point at them."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    types = part(content, "[Content_Types].xml").decode().replace("</Types>", override)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{at}</v></c></row>' for at, row in ((0, 1), (1, 4))
    )
    return with_parts(
        content,
        {
            "[Content_Types].xml": types.encode(),
            "xl/sharedStrings.xml": f"<sst {main}><si><t>{MARK}</t></si>"
            "<si><r><t>Nguyễn </t></r><r><t>Bảy</t></r></si></sst>".encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>".encode(),
        },
    )


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name)


def lines(content, width=3):
    book = Book(content)
    return dict(book.lines(book.sheet_marked("motcua"), width=width))


def fault(content):
    with pytest.raises(BookRefusedError) as refused:
        lines(content)
    return refused.value.fault


def test_values_keep_their_kinds_and_rows_their_numbers():
    content = made(["Nguyễn", 12, DAY], [], ["Trần", True, None])

    read = lines(content)

    assert read[2] == ("Nguyễn", 12, DAY)
    assert not any(read[3])
    assert read[4][:2] == ("Trần", True)


def test_shared_words_and_left_out_rows_are_read_as_excel_writes_them():
    read = lines(with_shared_words(made(["a"])))

    assert read[1][0] == MARK
    assert not any(read[2] or ())
    assert not any(read[3] or ())
    assert read[4][0] == "Nguyễn Bảy"


def test_a_formula_is_its_result_and_one_without_result_is_a_flaw():
    content = made(["=1+1", "=A2", "x"])
    sheet = part(content, "xl/worksheets/sheet1.xml")
    calculated = sheet.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
        b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>"
    )

    read = lines(with_parts(content, {"xl/worksheets/sheet1.xml": calculated}))

    assert read[2] == (2, Flaw.NO_RESULT, "x")


def test_an_error_in_a_cell_is_a_flaw():
    content = made(["#REF!"])

    assert lines(content)[2][0] is Flaw.ERROR


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xl/vbaProject.bin", BookFault.ACTS),
        ("xl/activeX/activeX1.xml", BookFault.ACTS),
        ("xl/macrosheets/sheet1.xml", BookFault.ACTS),
        ("xl/externalLinks/externalLink1.xml", BookFault.REACHES_OUT),
        ("xl/connections.xml", BookFault.REACHES_OUT),
        ("xl/embeddings/oleObject1.bin", BookFault.REACHES_OUT),
    ],
)
def test_what_acts_or_reaches_out_is_refused(name, expected):
    assert fault(with_parts(made(["a"]), {name: b"<a/>"})) is expected


def test_entities_are_refused_before_a_parser_sees_them():
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    )
    outside = laughs.replace(b'"ha"', b'SYSTEM "file:///etc/passwd"')
    hidden = laughs.decode().encode("utf-16")

    for sheet in (laughs, outside, hidden):
        assert fault(with_parts(made(["a"]), {"xl/worksheets/sheet1.xml": sheet})) is (
            BookFault.BROKEN
        )


def test_a_small_file_that_unpacks_to_much_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_UNPACKED", 4 << 20)
    bomb = with_parts(made(["a"]), {"xl/worksheets/sheet9.xml": b"<row/>" * (1 << 20)}, 9)

    assert len(bomb) < 100_000
    assert fault(bomb) is BookFault.TOO_LARGE


SHEET = "xl/worksheets/sheet1.xml"


def test_a_row_of_endless_cells_and_endless_things_around_the_rows_are_refused():
    """Small when packed, and each would fill the memory of whoever parses it as a whole."""
    sheet = part(made(["a"]), SHEET)
    many = b"<c/>" * 300_000
    wide = sheet.replace(b"</row>", many + b"</row>", 1)
    before = sheet.replace(b"<sheetData>", many.replace(b"<c/>", b"<x/>") + b"<sheetData>", 1)
    after = sheet.replace(b"</sheetData>", b"</sheetData>" + b"<mergeCell/>" * 300_000, 1)
    long = sheet.replace(b"<t>a</t>", b"<t>" + b"a" * (4 << 20) + b"</t>", 1)

    for swollen in (wide, before, after, long):
        assert swollen != sheet
        assert fault(with_parts(made(["a"]), {SHEET: swollen}, 9)) is BookFault.TOO_LARGE


def test_styles_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_OTHER_PART", 1 << 20)
    styles = b"<styleSheet>" + b"<xf/>" * (1 << 19) + b"</styleSheet>"

    assert fault(with_parts(made(["a"]), {"xl/styles.xml": styles}, 9)) is BookFault.TOO_LARGE


def test_a_sheet_as_wide_as_the_format_allows_is_no_swollen_one():
    content = made(list(range(16_384)))

    assert lines(content)[2] == (0, 1, 2)


def test_too_many_parts_and_too_many_shared_words_are_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_PARTS", 20)
    many = {f"xl/media/{number}.xml": b"<a/>" for number in range(30)}
    assert fault(with_parts(made(["a"]), many)) is BookFault.TOO_LARGE

    monkeypatch.setattr(spreadsheets, "MOST_SHARED_WORDS", 10)
    assert fault(with_shared_words(made(["a"]))) is BookFault.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a;b;c\n1;2;3", BookFault.NOT_A_WORKBOOK),
        (b"", BookFault.NOT_A_WORKBOOK),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, BookFault.OLD_OR_LOCKED),
        (b"PK\x03\x04" + b"\x00" * 600, BookFault.NOT_A_WORKBOOK),
    ],
)
def test_what_is_no_workbook(content, expected):
    assert fault(content) is expected


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_desktop_packs_like_that_is_no_workbook(packed):
    """Unpacking it knows no bound, and where it is broken the error is one of its own."""
    assert fault(with_parts(made(["a"]), {}, packed=packed)) is BookFault.NOT_A_WORKBOOK


def test_a_cut_off_or_broken_workbook_is_refused_with_a_kind():
    content = made(["a"])
    sheet = part(content, "xl/worksheets/sheet1.xml")

    assert fault(content[: len(content) // 2]) is BookFault.NOT_A_WORKBOOK
    broken = with_parts(content, {"xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]})
    assert fault(broken) is BookFault.BROKEN


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_whatever_bytes_are_changed_it_is_read_or_refused(at, noise):
    content = bytearray(made(["Nguyễn", 1]))
    content[at : at + len(noise)] = noise

    with suppress(BookRefusedError):
        assert isinstance(lines(bytes(content)), dict)


def test_the_mark_is_found_on_whatever_sheet_it_stands():
    opened = load_workbook(io.BytesIO(blank_book(blank())))
    opened.move_sheet("Hồ sơ", offset=2)
    out = io.BytesIO()
    opened.save(out)

    assert Book(out.getvalue()).sheet_marked("motcua |") == "Hồ sơ"
    assert Book(made(["a"])).sheet_marked("khác") is None


def test_the_template_offers_lists_help_and_a_date_format():
    opened = load_workbook(io.BytesIO(blank_book(blank())))
    sheet, guide, lists = opened.worksheets

    assert [cell.value for cell in sheet[2]] == ["Họ tên", "Ngày sinh", "Giới tính"]
    assert sheet.cell(3, 1).value == "Bắt buộc."
    assert sheet.column_dimensions["B"].number_format == "dd/mm/yyyy"
    assert sheet.column_dimensions["A"].number_format == "@"
    [rule] = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ("'Danh mục'!$C$2:$C$3", "C4:C10003")
    assert [lists.cell(row, 3).value for row in (2, 3)] == ["Nam", "Nữ"]
    assert guide.cell(1, 1).value == "Cách điền"
    assert sheet.freeze_panes == "B4"


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(words, words, words), max_size=5))
def test_rows_put_into_a_template_are_read_as_they_were(rows):
    read = lines(filled_book(blank(), rows))

    given_rows = [tuple(cell or None for cell in row) for row in rows]
    kept = [read.get(FIRST_ROW + at, (None,) * 3) for at in range(len(rows))]
    assert [tuple(_padded(row)) for row in kept] == given_rows


def _padded(row):
    return [*row, None, None, None][:3]


def test_a_formula_that_is_written_as_text_stays_text():
    content = filled_book(blank(), [("=1+1", "", "")])

    assert b"<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert lines(content)[FIRST_ROW][0] == "=1+1"
