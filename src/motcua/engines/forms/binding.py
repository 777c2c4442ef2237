"""Questions with their answers, ready for a template. The template itself is the channel's business."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.engines.forms import conditions, prefilling, summaries, widgets
from motcua.engines.forms.asking import Asking
from motcua.engines.forms.tables import cells
from motcua.engines.forms.types import (
    Answer,
    Answers,
    BoundField,
    Box,
    Choice,
    FieldError,
    Form,
    Item,
    Page,
    Row,
    Text,
    Widget,
)

_BOXES: Mapping[str, tuple[Text, str, int]] = {
    "day": (Text("Ngày", "Day"), "numeric", 2),
    "month": (Text("Tháng", "Month"), "numeric", 2),
    "year": (Text("Năm", "Year"), "numeric", 4),
    "ward": (Text("Xã, phường", "Ward or commune"), "", 0),
    "detail": (Text("Số nhà, đường hoặc ấp", "House number, street or hamlet"), "", 0),
}
_OUTSIDE = Text("Ngoài tỉnh: viết đầy đủ ở ô dưới", "Outside the province: write all of it below")


@dataclass(frozen=True, slots=True)
class _Binding:
    asking: Asking
    answers: Answers
    language: str
    today: date
    errors: Sequence[FieldError]
    open_rows: Mapping[str, int] = field(default_factory=dict)

    def words(self, path: str, *, warning: bool) -> tuple[str, ...]:
        return tuple(
            error.message.say(self.language)
            for error in self.errors
            if error.path == path and error.warning is warning
        )

    def in_error(self, element: str) -> bool:
        return any(error.element == element for error in self.errors)


def bind(  # noqa: PLR0913  (a page is shown to one person, in one language, on one day)
    form: Form,
    page_id: str,
    answers: Answers,
    *,
    language: str,
    today: date,
    errors: Sequence[FieldError] = (),
    facts: Mapping[str, Any] | None = None,
    only: Collection[str] | None = None,
    open_rows: Mapping[str, int] | None = None,
) -> tuple[BoundField, ...]:
    """The questions of one page. `open_rows` names the row of a table that the person wants to edit."""
    asking = Asking(form, facts or {}, only)
    binding = _Binding(asking, answers, language, today, errors, open_rows or {})
    page = form.page(page_id)
    asked = {item.path for seen, item in asking.walk(answers) if seen.id == page_id}
    bound = (_bound_top(binding, page, item, asked) for item in page.items)
    return tuple(one for one in bound if one is not None)


def _bound_top(
    binding: _Binding, page: Page, item: Item, asked: Collection[str]
) -> BoundField | None:
    if item.widget is not Widget.PERSON:
        return _bound_leaf(binding, page, item, asked)
    children = (_bound_leaf(binding, page, child, asked) for child in item.items)
    fields = tuple(child for child in children if child is not None)
    if not fields:
        return None
    hidden = all(child.hidden for child in fields)
    return _field(binding, item, Answer(None), item.path, fields=fields, hidden=hidden)


def _bound_leaf(
    binding: _Binding, page: Page, item: Item, asked: Collection[str]
) -> BoundField | None:
    """A question that only this page can call up is bound too, hidden: a script may show it at once."""
    if not binding.asking.wants(item):
        return None
    if item.path not in asked and not _may_appear(page, item):
        return None
    hidden = item.path not in asked
    answer = binding.answers.get(item.path) or Answer(None)
    if item.widget is Widget.TABLE:
        return _table(binding, item, answer, hidden=hidden)
    return _field(binding, item, answer, item.path, hidden=hidden)


def _may_appear(page: Page, item: Item) -> bool:
    here = {leaf.path for leaf in page.leaves()} | {leaf.field for leaf in page.leaves()}
    group = item.group.show_if if item.group else None
    return any(name in here for name in (*conditions.names(item.show_if), *conditions.names(group)))


def _field(
    binding: _Binding,
    item: Item,
    answer: Answer,
    path: str,
    *,
    fields: tuple[BoundField, ...] = (),
    rows: tuple[Row, ...] = (),
    hidden: bool = False,
) -> BoundField:
    mark = prefilling.source_mark(item, answer, today=binding.today)
    say = binding.language
    boxes = tuple(_boxes(binding, item, answer, path))
    return BoundField(
        field=item.field,
        name=path,
        element=widgets.element_id(path),
        widget=item.widget,
        label=item.label.say(say),
        hint=item.hint.say(say) if item.hint else "",
        value=_typed(item, answer).get("", ""),
        display=_display(item, answer, say),
        errors=binding.words(path, warning=False),
        warnings=binding.words(path, warning=True),
        locked=answer.locked,
        optional=item.optional,
        source_mark=mark.say(say) if mark else "",
        reported=answer.reason or "",
        autocomplete=item.autocomplete,
        inputmode=item.inputmode,
        choices=() if boxes else _choices(item, _chosen(item, answer), say),
        boxes=boxes,
        fields=fields,
        rows=rows,
        item_label=item.item_label.say(say) if item.item_label else "",
        may_add=len(rows) < item.maximum_rows,
        condition=json.dumps(item.show_if) if item.show_if else "",
        hidden=hidden,
        may_correct=item.prefill is not None and item.prefill.may_be_corrected,
    )


def _display(item: Item, answer: Answer, language: str) -> str:
    if item.widget in {Widget.PERSON, Widget.TABLE}:
        return ""
    return widgets.show(item, answer.value, language)


def _typed(item: Item, answer: Answer) -> dict[str, str]:
    """What stands in the boxes: what was typed, where it could not be read."""
    if item.widget not in widgets.READERS or item.widget is Widget.CHECKBOXES:
        return {}
    written = widgets.READERS[item.widget].write(answer.value)
    return {**written, **(answer.raw or {})}


def _chosen(item: Item, answer: Answer) -> set[str]:
    if item.widget is Widget.CHECKBOXES:
        return set(answer.value or [])
    return {_typed(item, answer).get("", "")}


def _choices(item: Item, chosen: Collection[str], language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            option.value,
            option.label.say(language),
            option.hint.say(language) if option.hint else "",
            option.value in chosen,
        )
        for option in item.options
    )


def _boxes(binding: _Binding, item: Item, answer: Answer, path: str) -> Iterator[Box]:
    keys = widgets.READERS[item.widget].boxes if item.widget in widgets.READERS else ()
    if len(keys) < 2:
        return
    typed = _typed(item, answer)
    for key in keys:
        label, inputmode, width = _BOXES[key]
        element = widgets.element_id(path, key)
        yield Box(
            key=key,
            name=widgets.box_name(path, key),
            element=element,
            label=label.say(binding.language),
            value=typed.get(key, ""),
            inputmode=inputmode,
            autocomplete=_autocomplete(item, key),
            width=width,
            choices=_wards(item, typed.get(key, ""), binding.language) if key == "ward" else (),
            invalid=binding.in_error(element),
        )


def _autocomplete(item: Item, key: str) -> str:
    return f"bday-{key}" if item.autocomplete == "bday" else ""


def _wards(item: Item, chosen: str, language: str) -> tuple[Choice, ...]:
    elsewhere = Choice(widgets.ELSEWHERE, _OUTSIDE.say(language), "", chosen == widgets.ELSEWHERE)
    return (*_choices(item, {chosen}, language), elsewhere)


def _table(binding: _Binding, item: Item, answer: Answer, *, hidden: bool) -> BoundField:
    held = cells(answer, item)
    while len(held) < max(item.minimum_rows, 0):
        held.append({column.field: Answer(None) for column in item.items})
    values = [{key: cell.value for key, cell in row.items()} for row in held]
    chosen = _open_row(binding, item, held)
    rows = tuple(
        Row(
            index=index,
            title=f"{(item.item_label or item.label).say(binding.language)} {index + 1}",
            summary=summaries.row_title(item, values[index], binding.language),
            open=index == chosen,
            fields=tuple(_row_fields(binding, item, index, row)),
        )
        for index, row in enumerate(held)
    )
    return _field(binding, item, answer, item.path, rows=rows, hidden=hidden)


def _open_row(binding: _Binding, item: Item, rows: Sequence[Mapping[str, Answer]]) -> int | None:
    """The row with an error, else the one the person asked for, else the first that is empty."""
    for error in binding.errors:
        inside = error.path.removeprefix(f"{item.path}.")
        if inside != error.path:
            return int(inside.split(".", 1)[0])
    if item.path in binding.open_rows:
        return binding.open_rows[item.path]
    empty = (
        index
        for index, row in enumerate(rows)
        if all(cell.value is None and cell.raw is None for cell in row.values())
    )
    return next(empty, None)


def _row_fields(
    binding: _Binding, item: Item, index: int, row: Mapping[str, Answer]
) -> Iterator[BoundField]:
    values = {key: cell.value for key, cell in row.items()}
    asked = {column.field for column in binding.asking.columns(item, values, binding.answers)}
    siblings = {column.field for column in item.items}
    for column in item.items:
        appears = siblings.intersection(conditions.names(column.show_if))
        if column.field in asked or appears:
            path = f"{item.path}.{index}.{column.field}"
            yield _field(binding, column, row[column.field], path, hidden=column.field not in asked)
