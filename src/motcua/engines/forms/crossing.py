"""Rules over several answers, brought to this form's questions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from motcua.engines.forms import rules, widgets
from motcua.engines.forms.asking import Asking, nested
from motcua.engines.forms.types import Answers, FieldError, Item, Page, RuleUse, Widget

Asked = Mapping[str, tuple[Page, Item]]


def rule_errors(
    asking: Asking,
    answers: Answers,
    *,
    today: date,
    page_id: str | None = None,
    broken: Collection[str] = (),
) -> Iterator[FieldError]:
    """Rules whose last question is on this page (anywhere, without a page) and not broken already."""
    asked = {item.path: (page, item) for page, item in asking.walk(answers)}
    values = nested(answers)
    for use in asking.form.rules:
        for paths, found in _applications(use, asked, values):
            page, item = asked[_question(paths[-1], asked)]
            if page_id not in {None, page.id} or not asking.wants(item):
                continue
            words = rules.RULES[use.name](found, use.parameters, today)
            if words is not None and not _touches(paths, broken):
                element = _element(item, paths[-1])
                said = use.message or words
                yield FieldError(paths[-1], use.name, said, page.id, element, use.warn)


def _touches(paths: tuple[str, ...], broken: Collection[str]) -> bool:
    """Also where a row of a column that is added up is broken."""
    return any(path in broken for path in paths) or any(_of_column(one) in paths for one in broken)


def _of_column(path: str) -> str:
    """`bang.0.so_tien` is of the column `bang.so_tien`."""
    table, _dot, rest = path.partition(".")
    number, _dot, column = rest.partition(".")
    return f"{table}.{column}" if number.isdecimal() else path


def _element(item: Item, path: str) -> str:
    column = next((one for one in item.items if path.endswith(f".{one.field}")), item)
    return widgets.element_id(path, widgets.first_box(column))


def _question(path: str, asked: Asked) -> str:
    return path if path in asked else path.split(".", 1)[0]


def _applications(
    use: RuleUse, asked: Asked, values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    """Once for plain questions; once for each row where a question is a table's column."""
    tables = {
        field.split(".", 1)[0]
        for field in use.fields
        if field not in asked and _is_table(field.split(".", 1)[0], asked)
    }
    if not tables or use.name in rules.OVER_COLUMNS:
        yield from _complete(use.fields, asked, values)
        return
    table = next(iter(tables))
    for index in range(len(values.get(table) or [])):
        numbered = tuple(field.replace(f"{table}.", f"{table}.{index}.", 1) for field in use.fields)
        yield from _complete(numbered, asked, values)


def _is_table(path: str, asked: Asked) -> bool:
    return path in asked and asked[path][1].widget is Widget.TABLE


def _complete(
    paths: tuple[str, ...], asked: Asked, values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    if not all(path in asked or _is_table(path.split(".", 1)[0], asked) for path in paths):
        return
    found = tuple(_value(path, values) for path in paths)
    if all(value is not None for value in found):
        yield paths, found


def _value(path: str, values: Mapping[str, Any]) -> Any:
    found: Any = values
    for step in path.split("."):
        if isinstance(found, list):
            found = _in_rows(found, step)
        else:
            found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _in_rows(rows: list[Any], step: str) -> Any:
    """One row by its number; by the name of a column, what stands in it, row by row."""
    if not step.isdecimal():
        return [row[step] for row in rows if row.get(step) is not None]
    return rows[int(step)] if int(step) < len(rows) else None
