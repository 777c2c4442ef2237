"""A form as the columns of a sheet: one for each question, two for an address, groups for a table's rows.

A table has no end and a sheet has: its first rows become columns, the limit is said, and a form that
needs more than that cannot be a sheet.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component, Text
from motcua.dossiers.batches.words import in_both, language
from motcua.dossiers.errors import NotForSheetsError
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form, Item, Page, Widget
from motcua.kit.text import search_key

MOST_COLUMNS = 200
MOST_TABLE_ROWS = 3
MOST_TABLE_COLUMNS = 24
OWN_NUMBER = "so-cua-ban"
REASON = "ly-do"
ELSEWHERE = "other"
_PAPER = "giay."

_WARD, _DETAIL = (
    Text("xã, phường", "ward or commune"),
    Text("số nhà, đường, ấp", "house, street, hamlet"),
)
_OUTSIDE = Text("Ngoài tỉnh", "Outside the province")
_YES, _NO = Text("Có", "Yes"), Text("Không", "No")
_SAID_BY_HINT = frozenset({Widget.PERSONAL_ID})
_CHOICES = frozenset({Widget.RADIOS, Widget.SELECT, Widget.YES_NO, Widget.STATEMENT})

HELP: Mapping[Widget, Promise] = {
    Widget.DATE3: _("Ngày/tháng/năm, ví dụ 27/03/1990."),
    Widget.PERSONAL_ID: _("12 chữ số."),
    Widget.PHONE: _("10 chữ số, bắt đầu bằng 0."),
    Widget.NUMBER: _("Viết bằng chữ số."),
    Widget.MONEY: _("Viết bằng chữ số, đơn vị đồng."),
    Widget.AREA: _("Viết bằng chữ số, đơn vị m²."),
    Widget.LENGTH: _("Viết bằng chữ số, đơn vị mét."),
    Widget.CHECKBOXES: _("Chọn được nhiều mục; viết cách nhau bằng dấu chấm phẩy: {choices}."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text


class Known(StrEnum):
    """What the population register may say to a question, of who applies in their own name."""

    NOT = "not"
    GIVEN = "given"  # left empty, the register's value is used; something else may be written
    LOCKED = "locked"  # what the register says stands


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the box of the form that the cell stands for, as a browser would post it."""

    name: str
    heading: Text
    help: Text
    widget: Widget | None = None
    choices: tuple[Choice, ...] = ()
    table: str = ""
    index: int = 0
    question: str = ""  # the path of the question, where it is one of its own
    known: Known = Known.NOT
    known_help: Text | None = None  # `help` for who applies in their own name

    @property
    def is_paper(self) -> bool:
        return self.name.startswith(_PAPER)

    @property
    def component(self) -> str:
        return self.name.removeprefix(_PAPER)

    @property
    def offers_list(self) -> bool:
        return bool(self.choices) and self.widget is not Widget.CHECKBOXES


@dataclass(frozen=True, slots=True)
class Limit:
    """Of a table: so many of its rows have columns, out of so many that the form takes."""

    label: Text
    rows: int
    of: int


