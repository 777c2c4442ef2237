"""Internal processes as provinces publish them (QĐ công bố quy trình nội bộ), row by row.

A row is taken whole or refused with what is wrong with it; its hours must add up to its printed total.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.processes.guesses import fitted, guessed, of_a_department, turned
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import TableStep
from motcua.engines.legaltime.api import steps_add_up
from motcua.kit.text import clean

HOURS_A_DAY = 8
MOST_STEPS = 60
NAME_LENGTH = 160
_CODE = re.compile(r"\(?(?:mã số|mã TTHC):?\s*\(?[\d.]+_*\)?_*", re.IGNORECASE)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublishedProcess:
    """`key` finds the same row again when a file is read a second time."""

    number: int
    key: str
    procedure_code: str
    title: str
    case: str
    province: str
    decision: str
    issued_on: str  # as printed; some only name the month
    limit_text: str
    hours: float
    steps: tuple[TableStep, ...]
    words: tuple[tuple[str, str], ...]  # of each step as printed: agency, work


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """`number` counts the rows of the file from 1; `field` is where in the row."""

    number: int
    code: str
    title: str
    field: str
    reason: str

    def __str__(self) -> str:
        return _("Dòng {} ({}), {}: {}").format(
            self.number, self.code or self.title, self.field, self.reason
        )


class RowError(ValueError):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def read(file: Any) -> Iterator[PublishedProcess | RefusedRow]:
    """Raises RowError where the file as a whole is something else."""
    rows = file.get("processes") if isinstance(file, Mapping) else file
    if not isinstance(rows, list):
        raise RowError("processes", _("tệp không có danh sách «processes»; chọn đúng tệp"))
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        try:
            yield _process(number, _mapping(row), seen)
        except RowError as wrong:
            yield _refused(number, row, wrong)


def _refused(number: int, row: Any, wrong: RowError) -> RefusedRow:
    plain = row if isinstance(row, Mapping) else {}
    code, title = str(plain.get("procedure_code") or ""), _title(plain)
    return RefusedRow(number, code, title[:NAME_LENGTH], wrong.field, str(wrong))


def _mapping(row: Any) -> Row:
    if not isinstance(row, Mapping):
        raise RowError("-", _("dòng này không phải một quy trình; xóa đi hoặc viết lại"))
    return row


def _process(number: int, row: Row, seen: Counter[str]) -> PublishedProcess:
    title = _title(row)
    if not title:
        raise RowError("procedure", _("chưa có tên thủ tục; điền «procedure» hoặc «title_tail»"))
    a_day = _hours_in_a_unit(row)
    printed, total = _printed(row, a_day)
    _add_up(row, printed, total)
    return PublishedProcess(
        number=number,
        key=_key(row, title, seen),
        procedure_code=str(row.get("procedure_code") or ""),
        title=title,
        case=_text(row, "case"),
        province=_text(row, "province"),
        decision=_text(row, "decision"),
        issued_on=_text(row, "date"),
        limit_text=_text(row, "published_total_text"),
        hours=total,
        steps=_table(printed),
        words=tuple((step.agency, step.work) for step in printed),
    )


# ------------------------------------------------------------------ steps and their hours


@dataclass(frozen=True, slots=True)
class _Printed:
    agency: str
    work: str
    hours: float | None


def _hours_in_a_unit(row: Row) -> int:
    unit = _text(row, "unit")
    if unit.startswith(("hour", "working hour")):
        return 1
    if unit.startswith(("day", "working day")):
        return HOURS_A_DAY
    raise RowError("unit", _("không hiểu đơn vị «{}»; ghi «hour» hoặc «day»").format(unit))


def _printed(row: Row, a_day: int) -> tuple[tuple[_Printed, ...], float]:
    steps = row.get("steps")
    if not isinstance(steps, list) or not steps:
        raise RowError("steps", _("quy trình chưa có bước nào; thêm ít nhất một bước"))
    if len(steps) > MOST_STEPS:
        raise RowError("steps", _("có hơn {} bước; gộp bớt lại").format(MOST_STEPS))
    total = _number(row.get("published_total"), "published_total")
    if total is None:
        raise RowError("published_total", _("chưa có tổng thời gian công bố; điền vào"))
    return tuple(_step(step, at, a_day) for at, step in enumerate(steps)), total * a_day


def _step(step: Any, at: int, a_day: int) -> _Printed:
    place = f"steps[{at + 1}]"
    if not isinstance(step, Mapping):
        raise RowError(place, _("không phải một bước; xóa đi hoặc viết lại"))
    work, agency = _text(step, "work"), _text(step, "agency")
    if turned(agency, work):
        work, agency = agency, work
    if not (work or agency):
        raise RowError(place, _("chưa có việc phải làm và người làm; điền «work», «agency»"))
    days = _number(step.get("time_days"), f"{place}.time_days")
    if days is not None:
        return _Printed(agency, work, days * a_day)
    for name in ("hours_8h_day", "hours"):
        hours = _number(step.get(name), f"{place}.{name}")
        if hours is not None:
            return _Printed(agency, work, hours)
    return _Printed(agency, work, None)


def _number(value: Any, field: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10_000:
        raise RowError(
            field, _("«{}» không phải số giờ hay số ngày; viết số, ví dụ 4").format(value)
        )
    return float(value)


def _add_up(row: Row, printed: Sequence[_Printed], total: float) -> None:
    """C20 of the legal clock: a decision that does not add up is not imported."""
    summed = steps_add_up([step.hours or 0 for step in printed], total)
    if not summed.valid:
        told = _("thời gian các bước cộng lại {}, tổng công bố {}; đối chiếu {} rồi sửa cho khớp")
        decision = _text(row, "decision") or _("quyết định công bố")
        raise RowError(
            "steps", told.format(_in_words(float(summed.total)), _in_words(total), decision)
        )


def _in_words(hours: float) -> str:
    days = f"{hours / HOURS_A_DAY:g}".replace(".", ",")
    return _("{} giờ ({} ngày)").format(f"{hours:g}", days)


def _table(printed: Sequence[_Printed]) -> tuple[TableStep, ...]:
    above = of_a_department(f"{step.agency}; {step.work}" for step in printed)
    lines = [_line(step, at) for at, step in enumerate(printed)]
    steps = fitted(
        tuple(
            guessed(line, step.agency, step.work, of_department=above)
            for line, step in zip(lines, printed, strict=True)
        )
    )
    known = [step if step.unit else _somewhere(step) for step in steps]
    faults = [fault for fault in flow.table_faults(known) if "người ký" not in fault.reason]
    if faults:
        raise RowError(f"steps[{faults[0].line + 1}]", faults[0].reason)
    return steps


def _somewhere(step: TableStep) -> TableStep:
    return TableStep(key=step.key, name_vi=step.name_vi, role=step.role, unit="?", hours=step.hours)


def _line(step: _Printed, at: int) -> TableStep:
    return TableStep(
        key=f"buoc_{at + 1}",
        name_vi=_short(step.work or step.agency),
        role="",
        unit="",
        hours=step.hours or 0.0,
        counted=bool(step.hours),
    )


def _short(work: str) -> str:
    """The first sentence: decisions print whole paragraphs."""
    first = work.lstrip("-–+ ")
    for end in (": -", ": +", ";", ". ", " - "):
        first = first.split(end, 1)[0]
    first = first.strip(" :;.-")
    if len(first) <= NAME_LENGTH:
        return first
    return f"{first[:NAME_LENGTH].rsplit(' ', 1)[0]}…"


# ------------------------------------------------------------------ the rest of a row


def _title(row: Row) -> str:
    """Crawled titles carry the end of the table before them, and the code."""
    printed = _text(row, "procedure") or _text(row, "title_tail")
    title = _CODE.sub(" ", printed.rsplit("|", 1)[-1])
    for begins in ("TTHC:", "thủ tục hành chính:", "Quy trình nội bộ"):
        title = title.rsplit(begins, 1)[-1] if title.rsplit(begins, 1)[-1].strip() else title
    return clean(title).strip(" _():“”.") or printed


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return clean(str(value)) if value is not None else ""


def _key(row: Row, title: str, seen: Counter[str]) -> str:
    parts = [str(row.get("procedure_code")), title, _text(row, "case"), _text(row, "decision")]
    stem = json.dumps(parts, ensure_ascii=False)
    seen[stem] += 1
    return hashlib.sha256(f"{stem}#{seen[stem]}".encode()).hexdigest()
