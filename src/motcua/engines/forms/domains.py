"""Every kind of answer that a condition can tell apart, as few values as possible.

For a question and what conditions do with it, `representatives` gives values such that any answer that
may be handed in makes these conditions true or false exactly as one of them does. Where that takes too
many, or where a condition looks into free text, nothing is claimed: UndecidableError.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from motcua.engines.forms.types import Item, Widget

PAIRS = frozenset({"==", "!=", "in", ">", ">=", "<", "<="})
ORDERED = frozenset({">", ">=", "<", "<="})
EQUALITY = frozenset({"==", "!=", "in", "truth"})
NUMERIC = frozenset({Widget.NUMBER, Widget.MONEY, Widget.AREA, Widget.LENGTH})
WHOLE = frozenset({Widget.NUMBER, Widget.MONEY})
_LIMITS = frozenset({"type", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"})
FEW = 8
FEW_TO_TICK = 5


class UndecidableError(Exception):
    """Not wrong: only too free to be decided by trying."""


class _Something:
    """An answer that is none of the constants."""

    def __repr__(self) -> str:
        return "something else"


SOMETHING = _Something()


@dataclass(frozen=True, slots=True)
class Use:
    """What a condition does with a name. `holder`: the constant is sought in the answer."""

    name: str
    operator: str  # of PAIRS, or «truth», or «free» where it meets another answer
    constant: Any = None
    holder: bool = False

    def constants(self) -> Iterator[Any]:
        yield from self.constant if isinstance(self.constant, list) else (self.constant,)


def uses_of(condition: object) -> Iterator[Use]:
    if not isinstance(condition, Mapping):
        return
    operator, raw = next(iter(condition.items()))
    arguments = raw if isinstance(raw, list) else [raw]
    if operator == "var":
        yield Use(str(arguments[0]), "truth")
    elif operator in PAIRS and len(arguments) == 2:
        yield from _of_pair(operator, arguments[0], arguments[1])
    else:
        for argument in arguments:
            yield from uses_of(argument)


def _of_pair(operator: str, left: Any, right: Any) -> Iterator[Use]:
    for one, other, is_right in ((left, right, False), (right, left, True)):
        if not _is_name(one):
            yield from uses_of(one)
        elif isinstance(other, Mapping):
            yield Use(_name(one), "free")
        else:
            yield Use(_name(one), operator, other, holder=is_right and operator == "in")


def _is_name(term: object) -> bool:
    return isinstance(term, Mapping) and "var" in term


def _name(term: Mapping[str, Any]) -> str:
    raw = term["var"]
    return str(raw[0] if isinstance(raw, list) else raw)


def representatives(item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    """Empty where no answer would do. Raises UndecidableError."""
    return _KINDS.get(item.widget, _free)(item, uses)


def of_fact(uses: Collection[Use], known: Collection[str] | None) -> tuple[Any, ...]:
    """A fact of the situation: the values it may have, else those named and any other, or none."""
    if known is not None:
        return tuple(known)
    if any(use.operator not in EQUALITY or use.holder for use in uses):
        raise UndecidableError
    return (*_constants(uses), SOMETHING, None)


def _chosen(item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    values = [option.value for option in item.options]
    if len(values) <= FEW:
        return tuple(values)
    if any(use.operator not in EQUALITY or use.holder for use in uses):
        raise UndecidableError
    named = [value for value in values if value in _constants(uses)]
    other = next((value for value in values if value not in named), None)
    return (*named, *(() if other is None else (other,)))


def _ticked(item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    values = [option.value for option in item.options]
    if len(values) <= FEW_TO_TICK:
        return tuple(_valid(item, _sets(values)))
    if any(not use.holder and use.operator != "truth" for use in uses):
        raise UndecidableError
    named = [value for value in values if value in _constants(uses)]
    if len(named) >= FEW_TO_TICK:
        raise UndecidableError
    other = next(value for value in values if value not in named)
    return tuple(_sets([*named, other]))


def _sets(values: list[str]) -> Iterator[list[str]]:
    for count in range(1, len(values) + 1):
        yield from (list(chosen) for chosen in combinations(values, count))


def _numbers(item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    """Each constant, its neighbours, and the ends: between two neighbours nothing changes."""
    if any(use.operator == "free" or use.holder for use in uses) or set(item.schema) - _LIMITS:
        raise UndecidableError
    step = Decimal(1) if item.widget in WHOLE else Decimal("0.01")
    low, high = _ends(item.schema, step)
    constants = [Decimal(str(one + 0)) for one in _constants(uses) if isinstance(one, (int, float))]
    points = {low} if high is None else {low, high}
    for constant in constants:
        at = math.floor(constant / step)
        points |= {step * (at + by) for by in (-1, 0, 1, 2)}
    within = sorted(one for one in points if low <= one and (high is None or one <= high))
    return tuple(_valid(item, (_number(one, item) for one in within)))


def _ends(schema: Mapping[str, Any], step: Decimal) -> tuple[Decimal, Decimal | None]:
    """The boxes take no minus sign, so nothing is below zero."""
    lows = [Decimal(0), Decimal(str(schema.get("minimum", 0)))]
    if "exclusiveMinimum" in schema:
        lows.append(Decimal(str(schema["exclusiveMinimum"])) + step)
    highs = [Decimal(str(schema["maximum"]))] if "maximum" in schema else []
    if "exclusiveMaximum" in schema:
        highs.append(Decimal(str(schema["exclusiveMaximum"])) - step)
    low = step * math.ceil(max(lows) / step)
    return low, step * math.floor(min(highs) / step) if highs else None


def _number(point: Decimal, item: Item) -> float | int:
    whole = int(point)
    return whole if item.widget in WHOLE or point == whole else float(str(point))


def _dates(_item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    if any(use.operator == "free" or use.holder for use in uses):
        raise UndecidableError
    days = [_day(one) for one in _constants(uses) if isinstance(one, str)]
    around = {day + timedelta(days=by) for day in days for by in (-1, 0, 1)}
    return tuple(day.isoformat() for day in sorted(around)) or ("2000-01-15",)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as unreal:
        raise UndecidableError from unreal


def _free(item: Item, uses: Collection[Use]) -> tuple[Any, ...]:
    """Text, addresses, tables: equal to a constant, or something else."""
    constants = _constants(uses)
    if any(use.operator not in EQUALITY or use.holder for use in uses):
        raise UndecidableError
    if any(isinstance(one, (dict, list)) for one in constants):
        raise UndecidableError
    return (*_valid(item, constants), SOMETHING)


def _constants(uses: Iterable[Use]) -> list[Any]:
    found: list[Any] = []
    for use in uses:
        found += [one for one in use.constants() if one is not None and one not in found]
    return found


def _valid(item: Item, values: Iterable[Any]) -> Iterator[Any]:
    return (one for one in values if item.validator is None or item.validator.is_valid(one))


_KINDS: Mapping[Widget, Callable[[Item, Collection[Use]], tuple[Any, ...]]] = {
    Widget.YES_NO: lambda _item, _uses: (True, False),
    Widget.STATEMENT: lambda _item, _uses: (True,),
    Widget.RADIOS: _chosen,
    Widget.SELECT: _chosen,
    Widget.CHECKBOXES: _ticked,
    Widget.DATE3: _dates,
    **dict.fromkeys(NUMERIC, _numbers),
}
