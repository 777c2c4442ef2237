"""Answers of dossiers of another system: each row one question, as our form keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers.legacy.census import without_row
from motcua.dossiers.legacy.columns import ANSWERS, Column
from motcua.dossiers.legacy.mapping import Cell
from motcua.dossiers.legacy.reading import finding, wrong_cell
from motcua.dossiers.legacy.run import Run
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.legacy.targets import Target
from motcua.dossiers.types.legacy import Finding
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, Item, Page, Widget
from motcua.kit import clock

C = Column
SHEET = "answers"
SOURCE = "he_thong_cu"


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """`path` of the question; where that is a table, `cell` is one of its cells and `answer` what stands in it."""

    row: int
    path: str
    answer: Answer
    cell: Cell | None = None


def read_answer(run: Run, row: Row, target: Target | None) -> ToldAnswer | Finding:
    wrong = wrong_cell(row, ANSWERS.required, SHEET)
    if wrong is not None:
        return wrong
    if target is None or target.purged:
        return finding(row, C.CODE, "purged" if target else "no_dossier", sheet=SHEET)
    return _answered(run, row, target)


def _answered(run: Run, row: Row, target: Target) -> ToldAnswer | Finding:
    questions = _questions(target.version_id)
    asked = questions.get(run.words.field(row[C.FIELD]))
    if asked is None:
        return _in_a_table(run, row, target, questions)
    page, item = asked
    if item.widget is Widget.TABLE:
        return finding(row, C.FIELD, "table_whole", table=row[C.FIELD], sheet=SHEET)
    value = forms.told_value(item, row[C.VALUE])
    if value is None or not _fits(target.version_id, page, item, value):
        return finding(row, C.VALUE, "answer_shape", sheet=SHEET)
    told = Answer(value, source=SOURCE, fetched_at=clock.now().isoformat())
    return ToldAnswer(row.number, item.path, told)


def _in_a_table(
    run: Run, row: Row, target: Target, questions: Mapping[str, tuple[Page, Item]]
) -> ToldAnswer | Finding:
    cell = run.words.cell(row[C.FIELD])
    asked = questions.get(cell.table) if cell else None
    if cell is None or asked is None or asked[1].widget is not Widget.TABLE:
        return run.reader.unknown_word(
            row, C.FIELD, "answer", code=without_row(row[C.FIELD]), sheet=SHEET
        )
    page, table = asked
    column = next((one for one in table.items if one.field == cell.column), None)
    if column is None:
        names = ", ".join(one.field for one in table.items)
        return finding(row, C.FIELD, "table_column", names=names, sheet=SHEET)
    if not 1 <= cell.row <= table.maximum_rows:
        return finding(row, C.FIELD, "table_row", most=table.maximum_rows, sheet=SHEET)
    value = forms.told_value(column, row[C.VALUE])
    if value is None or not _fits(target.version_id, page, column, value):
        return finding(row, C.VALUE, "answer_shape", sheet=SHEET)
    told = Answer(value, source=SOURCE, fetched_at=clock.now().isoformat())
    return ToldAnswer(row.number, table.path, told, cell)


@lru_cache(maxsize=512)
def _questions(version_id: UUID) -> Mapping[str, tuple[Page, Item]]:
    return {item.path: (page, item) for page, item in catalogue.form(version_id).leaves()}


def _fits(version_id: UUID, page: Page, item: Item, value: Any) -> bool:
    """By the rules of the question itself; whether it would have been asked is not judged."""
    return not forms.judge(catalogue.form(version_id), page, item, Answer(value))
