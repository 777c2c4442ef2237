"""Answers as plain JSON, and back."""

from collections.abc import Mapping
from typing import Any

from motcua.engines.forms import widgets
from motcua.engines.forms.asking import Asking, nested
from motcua.engines.forms.types import Answer, Answers, Form, Item, Widget

_PROVENANCE = (
    "source",
    "fetched_at",
    "record_id",
    "locked",
    "overridden_by",
    "reason",
    "original",
    "raw",
)
_PLAIN = Answer(None)


def dump(answers: Answers) -> dict[str, dict[str, Any]]:
    """Only what differs from an answer a citizen typed is written."""
    return {
        path: {"value": answer.value, **_provenance(answer)} for path, answer in answers.items()
    }


def parse(stored: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    return {path: Answer(**held) for path, held in stored.items()}


def split(answers: Answers) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plain values as the data schema has them, and beside them where each came from, by path."""
    provenance = {path: _provenance(answer) for path, answer in answers.items()}
    return nested(answers), {path: held for path, held in provenance.items() if held}


def join(
    form: Form, values: Mapping[str, Any], provenance: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Answer]:
    """The inverse of `split`."""
    answers: dict[str, Answer] = {}
    for _page, item in form.leaves():
        held = values.get(item.top)
        value = held.get(item.field) if item.group and isinstance(held, Mapping) else held
        whence = (provenance or {}).get(item.path, {})
        if (value is not None and not (item.group and held is None)) or whence:
            answers[item.path] = Answer(value, **whence)
    return answers


def _provenance(answer: Answer) -> dict[str, Any]:
    return {
        name: getattr(answer, name)
        for name in _PROVENANCE
        if getattr(answer, name) != getattr(_PLAIN, name)
    }


def posted_of(
    form: Form, page_id: str, answers: Answers, *, facts: Mapping[str, Any] | None = None
) -> dict[str, list[str]]:
    """The post of a person who gives these answers on this page: for tests and the counter's copy."""
    posted: dict[str, list[str]] = {}
    for page, item in Asking(form, facts or {}).walk(answers):
        answer = answers.get(item.path)
        if page.id == page_id and answer is not None:
            posted |= _posted(item, answer.value)
    return posted


def _posted(item: Item, value: Any) -> dict[str, list[str]]:
    if item.widget is not Widget.TABLE:
        return widgets.posted_value(item, item.path, value)
    posted: dict[str, list[str]] = {}
    for index, row in enumerate(value or []):
        for column in item.items:
            path = f"{item.path}.{index}.{column.field}"
            posted |= widgets.posted_value(column, path, row.get(column.field))
    return posted
