"""«Chỉ hỏi khi …»: JsonLogic with a closed list of operators. No scripting."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

FACTS = frozenset({"$case", "$channel", "$submitter"})

Lookup = Callable[[str], Any]


def holds(condition: object, lookup: Lookup) -> bool:
    return condition is None or bool(_value(condition, lookup))


def reader(
    values: Mapping[str, Any], facts: Mapping[str, Any], near: Mapping[str, Any] | None = None
) -> Lookup:
    """Names are sought among the siblings of the question first, then in the whole form."""

    def lookup(name: str) -> Any:
        if name.startswith("$"):
            return facts.get(name[1:])
        if near is not None and name in near:
            return near[name]
        return _walk(values, name)

    return lookup


def _walk(values: Mapping[str, Any], name: str) -> Any:
    found: Any = values
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _value(term: object, lookup: Lookup) -> Any:
    if not isinstance(term, Mapping):
        return term
    operator, raw = next(iter(term.items()))
    arguments = raw if isinstance(raw, list) else [raw]
    if operator == "var":
        return lookup(str(arguments[0]))
    return OPERATORS[operator](arguments, lookup)


def _all(arguments: list[Any], lookup: Lookup) -> bool:
    return all(_value(argument, lookup) for argument in arguments)


def _any(arguments: list[Any], lookup: Lookup) -> bool:
    return any(_value(argument, lookup) for argument in arguments)


def _equal(arguments: list[Any], lookup: Lookup) -> bool:
    left, right = (_value(argument, lookup) for argument in arguments)
    return bool(left == right)


def _within(arguments: list[Any], lookup: Lookup) -> bool:
    needle, stack = (
        argument if isinstance(argument, list) else _value(argument, lookup)
        for argument in arguments
    )
    if isinstance(stack, str):
        return isinstance(needle, str) and needle in stack
    return isinstance(stack, (list, tuple)) and needle in stack


def _compared(test: Callable[[Any, Any], bool]) -> Callable[[list[Any], Lookup], bool]:
    def compare(arguments: list[Any], lookup: Lookup) -> bool:
        left, right = (_value(argument, lookup) for argument in arguments)
        alike = any(isinstance(left, kind) and isinstance(right, kind) for kind in _ORDERED)
        return alike and test(left, right)

    return compare


_ORDERED = (str, (int, float))


OPERATORS: Mapping[str, Callable[[list[Any], Lookup], Any]] = {
    "==": _equal,
    "!=": lambda arguments, lookup: not _equal(arguments, lookup),
    "and": _all,
    "or": _any,
    "!": lambda arguments, lookup: not _value(arguments[0], lookup),
    "in": _within,
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
}
_PAIRS = frozenset({"==", "!=", "in", ">", ">=", "<", "<="})


def faults(condition: object) -> Iterator[str]:
    """Why this is not one of our expressions, in words for the person who wrote it."""
    if not isinstance(condition, Mapping):
        return
    if len(condition) != 1:
        yield "mỗi điều kiện chỉ có một phép so sánh"
        return
    operator, raw = next(iter(condition.items()))
    arguments = raw if isinstance(raw, list) else [raw]
    if operator == "var":
        if len(arguments) != 1 or not isinstance(arguments[0], str):
            yield "«var» cần đúng một tên câu hỏi"
        return
    if operator not in OPERATORS:
        yield f"không có phép «{operator}»; chỉ dùng {', '.join(OPERATORS)}"
        return
    if operator in _PAIRS and len(arguments) != 2:
        yield f"phép «{operator}» cần đúng hai vế"
    for argument in arguments:
        yield from faults(argument)


def names(condition: object) -> Iterator[str]:
    """Every answer or fact the condition looks at."""
    if isinstance(condition, list):
        for term in condition:
            yield from names(term)
    elif isinstance(condition, Mapping):
        for operator, raw in condition.items():
            if operator == "var":
                yield str(raw[0] if isinstance(raw, list) else raw)
            else:
                yield from names(raw)


def comparisons(condition: object) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every (name, constants) compared by `==`, `!=` or `in`: to find conditions that cannot come true."""
    if isinstance(condition, list):
        for term in condition:
            yield from comparisons(term)
    if not isinstance(condition, Mapping):
        return
    for operator, raw in condition.items():
        yield from _comparison(operator, raw)
        yield from comparisons(raw)


def _comparison(operator: str, raw: object) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if operator not in {"==", "!=", "in"} or not isinstance(raw, list) or len(raw) != 2:
        return
    left, right = raw
    if isinstance(right, Mapping) and not isinstance(left, Mapping):
        left, right = right, left
    if isinstance(left, Mapping) and "var" in left and not isinstance(right, Mapping):
        constants = tuple(right) if isinstance(right, list) else (right,)
        yield next(names(left)), constants