@dataclass(frozen=True, slots=True)
class Layout:
    columns: tuple[Column, ...]
    limits: tuple[Limit, ...]

    def asked(self, typed: Collection[str] = ()) -> "Layout":
        """For who applies in their own name: without what only the register may say.

        `typed`: columns that stay, because something was written in them.
        """
        kept = (c for c in self.columns if c.known is not Known.LOCKED or c.name in typed)
        told = (replace(c, help=c.known_help) if c.known_help else c for c in kept)
        return Layout(tuple(told), self.limits)

    @property
    def locked(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.known is Known.LOCKED)

    def named(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@lru_cache(maxsize=64)
def layout_of(version_id: UUID, case_code: str) -> Layout:
    """Raises NotForSheetsError with the reason."""
    version, form = catalogue.version(version_id), catalogue.form(version_id)
    return sheet_of(form, version.case(case_code), version.code)


def sheet_of(form: Form, case: Case, procedure_code: str) -> Layout:
    limits: list[Limit] = []
    papers = (
        _paper(one, in_archive=bool(catalogue.kinds_meeting(procedure_code, one.code)))
        for one in papers_of(case)
    )
    columns = [_own_number(), *_questions(form, limits), *papers]
    if len(columns) > MOST_COLUMNS:
        raise NotForSheetsError(reason=gettext("tờ khai có quá nhiều câu hỏi."))
    return Layout(tuple(_told_apart(columns)), tuple(limits))


def papers_of(case: Case) -> tuple[Component, ...]:
    """What is handed in through the network; what is only shown at the counter has no column."""
    return tuple(component for component in case.components if component.mode == "submit")


def paper_name(component: str) -> str:
    return f"{_PAPER}{component}"


def only_declares(page: Page) -> bool:
    """Declared once for all rows, as once for all pages on the review."""
    return all(leaf.widget is Widget.STATEMENT for leaf in page.leaves())


def _questions(form: Form, limits: list[Limit]) -> Iterator[Column]:
    names = {leaf.path: leaf for _page, leaf in form.leaves()}
    names |= {leaf.field: leaf for leaf in names.values() if leaf.group}
    for page in form.pages:
        if only_declares(page):
            continue
        for leaf in page.leaves():
            asked = [page.show_if, leaf.group.show_if if leaf.group else None, leaf.show_if]
            if leaf.widget is Widget.TABLE:
                yield from _table(leaf, [page.show_if, leaf.show_if], names, limits)
            else:
                for box in _boxes(leaf, leaf.path, in_both_labels(leaf), _help(leaf, asked, names)):
                    yield _as_known(box, leaf, asked, names)


def _as_known(box: Column, leaf: Item, asked: list[object], names: Mapping[str, Item]) -> Column:
    if not forms.prefilled(leaf):
        return replace(box, question=leaf.path)
    known = Known.LOCKED if forms.always_locked(leaf) else Known.GIVEN
    told = _help(leaf, asked, names, known=True)
    return replace(box, question=leaf.path, known=known, known_help=told)


def in_both_labels(item: Item) -> Text:
    return Text(forms.label_of(item, "vi"), forms.label_of(item, "en"))


def _table(
    table: Item, asked: list[object], names: Mapping[str, Item], limits: list[Limit]
) -> Iterator[Column]:
    rows = _rows_in_sheet(table)
    if rows < table.maximum_rows:
        limits.append(Limit(table.short, rows, table.maximum_rows))
    near = {**names, **{column.field: column for column in table.items}}
    called = table.item_label or table.short
    for index in range(rows):
        needed = index < table.minimum_rows
        for column in table.items:
            heading = _joined(
                Text(f"{called.vi} {index + 1}", f"{called.en} {index + 1}"), column.short
            )
            one = column if needed else replace(column, optional=True)
            told = _help(one, [*asked, column.show_if], near)
            for box in _boxes(column, f"{table.path}.{index}.{column.field}", heading, told):
                yield replace(box, table=table.path, index=index)


def _rows_in_sheet(table: Item) -> int:
    width = sum(2 if column.widget is Widget.ADDRESS2 else 1 for column in table.items)
    rows = min(table.maximum_rows, MOST_TABLE_ROWS, MOST_TABLE_COLUMNS // width)
    if rows < max(table.minimum_rows, 1):
        label = in_both_labels(table)
        raise NotForSheetsError(
            reason=gettext("bảng «{table}» cần nhiều dòng hơn số cột của một tệp.").format(
                table=label.say(language())
            )
        )
    return rows


def _boxes(item: Item, path: str, heading: Text, told: Text) -> Iterator[Column]:
    if item.widget is Widget.ADDRESS2:
        wards = (*_options(item), Choice(ELSEWHERE, _OUTSIDE))
        yield Column(f"{path}.ward", _joined(heading, _WARD), told, item.widget, wards)
        yield Column(f"{path}.detail", _joined(heading, _DETAIL), told, item.widget)
        return
    yield Column(path, heading, told, item.widget, _options(item))


def _options(item: Item) -> tuple[Choice, ...]:
    if item.widget is Widget.YES_NO:
        return (Choice("yes", _YES), Choice("no", _NO))
    if item.widget is Widget.STATEMENT:
        return (Choice("yes", _YES),)
    return tuple(Choice(option.value, option.label) for option in item.options)


def _joined(group: Text, label: Text) -> Text:
    return Text(f"{group.vi}: {forms.lowered(label.vi)}", f"{group.en}: {forms.lowered(label.en)}")


def _help(
    item: Item, asked: list[object], names: Mapping[str, Item], *, known: bool = False
) -> Text:
    conditions = [forms.in_words(condition, names) for condition in asked if condition]
    return in_both(lambda: " ".join(_said(item, conditions, known=known)))


def _said(item: Item, conditions: list[Text], *, known: bool) -> Iterator[str]:
    said_in = language()
    if known:
        yield gettext(
            "Nên bỏ trống: máy lấy theo Cơ sở dữ liệu quốc gia về dân cư. Chỉ ghi khi ở đó không có hoặc không đúng."
        )
    if conditions:
        yield gettext("Chỉ điền khi {condition}.").format(
            condition=", ".join(words.say(said_in) for words in conditions)
        )
    if item.optional and not known:
        yield gettext("Có thể bỏ trống.")
    elif not conditions and not known:
        yield gettext("Bắt buộc.")
    if item.widget in _CHOICES:
        yield gettext("Chọn trong danh sách.")
    elif item.widget in HELP and not (item.hint and item.widget in _SAID_BY_HINT):
        choices = ", ".join(choice.label.say(said_in) for choice in _options(item))
        yield str(HELP[item.widget]).format(choices=choices)
    if item.hint:
        hint = item.hint.say(said_in)
        yield hint if hint.endswith(".") else f"{hint}."


def _own_number() -> Column:
    return Column(
        OWN_NUMBER,
        in_both(lambda: gettext("Số của bạn")),
        in_both(
            lambda: gettext(
                "Có thể bỏ trống. Số hay mã riêng của bạn cho dòng này, ví dụ mã nhân viên. Hai dòng giống "
                "hệt nhau là một hồ sơ; muốn nộp thành hai thì ghi hai số khác nhau."
            )
        ),
    )


def _paper(component: Component, *, in_archive: bool) -> Column:
    return Column(
        paper_name(component.code),
        in_both(lambda: gettext("Tệp: {name}").format(name=component.name.say(language()))),
        in_both(lambda: " ".join(_paper_help(in_archive=in_archive))),
    )


def _paper_help(*, in_archive: bool) -> Iterator[str]:
    yield gettext(
        "Tên tệp trong ZIP, ví dụ an.pdf; nhiều tệp thì cách nhau bằng dấu chấm phẩy. Bỏ trống nếu "
        "không cần giấy này hoặc đã nộp chung một bản cho cả danh sách."
    )
    if in_archive:
        yield gettext("Nếu kho giấy tờ của người nộp có đúng một bản, máy dùng lại bản đó.")


def _told_apart(columns: list[Column]) -> Iterator[Column]:
    """Two questions of the same words, in either language: the later one says so in its heading.

    Headings are found again without accents, so they must differ without them too.
    """
    seen: Counter[str] = Counter()
    for column in columns:
        vietnamese, english = search_key(column.heading.vi), search_key(column.heading.en)
        seen.update({vietnamese, english})
        yield replace(column, heading=_numbered(column.heading, seen[vietnamese], seen[english]))


def _numbered(heading: Text, vietnamese: int, english: int) -> Text:
    return Text(
        heading.vi if vietnamese == 1 else f"{heading.vi} ({vietnamese})",
        heading.en if english == 1 else f"{heading.en} ({english})",
    )
