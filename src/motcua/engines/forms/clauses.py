"""«Chỉ hỏi khi …» as simple comparisons, all to hold or one of them: what a screen can ask for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Condition = Mapping[str, Any]


class Comparison(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    MORE = "more"
    AT_LEAST = "at_least"
    LESS = "less"
    AT_MOST = "at_most"


_OPERATORS = {
    Comparison.IS: "==",
    Comparison.IS_NOT: "!=",
    Comparison.MORE: ">",
    Comparison.AT_LEAST: ">=",
    Comparison.LESS: "<",
    Comparison.AT_MOST: "<=",
}
_COMPARISONS = {operator: comparison for comparison, operator in _OPERATORS.items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """One comparison of a question with a constant."""

    name: str
    comparison: Comparison
    value: Any


@dataclass(frozen=True, slots=True)
class Clauses:
    """All of them must hold, or with `any_of` one of them. None at all: always."""

    parts: tuple[Clause, ...] = ()
    any_of: bool = False


def clauses_of(condition: Condition | None) -> Clauses | None:
    """None where it is more than comparisons with constants, joined once."""
    if condition is None:
        return Clauses()
    if len(condition) != 1:
        return None
    operator, raw = next(iter(condition.items()))
    if operator == "in" and _one_of(raw):
        name = raw[0]["var"]
        return Clauses(tuple(Clause(name, Comparison.IS, one) for one in raw[1]), any_of=True)
    many = operator in {"and", "or"} and isinstance(raw, list)
    found = [_clause(one) for one in (raw if many else [condition])]
    parts = tuple(one for one in found if one is not None)
    return Clauses(parts, any_of=operator == "or") if len(parts) == len(found) else None


def _one_of(raw: Any) -> bool:
    return isinstance(raw, list) and len(raw) == 2 and _is_name(raw[0]) and _plain(raw[1])


def _plain(values: Any) -> bool:
    return isinstance(values, list) and all(_is_constant(one) for one in values)


def _is_name(term: Any) -> bool:
    return isinstance(term, Mapping) and set(term) == {"var"} and isinstance(term["var"], str)


def _is_constant(term: Any) -> bool:
    return isinstance(term, (str, int, float))


def _clause(condition: Any) -> Clause | None:
    if not isinstance(condition, Mapping) or len(condition) != 1:
        return None
    operator, raw = next(iter(condition.items()))
    if not isinstance(raw, list) or len(raw) != 2:
        return None
    left, right = raw
    if operator in _COMPARISONS and _is_name(left) and _is_constant(right):
        return Clause(left["var"], _COMPARISONS[operator], right)
    if operator == "in" and _is_constant(left) and _is_name(right):
        return Clause(right["var"], Comparison.INCLUDES, left)
    return None


def condition_of(clauses: Clauses, held: Condition | None = None) -> Condition | None:
    """The inverse. What is `held` stays as it is written when it says the same."""
    if held is not None and clauses_of(held) == clauses:
        return held
    terms = [_written(clause) for clause in clauses.parts]
    if not terms:
        return None
    if len(terms) == 1:
        return terms[0]
    name = clauses.parts[0].name
    if clauses.any_of and all(_is(clause, name) for clause in clauses.parts):
        return {"in": [{"var": name}, list(_values(clauses.parts))]}
    return {"or" if clauses.any_of else "and": terms}


def _is(clause: Clause, name: str) -> bool:
    return clause.comparison is Comparison.IS and clause.name == name


def _values(parts: Sequence[Clause]) -> Iterator[Any]:
    return (clause.value for clause in parts)


def _written(clause: Clause) -> Condition:
    name = {"var": clause.name}
    if clause.comparison is Comparison.INCLUDES:
        return {"in": [clause.value, name]}
    return {_OPERATORS[clause.comparison]: [name, clause.value]}
