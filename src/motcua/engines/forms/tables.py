"""Repeating rows: one open at a time, added and removed on the server, nothing lost between."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.engines.forms import messages, widgets
from motcua.engines.forms.asking import Asking
from motcua.engines.forms.judging import judge
from motcua.engines.forms.types import Answer, Answers, FieldError, Item, Page

Posted = Mapping[str, list[str]]


@dataclass(slots=True)
class TableRead:
    answer: Answer
    errors: list[FieldError]
    action: str = ""


@dataclass(slots=True)
class _Rows:
    """Rows while they are read; `raw` keeps unreadable boxes as `0.ngay_sinh.day`."""

    values: list[dict[str, Any]]
    raw: dict[str, str]

    @classmethod
    def of(cls, held: Answer | None) -> "_Rows":
        if held is None:
            return cls([], {})
        return cls([dict(row) for row in held.value or []], dict(held.raw or {}))

    def answer(self) -> Answer:
        return Answer(self.values or None, raw=self.raw or None)

    def remove(self, index: int) -> None:
        if index < len(self.values):
            del self.values[index]
        moved = {}
        for key, typed in self.raw.items():
            row, _, rest = key.partition(".")
            if int(row) != index:
                moved[f"{int(row) - (int(row) > index)}.{rest}"] = typed
        self.raw = moved

    def raw_of(self, index: int, column: Item) -> dict[str, str] | None:
        start = f"{index}.{column.field}"
        found = {
            key.removeprefix(start).removeprefix("."): typed
            for key, typed in self.raw.items()
            if key == start or key.startswith(f"{start}.")
        }
        return found or None

    def is_empty(self, index: int) -> bool:
        started = any(key.startswith(f"{index}.") for key in self.raw)
        return not started and not any(value is not None for value in self.values[index].values())


def read_table(
    asking: Asking, page: Page, item: Item, *, posted: Posted, answers: Answers
) -> TableRead:
    rows = _Rows.of(answers.get(item.path))
    for index in _posted_rows(item, posted, len(rows.values)):
        if index == len(rows.values):
            rows.values.append({})
        _read_row(asking, item, rows, index, posted=posted, answers=answers)
    return _acted(asking, page, item, rows, posted=posted, answers=answers)


def _acted(
    asking: Asking, page: Page, item: Item, rows: _Rows, *, posted: Posted, answers: Answers
) -> TableRead:
    removed = (posted.get(f"{item.path}.remove") or [""])[-1]
    if removed.isdecimal():
        rows.remove(int(removed))
        return TableRead(rows.answer(), [], f"remove:{item.path}")
    adding = f"{item.path}.add" in posted
    if not adding:
        _drop_empty(item, rows)
    errors = list(judge_rows(asking, page, item, {**answers, item.path: rows.answer()}))
    if not adding:
        return TableRead(rows.answer(), errors)
    inside = [error for error in errors if error.path != item.path]
    if not inside and len(rows.values) < item.maximum_rows:
        rows.values.append({})
    return TableRead(rows.answer(), inside, f"add:{item.path}")


def _posted_rows(item: Item, posted: Posted, held: int) -> Iterator[int]:
    pattern = re.compile(rf"{re.escape(item.path)}\.(\d{{1,3}})\.")
    found = sorted({int(match[1]) for match in map(pattern.match, posted) if match})
    # A row beyond the next one was never offered.
    for index in found:
        if index <= held and index < item.maximum_rows:
            yield index
            held = max(held, index + 1)


def _read_row(
    asking: Asking, item: Item, rows: _Rows, index: int, *, posted: Posted, answers: Answers
) -> None:
    row = rows.values[index]
    # Columns are asked in order, and a condition may look at the columns before it.
    for column in item.items:
        if column.field not in {asked.field for asked in asking.columns(item, row, answers)}:
            continue
        path = f"{item.path}.{index}.{column.field}"
        boxes = widgets.typed(column, posted, path)
        for box in ("", *widgets.READERS[column.widget].boxes):
            rows.raw.pop(widgets.box_name(f"{index}.{column.field}", box), None)
        try:
            row[column.field] = widgets.read(column, boxes)
        except widgets.UnreadableError:
            row[column.field] = None
            for box, typed in widgets.kept(boxes).items():
                rows.raw[widgets.box_name(f"{index}.{column.field}", box)] = typed


def _drop_empty(item: Item, rows: _Rows) -> None:
    """A row that was opened and left empty is not an answer."""
    for index in range(len(rows.values) - 1, -1, -1):
        if rows.is_empty(index) and len(rows.values) > item.minimum_rows:
            rows.remove(index)


def judge_rows(asking: Asking, page: Page, item: Item, answers: Answers) -> Iterator[FieldError]:
    rows = _Rows.of(answers.get(item.path))
    yield from _judge_count(asking, page, item, len(rows.values))
    for index, row in enumerate(rows.values):
        for column in asking.columns(item, row, answers):
            cell = Answer(row.get(column.field), raw=rows.raw_of(index, column))
            yield from judge(
                asking.form, page, column, cell, path=f"{item.path}.{index}.{column.field}"
            )


def _judge_count(asking: Asking, page: Page, item: Item, count: int) -> Iterator[FieldError]:
    if count < item.minimum_rows:
        kind, limit = ("minItems", item.minimum_rows) if count else ("required", 1)
    elif count > item.maximum_rows:
        kind, limit = "maxItems", item.maximum_rows
    else:
        return
    words = messages.message(asking.form, item, kind, limit)
    yield FieldError(item.path, kind, words, page.id, widgets.element_id(item.path))


def cells(answer: Answer | None, item: Item) -> list[dict[str, Answer]]:
    """Each row as answers of its columns, with what could not be read."""
    rows = _Rows.of(answer)
    return [
        {
            column.field: Answer(row.get(column.field), raw=rows.raw_of(index, column))
            for column in item.items
        }
        for index, row in enumerate(rows.values)
    ]
