"""Where in a definition a question or a page stands."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.errors import PartNotFoundError
from motcua.catalogue.forms import schemas
from motcua.kit.text import search_key

Plain = dict[str, Any]
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A question among its neighbours; `group` is the place of the group or table around it."""

    page: Plain
    items: list[Plain]
    index: int
    group: "Place | None" = None

    @property
    def item(self) -> Plain:
        return self.items[self.index]

    @property
    def path(self) -> str:
        field = str(self.item["field"])
        return f"{self.group.item['field']}.{field}" if self.group else field


def pages(form: Plain) -> list[Plain]:
    listed: list[Plain] = form["ui"]["pages"]
    return listed


def page_index(form: Plain, page_id: str) -> int:
    for index, page in enumerate(pages(form)):
        if page["id"] == page_id:
            return index
    raise PartNotFoundError(code=page_id)


def find(form: Plain, path: str) -> Place:
    """Raises PartNotFoundError."""
    top, dot, inner = path.partition(".")
    for page in pages(form):
        place = _among(page, page["items"], top, None)
        if place is not None:
            found = _among(page, place.item.get("items", []), inner, place) if dot else place
            if found is not None:
                return found
    raise PartNotFoundError(code=path)


def _among(page: Plain, items: list[Plain], field: str, group: Place | None) -> Place | None:
    fields = [item["field"] for item in items]
    return Place(page, items, fields.index(field), group) if field in fields else None


def schema_of(form: Mapping[str, Any], place: Place) -> Plain:
    """What stands under the question's name, to be read."""
    root = form["data_schema"]
    level = root
    if place.group is not None:
        held = schemas.followed(root["properties"][place.group.item["field"]], root)
        level = schemas.followed(held.get("items", held), root)
    schema: Plain = level["properties"][place.item["field"]]
    return schema


def level_of(form: Plain, group: Place | None) -> Plain:
    """The object schema that a question's data stands in, to be written into.

    A group whose schema is shared with others gets one of its own.
    """
    root: Plain = form["data_schema"]
    if group is None:
        return root
    field = group.item["field"]
    held = schemas.followed(root["properties"][field], root)
    if group.item["widget"] == "table":
        held = {**held, "items": _opened(schemas.followed(held["items"], root))}
    else:
        held = _opened(held)
    root["properties"][field] = held
    level: Plain = held.get("items", held)
    return level


def _opened(schema: Plain) -> Plain:
    """A copy whose properties may be changed without touching what others refer to."""
    opened = {**schema, "properties": dict(schema["properties"])}
    if "required" in schema:
        opened["required"] = list(schema["required"])
    return opened


def questions(form: Mapping[str, Any]) -> Iterator[tuple[str, Plain]]:
    for page in form["ui"]["pages"]:
        for item in page["items"]:
            yield item["field"], item
            for child in item.get("items", []):
                yield f"{item['field']}.{child['field']}", child


def named(
    label: str, taken: Collection[str], between: str = "_", otherwise: str = "cau_hoi"
) -> str:
    """`Số điện thoại` → `so_dien_thoai`, and a number behind where that is taken."""
    words = re.findall(r"[a-z0-9]+", search_key(label))
    stem = between.join(words)[:LONGEST_NAME].strip(between)
    if not stem[:1].isalpha():
        stem = otherwise
    numbered = (f"{stem}{between}{number}" for number in range(2, 1000))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)


def name_of(item: Mapping[str, Any]) -> str:
    text = item.get("short") or item["label"]
    return str(text["vi"])
