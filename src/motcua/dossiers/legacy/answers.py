"""Answers of dossiers of another system: each row one question, as our form keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers.legacy.columns import ANSWERS, Column
from motcua.dossiers.legacy.reading import finding, wrong_cell
from motcua.dossiers.legacy.run import Run
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.legacy.targets import Target
from motcua.dossiers.types.legacy import Finding
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, Item, Page
from motcua.kit import clock

C = Column
SHEET = "answers"
SOURCE = "he_thong_cu"


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    row: int
    path: str
    answer: Answer


def read_answer(run: Run, row: Row, target: Target | None) -> ToldAnswer | Finding:
    wrong = wrong_cell(row, ANSWERS.required, SHEET)
    if wrong is not None:
        return wrong
    if target is None or target.purged:
        return finding(row, C.CODE, "purged" if target else "no_dossier", sheet=SHEET)
    return _answered(run, row, target)


def _answered(run: Run, row: Row, target: Target) -> ToldAnswer | Finding:
    asked = _questions(target.version_id).get(run.words.field(row[C.FIELD]))
    if asked is None:
        return run.reader.unknown_word(row, C.FIELD, "answer", sheet=SHEET)
    page, item = asked
    value = forms.told_value(item, row[C.VALUE])
    if value is None or not _fits(target.version_id, page, item, value):
        return finding(row, C.VALUE, "answer_shape", sheet=SHEET)
    told = Answer(value, source=SOURCE, fetched_at=clock.now().isoformat())
    return ToldAnswer(row.number, item.path, told)


@lru_cache(maxsize=512)
def _questions(version_id: UUID) -> Mapping[str, tuple[Page, Item]]:
    return {item.path: (page, item) for page, item in catalogue.form(version_id).leaves()}


def _fits(version_id: UUID, page: Page, item: Item, value: Any) -> bool:
    """By the rules of the question itself; whether it would have been asked is not judged."""
    return not forms.judge(catalogue.form(version_id), page, item, Answer(value))
