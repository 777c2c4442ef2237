"""Answers of another system join the dossiers that landed; what was answered here stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from django.db import connection

from motcua.dossiers.legacy.answers import SHEET, SOURCE, ToldAnswer, read_answer
from motcua.dossiers.legacy.columns import ANSWERS, Column
from motcua.dossiers.legacy.mapping import Cell
from motcua.dossiers.legacy.reading import digest_of, finding, old_code_of, values_of
from motcua.dossiers.legacy.run import Run, store_differences
from motcua.dossiers.legacy.table import Row, read_table
from motcua.dossiers.legacy.targets import Target
from motcua.dossiers.models import LegacyDifference
from motcua.dossiers.queries.answers import answers_of
from motcua.dossiers.queries.drafts import seal_content
from motcua.dossiers.types.legacy import FieldChange, Finding, RowDifference, Told
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer
from motcua.kit.readable import Readable

CHUNK = 1_000
SEALED = """
UPDATE dossier SET answers_sealed = given.sealed
FROM unnest(%s::uuid[], %s::bytea[]) AS given (id, sealed) WHERE dossier.id = given.id
"""


@dataclass
class _Chunk:
    """The answers of some dossiers while rows are added to them."""

    targets: Mapping[str, Target]
    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    grown: set[str] = field(default_factory=set)
    differences: list[LegacyDifference] = field(default_factory=list)

    def of(self, code: str) -> dict[str, Answer]:
        if code not in self.answers:
            target = self.targets[code]
            self.answers[code] = answers_of(target.version_id, target.content)
        return self.answers[code]


def attach_answers(run: Run, file: Readable, *, encoding: str, told: Told) -> None:
    table = read_table(file, columns=run.words.columns, encoding=encoding, sheet=ANSWERS)
    while rows := list(islice(table.rows, CHUNK)):
        with run.chunk():
            _take(run, rows)
        told(run.report)


def _take(run: Run, rows: Sequence[Row]) -> None:
    chunk = _Chunk(run.targets({old_code_of(row) for row in rows if not row.broken}))
    for row in rows:
        run.report.answers.rows += 1
        code = old_code_of(row)
        told = read_answer(run, row, chunk.targets.get(code))
        if isinstance(told, Finding):
            run.report.answers.refused += 1
            run.tell([told])
        else:
            _add(run, row, told, chunk)
    store_differences(chunk.differences)
    _seal(run, chunk)


def _add(run: Run, row: Row, told: ToldAnswer, chunk: _Chunk) -> None:
    if told.cell is not None:
        _add_cell(run, row, told, chunk, cell=told.cell)
        return
    code = old_code_of(row)
    there = chunk.of(code).get(told.path)
    if there is None or there.value is None:
        _grow(run, code, told.path, told.answer, chunk=chunk)
    else:
        _compare(run, row, (told.path, there, there.value), told=told, chunk=chunk)


def _add_cell(run: Run, row: Row, told: ToldAnswer, chunk: _Chunk, *, cell: Cell) -> None:
    """A table that was filled in here stays as it is; rows of one told there follow one another."""
    code = old_code_of(row)
    there = chunk.of(code).get(told.path)
    lines = list(there.value or ()) if there is not None else []
    at = cell.row - 1
    held = lines[at].get(cell.column) if at < len(lines) else None
    here = there is not None and bool(lines) and there.source != SOURCE
    if there is not None and (held is not None or here):
        path = f"{told.path}.{cell.row}.{cell.column}"
        _compare(run, row, (path, there, held), told=told, chunk=chunk)
    elif at > len(lines):
        run.report.answers.refused += 1
        run.tell([finding(row, Column.FIELD, "table_gap", missing=len(lines) + 1, sheet=SHEET)])
    else:
        lines[at : at + 1] = [
            {**(lines[at] if at < len(lines) else {}), cell.column: told.answer.value}
        ]
        _grow(run, code, told.path, replace(told.answer, value=lines), chunk=chunk)


def _grow(run: Run, code: str, path: str, answer: Answer, *, chunk: _Chunk) -> None:
    chunk.of(code)[path] = answer
    chunk.grown.add(code)
    run.report.answers.landed += 1


def _compare(
    run: Run, row: Row, there: tuple[str, Answer, object], *, told: ToldAnswer, chunk: _Chunk
) -> None:
    path, answer, held = there
    if held != told.answer.value:
        run.report.answers.changed += 1
        change = FieldChange(path, str(held or ""), str(told.answer.value))
        found = RowDifference(row.number, old_code_of(row), (change,), SHEET)
        digest = digest_of(values_of(row))
        entry_id = chunk.targets[old_code_of(row)].entry_id
        chunk.differences.append(run.differs(found, entry_id, digest))
    elif _by_this_run(run, answer):
        run.report.answers.landed += 1
    else:
        run.report.answers.same += 1


def _by_this_run(run: Run, there: Answer) -> bool:
    """By an attempt that was cut off."""
    if not run.resumed or there.source != SOURCE or there.fetched_at is None:
        return False
    return datetime.fromisoformat(there.fetched_at) >= run.batch.started_at


def _seal(run: Run, chunk: _Chunk) -> None:
    sealed = {code: _sealed(chunk.targets[code], chunk.answers[code]) for code in chunk.grown}
    if run.would_land is not None:
        kept = run.would_land.of(sealed.keys())
        grown = {code: replace(one, answers_sealed=sealed[code]) for code, one in kept.items()}
        run.would_land.note(grown)
    with connection.cursor() as cursor:
        ids = [chunk.targets[code].dossier_id for code in sealed]
        cursor.execute(SEALED, [ids, list(sealed.values())])


def _sealed(target: Target, answers: Mapping[str, Answer]) -> bytes:
    values, provenance = forms.split(answers)
    return seal_content(target.dossier_id, answers=values, provenance=provenance)
