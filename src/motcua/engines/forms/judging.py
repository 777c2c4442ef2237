"""Whether one answer will do, and if not, what to do about it."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

from motcua.engines.forms import messages, widgets
from motcua.engines.forms.types import Answer, FieldError, Form, Item, Page, Widget


def judge(
    form: Form, page: Page, item: Item, answer: Answer, *, path: str = ""
) -> list[FieldError]:
    """At most one error: people mend one thing at a time, and the first is the nearest to the cause."""
    where = path or item.path
    for kind, box, limit in _faults(item, answer):
        words = messages.message(form, item, kind, limit)
        return [FieldError(where, kind, words, page.id, widgets.element_id(where, box))]
    return []


def _faults(item: Item, answer: Answer) -> Iterator[tuple[str, str, object]]:
    if answer.raw is not None:
        yield from _unreadable(item, answer)
    if answer.value is None:
        if not item.optional:
            yield "required", widgets.first_box(item), ""
        return
    if item.validator is not None:
        for error in item.validator.iter_errors(answer.value):
            yield _of_schema(item, error)
    yield from _not_listed(item, answer.value)


def _unreadable(item: Item, answer: Answer) -> Iterator[tuple[str, str, object]]:
    boxes = {box: [typed] for box, typed in (answer.raw or {}).items()}
    try:
        widgets.read(item, boxes)
    except widgets.UnreadableError as unreadable:
        yield unreadable.kind, unreadable.box or widgets.first_box(item), ""


def _of_schema(item: Item, error: jsonschema_rs.ValidationError) -> tuple[str, str, object]:
    kind = str(error.kind.name)
    if item.widget is Widget.ADDRESS2:
        missing = getattr(error.kind, "property", None)
        box = str(missing or next(iter(error.instance_path), "ward"))
        return box, box, ""
    known = kind if kind in messages.KEYWORDS else "type"
    return known, widgets.first_box(item), getattr(error.kind, "limit", "")


def _not_listed(item: Item, value: Any) -> Iterator[tuple[str, str, object]]:
    """Lists named by the definition are not in its data schema: they change without it."""
    if not item.options or item.widget is Widget.YES_NO:
        return
    listed = {option.value for option in item.options}
    if item.widget is Widget.ADDRESS2:
        if value.get("ward") not in listed | {widgets.ELSEWHERE}:
            yield "ward", "ward", ""
    elif not listed.issuperset(value if isinstance(value, list) else [value]):
        yield "enum", "", ""
