"""One act on many dossiers: each in a transaction of its own, and a line for each that says how it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.channels.desk import banners
from motcua.channels.desk.refused import attempt
from motcua.dossiers.types import Outcome
from motcua.kit.errors import DomainError, NotFoundError

KEPT = "bulk_outcomes"


@dataclass(frozen=True, slots=True)
class Picked:
    """One ticked row: its dossier, its open step where it has one, and the code to speak of it."""

    dossier_id: UUID
    step_id: UUID
    code: str


def picked(values: Sequence[str]) -> tuple[Picked, ...]:
    """Each tick carries `dossier:step:code`; anything else was not made by our page."""
    rows = (value.split(":") for value in values)
    try:
        return tuple(Picked(UUID(row[0]), UUID(row[1]), row[2]) for row in rows)
    except (ValueError, IndexError):
        return ()


def one_by_one(rows: Sequence[Picked], act: Callable[[Picked], object]) -> list[Outcome]:
    """For views that open no transaction: what one dossier refuses does not touch the others."""
    return [_outcome(row, act) for row in rows]


def _outcome(row: Picked, act: Callable[[Picked], object]) -> Outcome:
    refusal: DomainError | None
    try:
        refusal = attempt(lambda: act(row))
    except NotFoundError as gone:
        refusal = gone
    return Outcome(row.dossier_id, row.code, ok=refusal is None, message=str(refusal or ""))


def report(
    request: HttpRequest, outcomes: Sequence[Outcome], sentence: str, *, back: str
) -> HttpResponse:
    """To the list where one dossier went well; else to the page with a line for each.

    `back` is the list it came from: the name of a view, or a path of ours.
    """
    count = sum(outcome.ok for outcome in outcomes)
    if count:
        banners.done(request, sentence.format(count=count))
    if count == len(outcomes) == 1:
        return redirect(back)
    lines = [[str(one.dossier_id), one.code, one.ok, one.message] for one in outcomes]
    request.session[KEPT] = {"lines": lines, "sentence": sentence, "back": back}
    return redirect("officer:outcomes")


def reported(request: HttpRequest) -> tuple[tuple[Outcome, ...], str]:
    """Of the last act on many, and the list it came from; loading it again acts again on nothing."""
    kept = request.session.get(KEPT) or {"lines": (), "back": "officer:start"}
    outcomes = (Outcome(UUID(i), code, ok=ok, message=why) for i, code, ok, why in kept["lines"])
    return tuple(outcomes), str(kept["back"])
