"""Reads. Versions never change, so each is made into its shapes once a process."""

from datetime import date
from functools import lru_cache, reduce
from operator import and_
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, QuerySet

from motcua.catalogue import data_files, definitions, lists
from motcua.catalogue.errors import CaseNotFoundError, ProcedureNotFoundError
from motcua.catalogue.models import ProcedureVersion as VersionRow
from motcua.catalogue.types import (
    Case,
    LifeEvent,
    ProcedureSummary,
    ProcedureVersion,
    ResultTemplate,
)
from motcua.engines.flow import api as flow
from motcua.engines.flow.types import Diagram
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form
from motcua.kit import clock
from motcua.kit.text import search_key

MOST = 20
_ALIKE = 0.4  # of a word, for what was mistyped
# Words that people begin with and that say nothing about which procedure they want.
_EMPTY_WORDS = frozenset(
    [
        "toi",
        "muon",
        "can",
        "xin",
        "cho",
        "lam",
        "o",
        "dau",
        "the",
        "nao",
        "thu",
        "tuc",
        "ve",
        "de",
        "nhu",
        "va",
        "cua",
        "duoc",
        "khong",
        "mot",
    ]
)


def procedure(code: str, *, on: date | None = None) -> ProcedureVersion:
    """The version in force on that day (today). Raises ProcedureNotFoundError."""
    row = (
        _in_force(on or clock.today())
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
    return flow.load(_row(version_id).content["processes"][case.process].encode())


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


def versions_in_force(on: date) -> list[ProcedureVersion]:
    """Everything that was offered on that day, by code."""
    rows = _in_force(on).order_by("procedure__code").values_list("id", flat=True)
    return [version(pk) for pk in rows]


def _in_force(on: date) -> QuerySet[VersionRow]:
    return VersionRow.objects.filter(valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )


def search(words: str, *, on: date | None = None) -> list[ProcedureSummary]:
    """Words in any order, with or without accents; no words at all lists everything.

    Where no procedure has all the words, those with the most alike words: people mistype.
    """
    found = _in_force(on or clock.today())
    typed = search_key(words)
    if not typed:
        return _summaries(found.order_by("name_key"))
    wanted = [word for word in typed.split() if word not in _EMPTY_WORDS] or typed.split()
    all_words = reduce(and_, (Q(search_key__contains=word) for word in wanted))
    near = found.annotate(alike=TrigramWordSimilarity(" ".join(wanted), "search_key"))
    ordered = near.annotate(named=TrigramWordSimilarity(" ".join(wanted), "name_key")).order_by(
        F("named").desc(), F("alike").desc(), "name_key"
    )
    return _summaries(ordered.filter(all_words)) or _summaries(ordered.filter(alike__gte=_ALIKE))


def _summaries(rows: QuerySet[VersionRow]) -> list[ProcedureSummary]:
    return [summary_of(version(pk)) for pk in rows.values_list("id", flat=True)[:MOST]]


def summary_of(found: ProcedureVersion) -> ProcedureSummary:
    return ProcedureSummary(
        version_id=found.id,
        code=found.code,
        name=found.name,
        summary=found.summary,
        field=found.field,
        level=found.level,
        service_level=found.service_level,
        time_text=found.cases[0].time_text,
        minutes=found.minutes,
        life_events=found.life_events,
    )


def life_events(*, on: date | None = None) -> list[LifeEvent]:
    """Each life event with its procedures; one without any is left out."""
    everything = _summaries_of_all(on or clock.today())
    told = (
        LifeEvent(code, name, tuple(one for one in everything if code in one.life_events))
        for code, name in data_files.life_event_names().items()
    )
    return [event for event in told if event.procedures]


def _summaries_of_all(on: date) -> list[ProcedureSummary]:
    rows = _in_force(on).order_by("name_key").values_list("id", flat=True)
    return [summary_of(version(pk)) for pk in rows]
