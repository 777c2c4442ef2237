"""Lists of procedures, from the columns that lists are made of: no list reads a version's content."""

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Count, F, Q, QuerySet, SmallIntegerField, Value, When
from django.db.models.functions import Length

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
from motcua.kit.text import clean, search_key

MOST = 20
_WORD = re.compile(r"\w+(?:[./-]\w+)*")  # codes and dates are one word; other marks are none
MOST_WORDS = 12  # of a question; nobody means more
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
    """One page of what was found, and how many there are on all pages.

    `only_near`: none has all the words; these have words like them.
    """

    procedures: tuple[ProcedureSummary, ...]
    total: int
    only_near: bool = False


def in_force(on: date) -> Rows:
    return ProcedureVersion.objects.filter(valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )


def search(words: str, *, on: date | None = None) -> list[ProcedureSummary]:
    """Words in any order, with or without accents; no words at all list the first by name.

    Where no procedure has all the words, those with the most alike words: people mistype.
    """
    rows, _only_near = _by_words(in_force(on or clock.today()), words)
    return list(_summaries(rows[:MOST]))


def browse(asked: ProcedureFilter, *, page: int = 1) -> Found:
    """Twenty a page: by words, level, kind of agency and field; three statements at most."""
    rows, only_near = _by_words(_narrowed(in_force(clock.today()), asked), asked.words)
    first = (page - 1) * MOST
    return Found(_summaries(rows[first : first + MOST]), rows.count(), only_near)


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


def _by_words(rows: Rows, words: str) -> tuple[Rows, bool]:
    """Those with all the words; else the few that are most alike, and that they are only that."""
    asked = clean(words).casefold()
    if not asked:
        return rows.order_by("name_key", "id"), False
    typed = [(search_key(word), word) for word in _WORD.findall(asked)[:MOST_WORDS]]
    if not typed:
        return rows.none(), False
    wanted = [pair for pair in typed if pair[0] not in _EMPTY_WORDS] or typed
    bare = [word for word, _as_typed in wanted]
    exact = rows.filter(reduce(and_, (_begins_a_word("search_key", word) for word in bare)))
    found = exact[: FEW + 1].count()
    if not found:
        return _alike(rows, bare)[:MOST], True
    as_typed = [as_typed for _word, as_typed in wanted]
    return _ranked(exact, bare, as_typed, closely=found <= FEW), False


def _ranked(rows: Rows, bare: list[str], as_typed: list[str], *, closely: bool) -> Rows:
    """What is named so, or listed under these words for a life event; words side by side; then scattered.

    Among equals what life events lead to goes first, then what has the accents that were typed. Where
    hundreds have all the words, only their names are compared.
    """
    said = " ".join(bare)
    named, told = _whole_words("name_key", [said]), _whole_words("search_key", [said])
    ranked = rows.annotate(
        place=Case(
            When(named | (told & ~Q(life_events=[])), then=0),
            When(_whole_words("name_key", bare), then=1),
            When(told, then=2),
            When(_whole_words("search_key", bare), then=3),
            default=4,
            output_field=SmallIntegerField(),
        ),
        rare=Case(When(life_events=[], then=1), default=0, output_field=SmallIntegerField()),
        other_accents=_other_accents(bare, as_typed),
        named=TrigramWordSimilarity(said, "name_key"),
        alike=TrigramWordSimilarity(said, "search_key" if closely else "name_key"),
        short=Length("name_key"),
    )
    nearest = (F("named").desc(), F("alike").desc())
    return ranked.order_by("place", "rare", "other_accents", *nearest, "short", "name_key", "id")


def _other_accents(bare: list[str], as_typed: list[str]) -> Case | Value:
    if bare == as_typed:  # none were typed
        return Value(0, output_field=SmallIntegerField())
    said = " ".join(as_typed)
    spelt = Q(summary__name__vi__icontains=said) | Q(summary__summary__vi__icontains=said)
    return Case(When(spelt, then=0), default=1, output_field=SmallIntegerField())


def _begins_a_word(column: str, word: str) -> Q:
    """The index finds the letters; then they must not be in the middle of a word."""
    return Q(**{f"{column}__contains": word}) & Q(**{f"{column}__regex": rf"\m{re.escape(word)}"})


def _whole_words(column: str, words: list[str]) -> Q:
    return reduce(and_, (Q(**{f"{column}__regex": rf"\m{re.escape(word)}\M"}) for word in words))


def _alike(rows: Rows, bare: list[str]) -> Rows:
    said = " ".join(bare)
    ranked = rows.annotate(
        named=TrigramWordSimilarity(said, "name_key"),
        alike=TrigramWordSimilarity(said, "search_key"),
    )
    near = ranked.filter(alike__gte=_ALIKE)
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
