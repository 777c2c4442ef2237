"""Answers of another system join the dossiers that landed; what was answered here stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from django.db import connection

from motcua.dossiers.legacy.answers import SHEET, SOURCE, ToldAnswer, read_answer
from motcua.dossiers.legacy.columns import ANSWERS
from motcua.dossiers.legacy.reading import digest_of, old_code_of, values_of
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
    code = old_code_of(row)
    there = chunk.of(code).get(told.path)
    if there is None or there.value is None:
        chunk.of(code)[told.path] = told.answer
        chunk.grown.add(code)
        run.report.answers.landed += 1
    elif there.value == told.answer.value:
        if _by_this_run(run, there):
            run.report.answers.landed += 1
        else:
            run.report.answers.same += 1
    else:
        run.report.answers.changed += 1
        change = FieldChange(told.path, str(there.value), str(told.answer.value))
        found = RowDifference(row.number, code, (change,), SHEET)
        digest = digest_of(values_of(row))
        chunk.differences.append(run.differs(found, chunk.targets[code].entry_id, digest))


def _by_this_run(run: Run, there: Answer) -> bool:
    """By an attempt that was cut off."""
    if not run.resumed or there.source != SOURCE or there.fetched_at is None:
        return False
    return datetime.fromisoformat(there.fetched_at) >= run.batch.started_at


def _seal(run: Run, chunk: _Chunk) -> None:
    sealed = {code: _sealed(chunk.targets[code], chunk.answers[code]) for code in chunk.grown}
    for code in sealed.keys() & run.would_land.keys():
        run.would_land[code] = replace(run.would_land[code], answers_sealed=sealed[code])
    with connection.cursor() as cursor:
        ids = [chunk.targets[code].dossier_id for code in sealed]
        cursor.execute(SEALED, [ids, list(sealed.values())])


def _sealed(target: Target, answers: Mapping[str, Answer]) -> bytes:
    values, provenance = forms.split(answers)
    return seal_content(target.dossier_id, answers=values, provenance=provenance)
