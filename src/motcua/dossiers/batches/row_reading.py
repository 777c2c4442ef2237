"""What a row says, read as if a person had typed it page by page, beside what is known of them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext

from motcua.dossiers.batches.layout import Column, Layout
from motcua.dossiers.batches.row_answers import (
    declared_by,
    is_unread,
    posted_by,
    unread_in,
)
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both, language
from motcua.dossiers.queries.drafts import Content
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import (
    Answer,
    Answers,
    FieldError,
    Form,
    Item,
    Page,
    PageResult,
    SourceRecord,
)
from motcua.kit.text import clean

BY_HAND = Answer(None).source
MOST_CALLS = 3  # an answer calls up what is known, which may call up more on the same page


@dataclass(frozen=True, slots=True)
class Told:
    """What the register said of who sends the sheet, and what of it every row begins with."""

    record: SourceRecord
    start: Mapping[str, Answer]
    calling: frozenset[str]


def told_by(record: SourceRecord, form: Form, facts: Mapping[str, Any]) -> Told:
    return Told(record, forms.with_record(form, record, {}, facts), forms.calling_pages(form))


@dataclass(frozen=True, slots=True)
class RowRead:
    """`misread`: cells that nobody can read, or that cannot stand beside what is known: the content has
    nothing of them. `repeated`: cells that say again what is known.
    """

    content: Content
    answers: Answers
    misread: tuple[Fault, ...]
    repeated: frozenset[str]

    @property
    def taken(self) -> dict[str, Answer]:
        """What a register says, and what a person wrote instead of it, by question."""
        return {path: one for path, one in self.answers.items() if one.source != BY_HAND}


def read_row(
    form: Form,
    layout: Layout,
    cells: Mapping[str, str],
    *,
    today: date,
    facts: Mapping[str, Any],
    told: Told | None = None,
) -> RowRead:
    """Pages that only ask for a declaration are ticked: it is made once, for all rows.

    `told` is what the register said of who applies. A cell that is left empty is left as it would
    stand on the screen; one that says something else corrects it where the form allows that.
    """
    row = _Row(form, layout, cells, today=today, facts=facts, told=told)
    for page in form.pages:
        row.read(page)
    return row.result()


class _Row:
    """Page after page, as at the screen: what is known stands there before anything is typed."""

    def __init__(
        self,
        form: Form,
        layout: Layout,
        cells: Mapping[str, str],
        *,
        today: date,
        facts: Mapping[str, Any],
        told: Told | None,
    ) -> None:
        self._form, self._layout, self._cells = form, layout, cells
        self._today, self._facts, self._told = today, facts, told
        self._posted = posted_by(layout, cells) | declared_by(form)
        self._typed = {column.question for column in layout.columns if cells.get(column.name)}
        self._weighed: set[str] = set()
        self._errors: list[FieldError] = []
        self._faults: list[Fault] = []
        self._answers: dict[str, Answer] = dict(told.start) if told else {}

    def read(self, page: Page) -> None:
        """Again while an answer of this page calls up more of what is known."""
        errors: tuple[FieldError, ...] = ()
        for _again in range(MOST_CALLS):
            self._weigh(page)
            read = self._read(page, self._posted | self._left(page), self._answers)
            errors, self._answers = read.errors, self._filled(page, read.answers)
            if all(self._answers.get(p) == read.answers.get(p) for p in _paths(page)):
                break
        self._errors += errors

    def result(self) -> RowRead:
        values, provenance = forms.split(self._answers)
        return RowRead(
            Content(values, provenance),
            self._answers,
            (*unread_in(self._errors, self._layout, self._cells), *self._faults),
            frozenset(self._repeated()),
        )

    def _read(self, page: Page, posted: dict[str, list[str]], answers: Answers) -> PageResult:
        return forms.read_page(
            self._form, page.id, posted, answers, today=self._today, facts=self._facts
        )

    def _filled(self, page: Page, answers: Answers) -> dict[str, Answer]:
        if self._told is None or page.id not in self._told.calling:
            return dict(answers)
        return forms.with_record(self._form, self._told.record, answers, self._facts)

    def _left(self, page: Page) -> dict[str, list[str]]:
        """The boxes that stand filled on the screen, and that this row leaves as they are."""
        left = {
            path: self._answers[path]
            for path in _paths(page)
            if path in self._answers
            and path not in self._typed
            and self._answers[path].source != BY_HAND
            and not self._answers[path].locked
        }
        if not left:
            return {}
        posted = forms.posted_of(self._form, page.id, self._answers, facts=self._facts)
        return {box: words for box, words in posted.items() if _question(box, left)}

    def _weigh(self, page: Page) -> None:
        """Cells typed at questions that the register has locked: the same, a correction, or neither."""
        locked = [leaf for leaf in page.leaves() if self._is_to_weigh(leaf)]
        if not locked:
            return
        self._weighed.update(leaf.path for leaf in locked)
        free = {p: one for p, one in self._answers.items() if p not in self._weighed}
        typed = self._read(page, self._posted, free)
        self._errors += [e for e in typed.errors if e.path in self._weighed and is_unread(e)]
        for leaf in locked:
            value = typed.answers.get(leaf.path, Answer(None)).value
            self._set_beside(leaf, value, self._answers[leaf.path])

    def _is_to_weigh(self, leaf: Item) -> bool:
        held = self._answers.get(leaf.path)
        new = leaf.path in self._typed and leaf.path not in self._weighed
        return held is not None and held.locked and new

    def _set_beside(self, leaf: Item, typed: Any, held: Answer) -> None:
        if typed is None or _same(typed, held.value):
            self._let_stand(leaf)
        elif leaf.prefill is not None and leaf.prefill.may_be_corrected:
            self._posted[f"{leaf.path}.report"] = [gettext("Người khai ghi khác trong tệp Excel.")]
        else:
            self._refuse(leaf, partial(_known_otherwise, leaf, held))

    def _refuse(self, leaf: Item, say: Callable[[], str]) -> None:
        self._let_stand(leaf)
        at = next(c for c in self._layout.columns if self._is_written(c, leaf.path))
        self._faults.append(Fault(at.name, in_both(say), self._cells[at.name]))

    def _let_stand(self, leaf: Item) -> None:
        kept = {
            box: words for box, words in self._posted.items() if not _question(box, {leaf.path})
        }
        self._posted = kept

    def _is_written(self, column: Column, path: str) -> bool:
        return column.question == path and bool(self._cells.get(column.name))

    def _repeated(self) -> Iterator[str]:
        refused = {fault.name for fault in self._faults}
        for column in self._layout.columns:
            held = self._answers.get(column.question)
            if held is None or held.source == BY_HAND or held.overridden_by:
                continue
            if self._cells.get(column.name) and column.name not in refused:
                yield column.name


def _paths(page: Page) -> list[str]:
    return [leaf.path for leaf in page.leaves()]


def _question(box: str, paths: Collection[str]) -> bool:
    """Whether the box is one of these questions: `noi_cu_tru.ward` is one of `noi_cu_tru`."""
    return box in paths or box.rpartition(".")[0] in paths


def _same(typed: Any, known: Any) -> bool:
    if isinstance(typed, Mapping) and isinstance(known, Mapping):
        return all(_same(typed.get(part), known.get(part)) for part in {*typed, *known})
    if isinstance(typed, str) and isinstance(known, str):
        return clean(typed).casefold() == clean(known).casefold()
    return bool(typed == known)


def _known_otherwise(leaf: Item, held: Answer) -> str:
    return gettext(
        "Cơ sở dữ liệu quốc gia về dân cư ghi «{known}» và ô này ghi khác. Hãy xóa trắng ô này; nếu dữ liệu ở "
        "đó sai, nộp riêng hồ sơ này qua mạng rồi bấm Báo sai."
    ).format(known=forms.show(leaf, held.value, language()))
