"""Lists of procedures, from the columns that lists are made of: no list reads a version's content."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, F, Q, QuerySet

from motcua.catalogue import data_files
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.types import (
    Level,
    LifeEvent,
    ProcedureFilter,
    ProcedureSummary,
    ServiceLevel,
    Text,
)
from motcua.kit import clock
from motcua.kit.text import search_key

MOST = 20
FEW = 60  # found rows that are still compared word for word
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
_COLUMNS = ("id", "procedure__code", "level", "handled_by", "life_events", "summary")
Rows = QuerySet[ProcedureVersion]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and how many there are on all pages."""

    procedures: tuple[ProcedureSummary, ...]
    total: int


def in_force(on: date) -> Rows:
    return ProcedureVersion.objects.filter(valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )


def search(words: str, *, on: date | None = None) -> list[ProcedureSummary]:
    """Words in any order, with or without accents; no words at all list the first by name.

    Where no procedure has all the words, those with the most alike words: people mistype.
    """
    rows = _by_words(in_force(on or clock.today()), words)
    return list(_summaries(rows[:MOST]))


def browse(asked: ProcedureFilter, *, page: int = 1) -> Found:
    """Twenty a page: by words, level, kind of agency and field; three statements at most."""
    rows = _by_words(_narrowed(in_force(clock.today()), asked), asked.words)
    first = (page - 1) * MOST
    return Found(_summaries(rows[first : first + MOST]), rows.count())


def procedure_names() -> tuple[tuple[str, Text], ...]:
    """Code and name of all that is in force today, by name: what a long list to choose from holds."""
    rows = in_force(clock.today()).order_by("name_key", "id")
    named = rows.values_list("procedure__code", "summary__name")
    return tuple((code, Text.of(name)) for code, name in named)


def fields(*, level: str = "", handled_by: str = "") -> tuple[tuple[str, int], ...]:
    """Fields with what is offered in them today, in alphabetical order without accents."""
    asked = ProcedureFilter(level=level, handled_by=handled_by)
    rows = _narrowed(in_force(clock.today()), asked).order_by()
    counted = rows.values_list("field").annotate(count=Count("id"))
    return tuple(sorted(counted, key=lambda one: search_key(one[0])))


def life_events(*, on: date | None = None) -> list[LifeEvent]:
    """Each life event with its procedures; one without any is left out."""
    rows = in_force(on or clock.today()).exclude(life_events=[]).order_by("name_key")
    everything = _summaries(rows)
    told = (
        LifeEvent(code, name, tuple(one for one in everything if code in one.life_events))
        for code, name in data_files.life_event_names().items()
    )
    return [event for event in told if event.procedures]


def _narrowed(rows: Rows, asked: ProcedureFilter) -> Rows:
    kept = {"level": asked.level, "handled_by": asked.handled_by, "field": asked.field}
    return rows.filter(**{name: value for name, value in kept.items() if value})


def _by_words(rows: Rows, words: str) -> Rows:
    typed = search_key(words).split()
    if not typed:
        return rows.order_by("name_key", "id")
    wanted = [word for word in typed if word not in _EMPTY_WORDS] or typed
    exact = rows.filter(reduce(and_, (Q(search_key__contains=word) for word in wanted)))
    found = exact[: FEW + 1].count()
    if found:
        return _by_name(exact, wanted) if found > FEW else _nearest(exact, wanted)
    return _nearest(rows, wanted, at_least=_ALIKE)


def _by_name(rows: Rows, wanted: list[str]) -> Rows:
    """Where hundreds have all the words, only their names are compared."""
    named = rows.annotate(named=TrigramWordSimilarity(" ".join(wanted), "name_key"))
    return named.order_by(F("named").desc(), "name_key", "id")


def _nearest(rows: Rows, wanted: list[str], *, at_least: float = 0) -> Rows:
    said = " ".join(wanted)
    ranked = rows.annotate(
        named=TrigramWordSimilarity(said, "name_key"),
        alike=TrigramWordSimilarity(said, "search_key"),
    )
    near = ranked.filter(alike__gte=at_least) if at_least else ranked
    return near.order_by(F("named").desc(), F("alike").desc(), "name_key", "id")


def _summaries(rows: Rows) -> tuple[ProcedureSummary, ...]:
    return tuple(_summary(row) for row in rows.values(*_COLUMNS))


def _summary(row: dict[str, Any]) -> ProcedureSummary:
    told = row["summary"]
    return ProcedureSummary(
        version_id=row["id"],
        code=row["procedure__code"],
        name=Text.of(told["name"]),
        summary=Text.of(told["summary"]),
        field=Text.of(told["field"]),
        level=Level(row["level"]),
        handled_by=row["handled_by"],
        service_level=ServiceLevel(told["service_level"]),
        time_text=Text.of(told["time_text"]),
        minutes=told["minutes"],
        life_events=tuple(row["life_events"]),
    )
