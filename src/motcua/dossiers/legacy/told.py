"""What an import has to say of single rows, as files: CSV and XLSX, sealed, written while it goes on."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.dossiers.types.legacy import Finding, ImportReport
from motcua.kit.sealed_stream import SealedWriter
from motcua.kit.tables import MOST_XLSX_ROWS, Cell, CsvTable, XlsxTable

FIRST = 20  # shown on the page
HEADING: tuple[Promise, ...] = (
    gettext_lazy("Loại"),
    gettext_lazy("Tệp"),
    gettext_lazy("Dòng"),
    gettext_lazy("Mã hồ sơ"),
    gettext_lazy("Cột"),
    gettext_lazy("Giá trị"),
    gettext_lazy("Lý do"),
    gettext_lazy("Cần làm gì"),
)
_SHEETS = {
    "": gettext_lazy("Hồ sơ"),
    "answers": gettext_lazy("Câu trả lời"),
    "papers": gettext_lazy("Giấy tờ"),
}


class ToldLines:
    """A context. `take` empties the report of what it has written: memory does not grow with the file."""

    def __init__(self, csv_id: UUID, xlsx_id: UUID) -> None:
        self._ids = csv_id, xlsx_id
        self._open = ExitStack()
        self.lines = 0
        self.first: list[Finding] = []

    def __enter__(self) -> Self:
        heading = [str(words) for words in HEADING]
        csv_out, xlsx_out = (self._open.enter_context(SealedWriter(one)) for one in self._ids)
        self._csv = self._open.enter_context(CsvTable(csv_out, heading))
        title = _("Dòng cần xem")
        self._xlsx = self._open.enter_context(XlsxTable(xlsx_out, heading, title=title))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, at)

    def take(self, report: ImportReport) -> None:
        self.first += report.findings[: max(0, FIRST - len(self.first))]
        for one in report.findings:
            line = (one.row, one.code, one.field, one.value, one.reason, one.todo)
            self._line(_("Chưa vào"), one.sheet, line)
        for differs in report.differences:
            names = ", ".join(change.field for change in differs.changes)
            why, todo = (
                _("Khác lần nhập trước; không ghi đè."),
                _("Mở hồ sơ, đối chiếu rồi sửa nếu cần."),
            )
            self._line(_("Khác"), differs.sheet, (differs.row, differs.code, names, "", why, todo))
        for remark in report.remarks:
            told = (remark.row, remark.code, remark.field, "", remark.text, "")
            self._line(_("Lưu ý"), "", told)
        report.findings, report.differences, report.remarks = [], [], []

    def _line(self, kind: str, sheet: str, cells: Sequence[Cell]) -> None:
        self.lines += 1
        line = (kind, str(_SHEETS[sheet]), *cells)
        self._csv.row(line)
        if self.lines < MOST_XLSX_ROWS:
            self._xlsx.row(line)
        elif self.lines == MOST_XLSX_ROWS:
            self._xlsx.row((_("Còn nữa: xem tệp CSV"), *("" for _cell in HEADING[1:])))
