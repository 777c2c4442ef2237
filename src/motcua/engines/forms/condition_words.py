"""A condition in words: «Cách nhận kết quả» là «Bản giấy qua bưu chính»."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from motcua.engines.forms.types import Item, Text, Widget
from motcua.engines.forms.widgets import NO, YES

Names = Mapping[str, Item]

FACTS: Mapping[str, Text] = {
    "$case": Text("Trường hợp", "Case"),
    "$channel": Text("Cách nộp", "Way of handing in"),
    "$submitter": Text("Người nộp", "Who hands in"),
}
_IS = Text("là", "is")
_COMPARED: Mapping[str, Text] = {
    "==": _IS,
    "!=": Text("không phải là", "is not"),
    ">": Text("lớn hơn", "is more than"),
    ">=": Text("ít nhất là", "is at least"),
    "<": Text("nhỏ hơn", "is less than"),
    "<=": Text("nhiều nhất là", "is at most"),
}
_DATED: Mapping[str, Text] = {
    ">": Text("sau ngày", "is after"),
    ">=": Text("từ ngày", "is from"),
    "<": Text("trước ngày", "is before"),
    "<=": Text("đến hết ngày", "is up to"),
}
_MIRRORED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_AND, _OR = Text("; và ", "; and "), Text(" hoặc ", " or ")
_ANSWERED = Text("đã được trả lời", "has been answered")
_UNANSWERED = Text("chưa được trả lời", "has not been answered")
_CHOSEN = Text("có chọn", "includes")
_SOMETHING = Text("một điều kiện khác", "another condition")


def in_words(condition: object, names: Names) -> Text:
    """`names` are the questions that it may look at, by what it calls them."""
    if not isinstance(condition, Mapping) or len(condition) != 1:
        return _SOMETHING
    operator, raw = next(iter(condition.items()))
    arguments = raw if isinstance(raw, list) else [raw]
    reader = _READERS.get(operator, _comparison)
    return reader(operator, arguments, names)


def named(name: str, names: Names) -> Text:
    """«Cách nhận kết quả»; what is not there is called by its name in the definition."""
    called = FACTS.get(name)
    if called is None:
        item = names.get(name)
        called = item.short if item else Text(name, name)
    return Text(f"«{called.vi}»", f"“{called.en}”")


def value_words(value: Any, item: Item | None) -> Text:
    """A constant as the screen shows it: the label of an option, a day, a number."""
    if item is not None and item.widget in {Widget.YES_NO, Widget.STATEMENT}:
        return YES if value else NO
    label = next((one.label for one in item.options if one.value == value), None) if item else None
    if label is not None:
        return _quoted(label)
    if item is not None and item.widget is Widget.DATE3:
        return _day(str(value))
    if isinstance(value, (int, float)):
        said = f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
        return Text(said, f"{value:,}")
    return _quoted(Text(str(value), str(value)))


def joined(parts: list[Text], between: Text) -> Text:
    return Text(
        between.vi.join(part.vi for part in parts), between.en.join(part.en for part in parts)
    )


def together(*parts: Text) -> Text:
    return joined(list(parts), Text(" ", " "))


def _many(operator: str, arguments: list[Any], names: Names) -> Text:
    between = _AND if operator == "and" else _OR
    return joined([in_words(one, names) for one in arguments], between)


def _not(_operator: str, arguments: list[Any], names: Names) -> Text:
    name = _name(arguments[0])
    if name is not None:
        item = names.get(name)
        if item is not None and item.widget is Widget.YES_NO:
            return together(named(name, names), _IS, NO)
        return together(named(name, names), _UNANSWERED)
    inside = in_words(arguments[0], names)
    return Text(f"không phải: ({inside.vi})", f"not: ({inside.en})")


def _var(_operator: str, arguments: list[Any], names: Names) -> Text:
    name = str(arguments[0])
    item = names.get(name)
    if item is not None and item.widget is Widget.YES_NO:
        return together(named(name, names), _IS, YES)
    return together(named(name, names), _ANSWERED)


def _within(_operator: str, arguments: list[Any], names: Names) -> Text:
    if len(arguments) != 2:
        return _SOMETHING
    needle, stack = arguments
    inside, holder = _name(needle), _name(stack)
    if inside is not None and isinstance(stack, list):
        values = [value_words(one, names.get(inside)) for one in stack]
        return together(named(inside, names), _IS, joined(values, _OR))
    if holder is not None and not isinstance(needle, Mapping):
        return together(named(holder, names), _CHOSEN, value_words(needle, names.get(holder)))
    return _SOMETHING


def _comparison(operator: str, arguments: list[Any], names: Names) -> Text:
    if operator not in _COMPARED or len(arguments) != 2:
        return _SOMETHING
    left, right = arguments
    if _name(left) is None and _name(right) is not None:
        left, right, operator = right, left, _MIRRORED.get(operator, operator)
    name = _name(left)
    if name is None:
        return _SOMETHING
    if _name(right) is not None:
        return together(named(name, names), _COMPARED[operator], named(str(_name(right)), names))
    return _with_constant(operator, name, right, names)


def _with_constant(operator: str, name: str, constant: Any, names: Names) -> Text:
    if constant is None:
        return together(named(name, names), _UNANSWERED if operator == "==" else _ANSWERED)
    if isinstance(constant, Mapping):
        return _SOMETHING
    item = names.get(name)
    dated = item is not None and item.widget is Widget.DATE3
    words = _DATED.get(operator) if dated else None
    said = words or _COMPARED[operator]
    return together(named(name, names), said, value_words(constant, item))


def _name(term: object) -> str | None:
    if isinstance(term, Mapping) and len(term) == 1 and "var" in term:
        raw = term["var"]
        return str(raw[0] if isinstance(raw, list) else raw)
    return None


def _quoted(text: Text) -> Text:
    return Text(f"«{text.vi}»", f"“{text.en}”")


def _day(iso: str) -> Text:
    try:
        said = f"{date.fromisoformat(iso):%d/%m/%Y}"
    except ValueError:
        said = iso
    return Text(said, said)


_READERS: Mapping[str, Callable[[str, list[Any], Names], Text]] = {
    "and": _many,
    "or": _many,
    "!": _not,
    "var": _var,
    "in": _within,
}
