"""From what was posted to answers and errors; from all answers to what is handed in."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.engines.forms import widgets
from motcua.engines.forms.asking import Asking
from motcua.engines.forms.crossing import rule_errors
from motcua.engines.forms.errors import UnknownPageError
from motcua.engines.forms.judging import judge
from motcua.engines.forms.prefilling import merged
from motcua.engines.forms.tables import Posted, judge_rows, read_table
from motcua.engines.forms.types import (
    Answer,
    Answers,
    FieldError,
    Form,
    Item,
    PageResult,
    Widget,
)


def read_page(  # noqa: PLR0913  (the situation of a post is this wide)
    form: Form,
    page_id: str,
    posted: Posted,
    answers: Answers,
    *,
    today: date,
    locked: Answers | None = None,
    only: Collection[str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> PageResult:
    """Read one page's post into the answers.

    `locked` is what the registers say now (see `prefill`), complete when given: what a browser sends
    for a locked question is not looked at. Without it the locks in `answers` stand.
    Raises UnknownPageError.
    """
    if page_id not in {page.id for page in form.pages}:
        raise UnknownPageError(page_id)
    asking = Asking(form, facts or {}, only)
    reading = _Reading(asking, page_id, posted, dict(answers))
    reading.read(answers if locked is None else merged(answers, locked))
    return reading.result(today)


class _Reading:
    def __init__(
        self, asking: Asking, page_id: str, posted: Posted, answers: dict[str, Answer]
    ) -> None:
        self._asking = asking
        self._page_id = page_id
        self._posted = posted
        self._answers = answers
        self._errors: list[FieldError] = []
        self._action = ""

    def read(self, server: Answers) -> None:
        for page, item in self._asking.wanted(self._answers):
            if page.id != self._page_id:
                continue
            if item.widget is Widget.TABLE:
                table = read_table(
                    self._asking, page, item, posted=self._posted, answers=self._answers
                )
                self._answers[item.path] = table.answer
                self._action = table.action or self._action
                self._errors += table.errors
            else:
                answer = _answer(item, self._posted, server.get(item.path))
                self._answers[item.path] = answer
                self._errors += judge(self._asking.form, page, item, answer)

    def result(self, today: date) -> PageResult:
        if self._action:
            return PageResult(self._answers, self._of_action(), action=self._action)
        broken = {error.path for error in self._errors}
        weighed = list(
            rule_errors(
                self._asking, self._answers, today=today, page_id=self._page_id, broken=broken
            )
        )
        return PageResult(
            self._answers,
            (*self._errors, *(error for error in weighed if not error.warning)),
            tuple(error for error in weighed if error.warning),
        )

    def _of_action(self) -> tuple[FieldError, ...]:
        """Who adds a row hears of the rows only; who removes one hears of nothing."""
        verb, _, path = self._action.partition(":")
        if verb == "remove":
            return ()
        return tuple(error for error in self._errors if error.path.startswith(f"{path}."))


def _answer(item: Item, posted: Posted, server: Answer | None) -> Answer:
    report = posted.get(f"{item.path}.report", [""])[-1].strip()
    correcting = report and item.prefill is not None and item.prefill.may_be_corrected
    if server is not None and server.locked and not correcting:
        return server.with_reason(report) if f"{item.path}.report" in posted else server
    boxes = widgets.typed(item, posted, item.path)
    try:
        value = widgets.read(item, boxes)
    except widgets.UnreadableError:
        return Answer(None, raw=widgets.kept(boxes))
    return _sourced(value, server, report)


def _sourced(value: Any, server: Answer | None, report: str) -> Answer:
    """What was left as the register said keeps its source; what was changed says by whom."""
    if server is None or server.source == "citizen":
        return Answer(value)
    said = server.value if server.overridden_by is None else server.original
    if value == said:
        return replace(
            server, value=value, overridden_by=None, original=None, reason=report or None, raw=None
        )
    return replace(
        server,
        value=value,
        locked=False,
        overridden_by="citizen",
        original=said,
        reason=report or server.reason,
        raw=None,
    )


def check(
    form: Form,
    answers: Answers,
    *,
    today: date,
    only: Collection[str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> tuple[FieldError, ...]:
    """Everything still wrong over all pages that are asked. Warnings are among them, marked."""
    asking = Asking(form, facts or {}, only)
    errors: list[FieldError] = []
    for page, item in asking.wanted(answers):
        answer = answers.get(item.path) or Answer(None)
        if item.widget is Widget.TABLE:
            errors += judge_rows(asking, page, item, answers)
        else:
            errors += judge(form, page, item, answer)
    broken = {error.path for error in errors}
    return (*errors, *rule_errors(asking, answers, today=today, broken=broken))


def submission(
    form: Form, answers: Answers, *, facts: Mapping[str, Any] | None = None
) -> dict[str, Answer]:
    """What is handed in: hidden answers stay in the draft and do not come along."""
    asking = Asking(form, facts or {})
    kept: dict[str, Answer] = {}
    for _page, item in asking.walk(answers):
        answer = answers.get(item.path)
        if answer is None or answer.value is None:
            continue
        if item.widget is Widget.TABLE:
            answer = replace(answer, value=_shown_columns(asking, item, answer, answers), raw=None)
        kept[item.path] = answer
    return kept


def _shown_columns(
    asking: Asking, table: Item, answer: Answer, answers: Answers
) -> list[dict[str, Any]]:
    return [
        {
            column.field: row[column.field]
            for column in asking.columns(table, row, answers)
            if row.get(column.field) is not None
        }
        for row in answer.value
    ]
