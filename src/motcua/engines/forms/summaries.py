"""Answers in words: the review page, the official's view, what has changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua.engines.forms import messages, prefilling, widgets
from motcua.engines.forms.asking import Asking
from motcua.engines.forms.types import (
    Answer,
    Answers,
    Change,
    Form,
    Item,
    SummaryRow,
    SummarySection,
    Widget,
)


def summary(
    form: Form,
    answers: Answers,
    language: str,
    *,
    today: date,
    before: Answers | None = None,
    facts: Mapping[str, Any] | None = None,
) -> tuple[SummarySection, ...]:
    """Every question asked, page by page; with `before`, rows answered differently are marked."""
    rows: dict[str, list[SummaryRow]] = {}
    for page, item in Asking(form, facts or {}).walk(answers):
        answer = answers.get(item.path) or Answer(None)
        changed = before is not None and _value(before, item.path) != answer.value
        rows.setdefault(page.id, []).extend(
            _rows(page.id, item, answer, language, today=today, changed=changed)
        )
    return tuple(
        SummarySection(page.id, page.title.say(language), tuple(rows[page.id]))
        for page in form.pages
        if page.id in rows
    )


def _rows(
    page_id: str, item: Item, answer: Answer, language: str, *, today: date, changed: bool
) -> Iterator[SummaryRow]:
    if item.widget is Widget.TABLE and answer.value:
        for index, row in enumerate(answer.value):
            label = f"{_row_name(item).say(language)} {index + 1}"
            field = f"{item.path}.{index}"
            yield SummaryRow(label, row_words(item, row, language), field, page_id, changed=changed)
        return
    mark = prefilling.source_mark(item, answer, today=today)
    yield SummaryRow(
        label=label_of(item, language),
        value=widgets.show(item, answer.value, language),
        field=item.path,
        page=page_id,
        source_mark=mark.say(language) if mark else "",
        reported=answer.reason or "",
        changed=changed,
    )


def _row_name(item: Item) -> Any:
    return item.item_label or item.label


def label_of(item: Item, language: str) -> str:
    label = item.short.say(language)
    if item.group is None:
        return label
    return f"{item.group.short.say(language)}: {messages.lowered(label)}"


def row_words(item: Item, row: Mapping[str, Any], language: str) -> str:
    """One row of a table: all of it, each value with its label."""
    told = (
        f"{column.short.say(language)}: {shown}"
        for column in item.items
        if (shown := widgets.show(column, row.get(column.field), language))
    )
    return "; ".join(told)


def row_title(item: Item, row: Mapping[str, Any], language: str) -> str:
    """The columns named in `summary`, as the closed row shows itself."""
    columns = item.summary or tuple(column.field for column in item.items[:2])
    shown = (
        widgets.show(column, row.get(column.field), language)
        for column in item.items
        if column.field in columns
    )
    return " · ".join(words for words in shown if words)


def display(form: Form, answers: Answers, language: str) -> dict[str, Any]:
    """Every answer in words, nested as the data schema has it: what a paper prints."""
    told: dict[str, Any] = {}
    for _page, item in form.leaves():
        value = _value(answers, item.path)
        if item.widget is Widget.TABLE:
            told[item.field] = [_row_display(item, row, language) for row in value or []]
        elif item.group:
            told.setdefault(item.group.field, {})[item.field] = widgets.show(item, value, language)
        else:
            told[item.field] = widgets.show(item, value, language)
    return told


def _row_display(item: Item, row: Mapping[str, Any], language: str) -> dict[str, str]:
    return {
        column.field: widgets.show(column, row.get(column.field), language) for column in item.items
    }


def changes(form: Form, before: Answers, after: Answers, language: str) -> tuple[Change, ...]:
    """The questions answered differently, with both answers in words."""
    return tuple(
        Change(item.path, label_of(item, language), *_both(item, before, after, language))
        for _page, item in form.leaves()
        if _value(before, item.path) != _value(after, item.path)
    )


def _both(item: Item, before: Answers, after: Answers, language: str) -> tuple[str, str]:
    told = [_told(item, _value(answers, item.path), language) for answers in (before, after)]
    return told[0], told[1]


def _told(item: Item, value: Any, language: str) -> str:
    if item.widget is not Widget.TABLE:
        return widgets.show(item, value, language)
    return "\n".join(row_words(item, row, language) for row in value or [])


def _value(answers: Answers, path: str) -> Any:
    answer = answers.get(path)
    return answer.value if answer else None
