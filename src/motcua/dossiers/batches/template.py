"""The workbook that a person fetches, fills in and sends back; and the same with the rows to correct."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.types import ProcedureVersion, Text
from motcua.dossiers.batches.layout import OWN_NUMBER, Column, Layout
from motcua.dossiers.batches.words import language
from motcua.dossiers.types import MOST_ROWS
from motcua.kit.workbooks import Blank, SheetColumn, blank_book, filled_book

MARK = "motcua"
_BETWEEN = " | "
_WIDE = 34


@dataclass(frozen=True, slots=True)
class Mark:
    """For what a workbook was made, as it stands in its first cell."""

    procedure_code: str
    case_code: str
    version: str

    def __str__(self) -> str:
        return _BETWEEN.join((MARK, self.procedure_code, self.case_code, self.version))

    @classmethod
    def read(cls, written: str) -> "Mark | None":
        parts = [part.strip() for part in written.split("|")]
        return cls(*parts[1:]) if len(parts) == 4 and parts[0] == MARK else None


def mark_of(version: ProcedureVersion, case_code: str) -> Mark:
    return Mark(version.code, case_code, str(version.id))


def template_of(
    version: ProcedureVersion, case_code: str, layout: Layout, known: Sequence[Text] = ()
) -> bytes:
    """`known`: questions that have no column, because a register answers them."""
    return blank_book(_blank(version, case_code, layout, reasons=False, known=known))


def with_reasons(
    version: ProcedureVersion,
    case_code: str,
    layout: Layout,
    rows: Iterable[tuple[str, Mapping[str, str]]],
) -> bytes:
    """Each row as it was typed, and before it what to correct; ready to be sent again."""
    blank = _blank(version, case_code, layout, reasons=True)
    names = [column.name for column in layout.columns]
    return filled_book(
        blank, ([reason, *(cells.get(name, "") for name in names)] for reason, cells in rows)
    )


def _blank(
    version: ProcedureVersion,
    case_code: str,
    layout: Layout,
    *,
    reasons: bool,
    known: Sequence[Text] = (),
) -> Blank:
    said_in = language()
    columns = [_sheet_column(column) for column in layout.columns]
    if reasons:
        told = _("Sửa theo lời ở đây rồi gửi lại tệp này. Cột này máy không đọc.")
        columns.insert(0, SheetColumn(_("Lý do cần sửa"), told, width=48))
    return Blank(
        mark=str(mark_of(version, case_code)),
        title=f"{version.name.say(said_in)} – {version.case(case_code).name.say(said_in)}",
        columns=tuple(columns),
        guide=tuple(_guide(version, case_code, layout, known)),
        rows=MOST_ROWS,
        sheet_names=(_("Hồ sơ"), _("Hướng dẫn"), _("Danh mục")),
        choose_words=_("Chọn một mục trong danh sách."),
    )


def _sheet_column(column: Column) -> SheetColumn:
    said_in = language()
    return SheetColumn(
        heading=column.heading.say(said_in),
        help=column.help.say(said_in),
        choices=tuple(c.label.say(said_in) for c in column.choices) if column.offers_list else (),
        is_date=column.widget == "date3",
        width=14 if column.name == OWN_NUMBER else _WIDE if column.is_paper else 24,
    )


def _guide(
    version: ProcedureVersion, case_code: str, layout: Layout, known: Sequence[Text]
) -> Iterable[tuple[str, str]]:
    said_in = language()
    yield _("Thủ tục"), f"{version.name.say(said_in)} ({version.code})"
    yield _("Trường hợp"), version.case(case_code).name.say(said_in)
    yield (
        _("Cách điền"),
        _(
            "Mỗi dòng từ dòng 4 trở xuống là một hồ sơ, nhiều nhất {most} dòng. Giữ nguyên ô A1 và dòng tiêu đề; "
            "đổi chỗ các cột thì được."
        ).format(most=MOST_ROWS),
    )
    yield (
        _("Công thức"),
        _(
            "Được dùng công thức nếu Excel đã tính ra kết quả. Không nhận tệp có macro hoặc lấy dữ liệu từ tệp khác."
        ),
    )
    yield _("Lời cam đoan"), _("Bạn cam đoan một lần cho cả danh sách, khi xác nhận nộp.")
    if known:
        yield (
            _("Không hỏi lại"),
            _(
                "{questions}: máy lấy từ Cơ sở dữ liệu quốc gia về dân cư, cho chính bạn, khi đọc tệp. Bạn xem lại "
                "trước khi nộp."
            ).format(questions=", ".join(words.say(said_in) for words in known)),
        )
    for limit in layout.limits:
        yield limit.label.say(said_in), limit_words(limit.rows, limit.of)
    for column in layout.columns:
        yield column.heading.say(said_in), column.help.say(said_in)


def limit_words(rows: int, of: int) -> str:
    return _(
        "Tệp Excel có chỗ cho {rows} dòng của bảng này. Hồ sơ cần nhiều hơn (tờ khai nhận đến {of}) thì nộp "
        "riêng qua mạng."
    ).format(rows=rows, of=of)
