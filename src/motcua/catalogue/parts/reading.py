"""What the editors of cases, papers, fees and other agencies show of a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from motcua.catalogue import definitions, draft_checks, stamps
from motcua.catalogue.forms import comparison_kinds, comparisons, places, words
from motcua.catalogue.parts import (
    agencies,
    case_uses as uses_in,
    cases,
    children,
    fee_words,
    fees,
    names,
    results,
    rows,
)
from motcua.catalogue.parts.edits import FeeRules
from motcua.catalogue.parts.views import CaseUses, FeeLine, StepAtAgency
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.types import ComparisonKind, Fee
from motcua.catalogue.version_drafts import DraftView
from motcua.directory.types import Actor
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form, Item, Text, Widget
from motcua.kit.scope import acting

FRAME = "frame"
_COUNTS = frozenset({Widget.NUMBER})


def part_stamp(draft: DraftView, part: str, code: str = "") -> str:
    """As the writer has it before them; handed back with the edit."""
    if part == FRAME:
        return draft_checks.frame_stamp(draft)
    return stamps.stamp_of(draft.content, part, code)


def condition_names(draft: DraftView) -> dict[str, Item]:
    """What a paper or a fee may depend on: the case, and every question outside of tables."""
    return names.askable(draft.content)


def condition_in_words(draft: DraftView, condition: Mapping[str, Any] | None) -> str:
    return names.condition_words(condition, names.askable(draft.content))


def case_uses(*, actor: Actor, draft: DraftView, code: str) -> CaseUses:
    """What stands in the way of removing a case, here and at other procedures."""
    authorize(actor, Permission.READ_DRAFTS)
    found = uses_in.shown(draft.content, code)
    with acting(actor.scope):
        return replace(found, uses=(*found.uses, *children.linked_from(draft.code, code)))


def case_results(draft: DraftView) -> tuple[tuple[str, str], ...]:
    return tuple(cases.results(draft.plain))


def result_uses(code: str) -> tuple[str, ...]:
    """Procedures that the archive answers with this result."""
    return results.uses_of(code)


def usual_months(code: str) -> int | None:
    return results.usual_months(code)


def agencies_of(draft: DraftView, code: str) -> tuple[StepAtAgency, ...]:
    return agencies.shown(draft.content, code)


def child_cases(code: str) -> tuple[tuple[str, Text], ...]:
    """Empty where no such procedure is in force."""
    return children.cases_of(code)


def child_form(code: str, case: str) -> Form | None:
    return children.child_form(code, case)


def fee_table(draft: DraftView) -> tuple[FeeLine, ...]:
    return fee_words.table(draft.content)


def fee_rules(draft: DraftView, code: str) -> FeeRules:
    return fees.rules_of(draft.fee(code))


def draft_fees(draft: DraftView, case_code: str) -> tuple[Fee, ...]:
    """The fees of a case as they would be billed."""
    asked = rows.asked_by_case(draft.plain, "fees").get(case_code, set())
    listed = draft.plain.get("fees", [])
    return tuple(definitions.fee_of(one) for one in listed if one["code"] in asked)


def fee_questions(draft: DraftView) -> dict[str, Item]:
    """What the fees look at, in the order of the form; also the tables that they count."""
    form = names.sketched(draft.content)
    wanted = {name for fee in draft.plain.get("fees", []) for name in _looked_at(fee)}
    every = dict(words.items_of(form)) if form else {}
    return {path: item for path, item in every.items() if path in wanted}


def _looked_at(fee: Mapping[str, Any]) -> Iterator[str]:
    rules = fees.rules_of(fee)
    yield from forms.names(rules.when)
    for path in (rules.counted, rules.pages):
        table, dot, _column = path.partition(".")
        yield from (table, path) if dot else (path,)


def countable(draft: DraftView) -> tuple[tuple[str, str], ...]:
    """What copies and pages may be counted from: a number, a column of numbers, the rows of a table."""
    return tuple(_countable(draft.form))


def _countable(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = dict(places.questions(form))
    for path, item in known.items():
        group = known[path.partition(".")[0]]["widget"] if "." in path else ""
        if item["widget"] == Widget.TABLE:
            yield f"{path}.", words.asked_in(known, path)
        elif item["widget"] in _COUNTS and group != Widget.PERSON:
            yield path, words.asked_in(known, path)


def comparison_choices(
    draft: DraftView, kind: ComparisonKind
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each place of the check, the questions that may stand there."""
    known = dict(places.questions(draft.form))
    return tuple(
        tuple((path, words.asked_in(known, path)) for path in comparisons.choices(draft.form, slot))
        for slot in kind.slots
    )


def comparison_held(draft: DraftView, code: str) -> Mapping[str, Any]:
    """Raises PartNotFoundError."""
    return comparisons.held_at(draft.form, code)


def comparison_places(kind: ComparisonKind, fields: tuple[str, ...]) -> tuple[str, ...]:
    return comparison_kinds.placed(kind, fields)
