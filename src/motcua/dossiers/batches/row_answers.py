"""The cells of a row as the boxes of the form, and what the form says to them at its columns."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from motcua.dossiers.batches.layout import Column, Layout, only_declares
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both
from motcua.engines.forms.types import FieldError, Form, Widget
from motcua.kit.text import search_key

Moved = Mapping[tuple[str, int], int]  # (table, row among those given) → row in the sheet
_LISTS = ";"


def unread_in(
    errors: Iterable[FieldError], layout: Layout, cells: Mapping[str, str]
) -> tuple[Fault, ...]:
    """Cells that say something nobody can read, such as 31/2. All else is still there when the whole
    is checked.
    """
    faults = faults_of([error for error in errors if is_unread(error)], layout, cells)
    return tuple(fault for fault in faults if fault.typed)


def is_unread(error: FieldError) -> bool:
    return _is_no_date(error) or error.kind in {"number", "enum"}


def _is_no_date(error: FieldError) -> bool:
    return error.kind.partition(".")[0] == "date"


def faults_of(
    errors: Iterable[FieldError], layout: Layout, cells: Mapping[str, str]
) -> tuple[Fault, ...]:
    """Each at its column, in the form's own words; of dates these name three boxes, and a cell is one."""
    moved = {(table, new): old for (table, old), new in _renumbered(layout, cells).items()}
    return tuple(_fault(error, layout, cells, moved) for error in errors)


def _fault(error: FieldError, layout: Layout, cells: Mapping[str, str], moved: Moved) -> Fault:
    column = _column_of(error, layout, moved)
    name = column.name if column else ""
    words = in_both(_no_date) if _is_no_date(error) else error.message
    return Fault(name, words, cells.get(name, ""))


def _no_date() -> str:
    return gettext("Viết một ngày có thật theo thứ tự ngày/tháng/năm, ví dụ 27/03/1990.")


def _column_of(error: FieldError, layout: Layout, moved: Moved) -> Column | None:
    """By the box to jump to, else by the question, else the first column of its table."""
    path, element = _in_sheet(error.path, ".", moved), _in_sheet(error.element, "-", moved)
    columns = layout.columns
    exact = (c for c in columns if c.name.replace(".", "-") == element or c.name == path)
    within = (c for c in columns if c.name.startswith(f"{path}.") or c.table == path)
    return next(exact, None) or next(within, None)


def _in_sheet(place: str, between: str, moved: Moved) -> str:
    parts = place.split(between)
    if len(parts) > 1 and parts[1].isdecimal():
        parts[1] = str(moved.get((parts[0], int(parts[1])), int(parts[1])))
    return between.join(parts)


def posted_by(layout: Layout, cells: Mapping[str, str]) -> dict[str, list[str]]:
    numbers = _renumbered(layout, cells)
    posted: dict[str, list[str]] = {}
    for column in layout.columns:
        words = cells.get(column.name, "")
        if column.widget is None or not words:
            continue
        posted[_name(column, numbers)] = _values(column, words)
    return posted


def _name(column: Column, numbers: Mapping[tuple[str, int], int]) -> str:
    if not column.table:
        return column.name
    number = numbers[column.table, column.index]
    return column.name.replace(f".{column.index}.", f".{number}.", 1)


def _renumbered(layout: Layout, cells: Mapping[str, str]) -> dict[tuple[str, int], int]:
    """Rows of tables that say anything, without the gaps between them."""
    given = sorted({(c.table, c.index) for c in layout.columns if c.table and cells.get(c.name)})
    numbers: dict[tuple[str, int], int] = {}
    for table, index in given:
        numbers[table, index] = sum(1 for known, _before in numbers if known == table)
    return numbers


def _values(column: Column, words: str) -> list[str]:
    if column.widget is Widget.CHECKBOXES:
        return [_chosen(column, one) for one in words.split(_LISTS) if one.strip()]
    return [_chosen(column, words)] if column.choices else [words]


def _chosen(column: Column, words: str) -> str:
    """The value of the words chosen; what stands in no list is left as it is, and refused as that."""
    for same in (str, search_key):
        for choice in column.choices:
            if same(words) in {same(choice.label.vi), same(choice.label.en)}:
                return choice.value
    return words.strip()


def declared_by(form: Form) -> dict[str, list[str]]:
    pages = (page for page in form.pages if only_declares(page))
    return {leaf.path: ["yes"] for page in pages for leaf in page.leaves()}
