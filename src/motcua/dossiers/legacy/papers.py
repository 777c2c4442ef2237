"""Papers and results of dossiers of another system: which they are, and what stands on them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.documents import api as documents
from motcua.documents.types import NewArchived
from motcua.dossiers.legacy.columns import PAPERS, Column
from motcua.dossiers.legacy.dates import EARLIEST, day_of
from motcua.dossiers.legacy.mapping import RESULT
from motcua.dossiers.legacy.reading import finding, wrong_cell
from motcua.dossiers.legacy.run import Run
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.legacy.targets import Target
from motcua.dossiers.types import Status
from motcua.dossiers.types.legacy import Finding
from motcua.kit import clock

C = Column
SHEET = "papers"
FINISHED = frozenset({Status.RESOLVED, Status.RESULT_RETURNED})


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a result."""

    title: str
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """`name`: a component of the case, or the code of a result, which has a `face`."""

    row: Row
    target: Target
    name: str
    face: Face | None

    def archived(self, file_ids: tuple[UUID, ...]) -> NewArchived:
        face, target = self.face, self.target
        if face is None:
            raise ValueError(self.name)  # a component is no result
        return NewArchived(
            owner_id=target.owner_id,
            agency_id=target.agency_id,
            kind=self.name,
            title=face.title,
            number=face.number,
            issuer=face.issuer,
            valid_from=face.issued_on,
            valid_to=face.expires_on,
            file_ids=file_ids,
            dossier_id=target.dossier_id,
            source=target.code,
        )


def read_paper(run: Run, row: Row, target: Target | None) -> ToldPaper | Finding:
    """Of what the row itself says; its files are another matter."""
    wrong = wrong_cell(row, PAPERS.required, SHEET)
    if wrong is not None:
        return wrong
    if target is None:
        return finding(row, C.CODE, "no_dossier", sheet=SHEET)
    return _named(run, row, target)


def _named(run: Run, row: Row, target: Target) -> ToldPaper | Finding:
    name = run.words.paper(row[C.COMPONENT])
    if name in _components(target.version_id, target.case_code):
        if target.purged:
            return finding(row, C.CODE, "purged", sheet=SHEET)
        return ToldPaper(row, target, name, None)
    results = _results(target.version_id, target.case_code)
    code = next(iter(results), "") if name == RESULT else name
    if code not in results:
        return run.reader.unknown_word(row, C.COMPONENT, "paper", name=row[C.TITLE], sheet=SHEET)
    return _result(row, target, code, results[code])


def _result(row: Row, target: Target, code: str, name: str) -> ToldPaper | Finding:
    issued_on, expires_on = day_of(row[C.ISSUED]), day_of(row[C.EXPIRES])
    wrong = _no_result(row, target) or _wrong_date(row, issued_on, expires_on)
    if wrong is not None or issued_on is None:
        return finding(row, *(wrong or (C.ISSUED, "date")), sheet=SHEET)
    face = Face(
        title=row[C.TITLE] or name,
        number=row[C.NUMBER],
        issuer=row[C.ISSUER] or target.old_unit(),
        issued_on=issued_on,
        expires_on=expires_on or documents.valid_until(issued_on, catalogue.valid_months(code)),
    )
    return ToldPaper(row, target, code, face)


def _no_result(row: Row, target: Target) -> tuple[Column, str] | None:
    if target.status not in FINISHED:
        return C.COMPONENT, "not_finished"
    empty = next((column for column in (C.NUMBER, C.ISSUED) if not row[column]), None)
    return (empty, "face_missing") if empty else None


def _wrong_date(
    row: Row, issued_on: date | None, expires_on: date | None
) -> tuple[Column, str] | None:
    if issued_on is None:
        return C.ISSUED, "date"
    if not EARLIEST <= issued_on <= clock.today():
        return C.ISSUED, "too_old" if issued_on < EARLIEST else "future"
    return (C.EXPIRES, "date") if row[C.EXPIRES] and expires_on is None else None


@lru_cache(maxsize=4096)
def _components(version_id: UUID, case_code: str) -> frozenset[str]:
    case = catalogue.version(version_id).case(case_code)
    return frozenset(component.code for component in case.components)


@lru_cache(maxsize=4096)
def _results(version_id: UUID, case_code: str) -> dict[str, str]:
    """Code → name; first the one that the case's own paper is, under which the archive is asked."""
    template = catalogue.result_template(version_id, case_code)
    listed = {one.code: one.name.vi for one in catalogue.version(version_id).results}
    return {template.result_code: template.title.vi, **listed}
