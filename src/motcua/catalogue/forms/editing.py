"""What an edit does to the form of a version: pure, content in, new content out."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.catalogue import data_files
from motcua.catalogue.errors import (
    BlockThereError,
    LastPageError,
    LastQuestionError,
    PartNotFoundError,
    QuestionInUseError,
)
from motcua.catalogue.forms import comparisons, places, schemas, uses
from motcua.catalogue.forms.edits import (
    BlockEdit,
    ComparisonDrop,
    ComparisonEdit,
    FormEdit,
    PageDrop,
    PageEdit,
    PageShift,
    QuestionDrop,
    QuestionEdit,
    QuestionShift,
)
from motcua.catalogue.forms.questions import put_question
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
# The steps around the form have these words in their addresses.
TAKEN_PAGES = frozenset({"giay-to", "kiem-tra", "da-nop", "lay-lai", "tep"})


def apply(content: Plain, edit: FormEdit) -> None:
    """Changes `content`, which is the caller's own copy."""
    _ACTS[type(edit)](content, edit)


# ------------------------------------------------------------------ questions


def _question(content: Plain, edit: QuestionEdit) -> None:
    put_question(content, edit)


def _shift_question(content: Plain, edit: QuestionShift) -> None:
    form = content["form"]
    place = places.find(form, edit.code)
    to = place.index + edit.by
    if 0 <= to < len(place.items):
        place.items.insert(to, place.items.pop(place.index))
    elif place.group is None:
        _to_next_page(form, place, edit.by)


def _to_next_page(form: Plain, place: places.Place, by: int) -> None:
    pages = places.pages(form)
    to = pages.index(place.page) + by
    if not 0 <= to < len(pages):
        return
    if len(place.items) == 1:
        raise LastQuestionError(place=place.page["title"]["vi"])
    there = pages[to]["items"]
    there.insert(len(there) if by < 0 else 0, place.items.pop(place.index))


def _drop_question(content: Plain, edit: QuestionDrop) -> None:
    form = content["form"]
    place = places.find(form, edit.code)
    name = places.name_of(place.item)
    if len(place.items) == 1:
        group = place.group
        holder = places.name_of(group.item) if group else place.page["title"]["vi"]
        raise LastQuestionError(place=holder)
    place.items.pop(place.index)
    _forget(content, [edit.code], name)


def _forget(content: Plain, paths: list[str], name: str) -> None:
    """What only spoke of these questions goes with them. Raises QuestionInUseError."""
    found = uses.uses_of(content, *paths)
    if found:
        raise QuestionInUseError(name=name, told="; ".join(found), uses=found)
    form = content["form"]
    for path in paths:
        _forget_data(form, path)
        _forget_words(form["ui"], path)
        _forget_column(form, path)
    for person in form["ui"].get("sample_people", []):
        for path in paths:
            person["answers"].pop(path, None)


def _forget_data(form: Plain, path: str) -> None:
    top, dot, inner = path.partition(".")
    level = places.level_of(form, places.find(form, top) if dot else None)
    field = inner or top
    level["properties"].pop(field, None)
    if field in level.get("required", []):
        level["required"] = [one for one in level["required"] if one != field]


def _forget_words(ui: Plain, path: str) -> None:
    for key in [key for key in ui.get("messages", {}) if key.startswith(f"{path}.")]:
        del ui["messages"][key]
    rules = ui.get("rules", [])
    ui["rules"] = [one for one in rules if not any(_in(field, path) for field in one["fields"])]


def _in(field: str, path: str) -> bool:
    return field == path or field.startswith(f"{path}.")


def _forget_column(form: Plain, path: str) -> None:
    top, dot, inner = path.partition(".")
    if not dot:
        return
    table = places.find(form, top).item
    summary = [column for column in table.get("summary", []) if column != inner]
    if summary:
        table["summary"] = summary
    else:
        table.pop("summary", None)


# ------------------------------------------------------------------ pages


def _page(content: Plain, edit: PageEdit) -> None:
    pages = places.pages(content["form"])
    page = _held_page(content["form"], edit) if edit.code else _new_page(content["form"], edit)
    page["title"] = _text(edit.title)
    for name, value in (("intro", edit.intro and _text(edit.intro)), ("show_if", edit.show_if)):
        page.pop(name, None)
        if value:
            page[name] = dict(value)
    if not edit.code:
        pages.insert(len(pages) - _declares(pages[-1]), page)


def _held_page(form: Plain, edit: PageEdit) -> Plain:
    return places.pages(form)[places.page_index(form, edit.code)]


def _new_page(form: Plain, edit: PageEdit) -> Plain:
    taken = {page["id"] for page in places.pages(form)} | TAKEN_PAGES
    page_id = places.named(edit.title.vi, taken, between="-", otherwise="trang")
    first = edit.first_question or edit.title
    properties = form["data_schema"]["properties"]
    field = places.named(first.vi, properties)
    properties[field] = schemas.of_widget("text")
    item = {"field": field, "widget": "text", "label": _text(first)}
    if first.vi.endswith("?"):
        item["short"] = _text(Text(first.vi.rstrip("? "), first.en.rstrip("? ")))
    return {"id": page_id, "title": _text(edit.title), "items": [item]}


def _declares(page: Plain) -> bool:
    """The declaration stays last."""
    return all(item["widget"] == "statement" for item in page["items"])


def _shift_page(content: Plain, edit: PageShift) -> None:
    pages = places.pages(content["form"])
    at = places.page_index(content["form"], edit.code)
    to = min(max(at + edit.by, 0), len(pages) - 1)
    pages.insert(to, pages.pop(at))


def _drop_page(content: Plain, edit: PageDrop) -> None:
    pages = places.pages(content["form"])
    at = places.page_index(content["form"], edit.code)
    if len(pages) == 1:
        raise LastPageError
    page = pages.pop(at)
    _forget(content, [item["field"] for item in page["items"]], page["title"]["vi"])


# ------------------------------------------------------------------ blocks


def _block(content: Plain, edit: BlockEdit) -> None:
    form = content["form"]
    block = data_files.question_block(edit.code)
    if block is None:
        raise PartNotFoundError(code=edit.code)
    page = places.pages(form)[places.page_index(form, edit.page_id)]
    properties = form["data_schema"]["properties"]
    items, schemas = block["items"], block["properties"]
    if len(items) == 1:
        field = places.named(items[0]["label"]["vi"], properties)
        schemas = {field: schemas[items[0]["field"]]}
        items = [{**items[0], "field": field}]
    for item in items:
        if item["field"] in properties:
            raise BlockThereError(name=places.name_of(item))
    page["items"] += items
    properties |= schemas
    form["ui"].setdefault("rules", []).extend(block.get("rules", []))


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}


_ACTS: Mapping[type, Callable[[Plain, Any], None]] = {
    QuestionEdit: _question,
    QuestionShift: _shift_question,
    QuestionDrop: _drop_question,
    PageEdit: _page,
    PageShift: _shift_page,
    PageDrop: _drop_page,
    BlockEdit: _block,
    ComparisonEdit: comparisons.put,
    ComparisonDrop: comparisons.drop,
}
