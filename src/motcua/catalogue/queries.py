"""Reads. Versions never change, so each is made into its shapes once a process."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.catalogue import definitions, lists
from motcua.catalogue.errors import CaseNotFoundError, ProcedureNotFoundError
from motcua.catalogue.finding import in_force
from motcua.catalogue.models import ProcedureVersion as VersionRow
from motcua.catalogue.processes.diagrams import diagram_of
from motcua.catalogue.types import (
    Case,
    ProcedureVersion,
    ResultTemplate,
)
from motcua.engines.flow.types import Diagram
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form
from motcua.kit import clock


def procedure(code: str, *, on: date | None = None) -> ProcedureVersion:
    """The version in force on that day (today). Raises ProcedureNotFoundError."""
    row = (
        in_force(on or clock.today())
        .filter(procedure__code=code)
        .values_list("id", "valid_to")
        .first()
    )
    if row is None:
        raise ProcedureNotFoundError(code=code)
    version_id, valid_to = row
    return version(version_id).closing(valid_to)


@lru_cache(maxsize=512)
def version(version_id: UUID) -> ProcedureVersion:
    """The version a dossier keeps. Its `valid_to` is the one known when this process first read it."""
    row = _row(version_id)
    return definitions.version_of(
        row.content, row.id, valid_from=row.valid_from, valid_to=row.valid_to
    )


@lru_cache(maxsize=512)
def form(version_id: UUID) -> Form:
    return forms.load(_row(version_id).content["form"], lists=lists.all_lists())


@lru_cache(maxsize=512)
def _template(version_id: UUID, case_code: str) -> ResultTemplate:
    return definitions.template_of(_row(version_id).content, case_code)


def result_template(version_id: UUID, case_code: str) -> ResultTemplate:
    case_of(version_id, case_code)
    return _template(version_id, case_code)


@lru_cache(maxsize=512)
def diagram(version_id: UUID, case_code: str) -> Diagram:
    """Read and checked once a process; it holds no dossier's state."""
    case = case_of(version_id, case_code)
    return diagram_of(_row(version_id).content["processes"][case.process])


def case_of(version_id: UUID, case_code: str) -> Case:
    """Raises CaseNotFoundError."""
    for case in version(version_id).cases:
        if case.code == case_code:
            return case
    raise CaseNotFoundError(case=case_code)


def _row(version_id: UUID) -> VersionRow:
    try:
        return VersionRow.objects.get(pk=version_id)
    except VersionRow.DoesNotExist as unknown:
        raise ProcedureNotFoundError(version_id=version_id) from unknown


def versions_called(codes: Iterable[str]) -> list[ProcedureVersion]:
    """Of these procedures, those in force today, in one statement."""
    rows = in_force(clock.today()).filter(procedure__code__in=list(codes))
    return [version(pk) for pk in rows.order_by("procedure__code").values_list("id", flat=True)]


def versions_in_force(on: date) -> list[ProcedureVersion]:
    """Everything that was offered on that day, by code."""
    rows = in_force(on).order_by("procedure__code").values_list("id", flat=True)
    return [version(pk) for pk in rows]
