"""One question written into a form: how it is asked, and the data that it gives."""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.errors import OptionMissingError, PartNotFoundError, QuestionKindInUseError
from motcua.catalogue.forms import places, schemas, uses
from motcua.catalogue.forms.edits import Limits, QuestionEdit
from motcua.catalogue.forms.places import Place
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
FEWEST_OPTIONS = 2
WARDS = "xa_phuong"
# Rules over one day, as a screen offers them.
DAYS: Mapping[str, str] = {"past": "date_not_future", "future": "date_not_past"}


def put_question(content: Plain, edit: QuestionEdit) -> None:
    form = content["form"]
    place = places.find(form, edit.code) if edit.code else _new(form, edit)
    path = place.path
    was = place.item["widget"]
    if was != edit.widget:
        _refuse_kind(content, path, place)
    _schema(form, place, edit)
    _words(place.item, edit)
    _limits_beside(place.item, edit)
    _options(place.item, edit)
    _days(form["ui"], path, edit)
    if was != edit.widget:
        _forget_messages(form["ui"], path, None)
    elif not edit.required:
        _forget_messages(form["ui"], path, "required")


def _new(form: Plain, edit: QuestionEdit) -> Place:
    """At the end of the page or the group."""
    group = places.find(form, edit.group) if edit.group else None
    if group is not None and group.item["widget"] not in schemas.GROUPS:
        raise PartNotFoundError(code=edit.group)
    page = group.page if group else _page_of(form, edit.page_id)
    items = group.item.setdefault("items", []) if group else page["items"]
    level = places.level_of(form, group)
    field = places.named((edit.short or edit.label).vi, level["properties"])
    items.append({"field": field, "widget": edit.widget, "label": {}})
    level["properties"][field] = schemas.of_widget(edit.widget)
    place = Place(page, items, len(items) - 1, group)
    if edit.widget in schemas.GROUPS:
        _first_inside(form, place)
    return place


def _page_of(form: Plain, page_id: str) -> Plain:
    return places.pages(form)[places.page_index(form, page_id)]


def _first_inside(form: Plain, place: Place) -> None:
    """A group begins with one question, to be changed."""
    level = places.level_of(form, place)
    level["properties"]["ho_ten"] = schemas.of_widget("text")
    label = {"vi": "Họ, chữ đệm và tên", "en": "Full name"}
    place.item["items"] = [{"field": "ho_ten", "widget": "text", "label": label}]


def _refuse_kind(content: Plain, path: str, place: Place) -> None:
    found = [
        *uses.comparisons_with(content["form"], path),
        *uses.counted_by(content["procedure"], path),
    ]
    in_groups = {place.item["widget"]} & schemas.GROUPS
    if in_groups:
        found += uses.uses_of(content, path)
    if found:
        name = places.name_of(place.item)
        raise QuestionKindInUseError(name=name, told="; ".join(found), uses=tuple(found))


def _schema(form: Plain, place: Place, edit: QuestionEdit) -> None:
    if place.item["widget"] != edit.widget:
        _become(form, place, edit.widget)
    held = places.schema_of(form, place)
    schema = schemas.followed(held, form["data_schema"])
    wanted = schema
    if edit.limits != schemas.limits_of(place.item, schema):
        wanted = schemas.with_limits(edit.widget, schema, edit.limits)
    values = _values(place.item, edit)
    if values != _enum(schema):
        wanted = schemas.with_options(edit.widget, wanted, values)
    if wanted != schema:
        level = places.level_of(form, place.group)
        level["properties"][place.item["field"]] = wanted
        for kind in set(schema) - set(wanted):
            _forget_messages(form["ui"], place.path, kind)
    if not edit.required or edit.show_if is not None:
        _not_always(form, place)


def _become(form: Plain, place: Place, widget: str) -> None:
    for name in ("items", "autocomplete", "inputmode"):
        place.item.pop(name, None)
    place.item["widget"] = widget
    level = places.level_of(form, place.group)
    level["properties"][place.item["field"]] = schemas.of_widget(widget)
    if widget in schemas.GROUPS:
        _first_inside(form, place)


def _enum(schema: Mapping[str, Any]) -> list[str]:
    listed: list[str] = schema.get("enum", schema.get("items", {}).get("enum", []))
    return listed


def _not_always(form: Plain, place: Place) -> None:
    level = places.level_of(form, place.group)
    field = place.item["field"]
    if field in level.get("required", []):
        level["required"] = [one for one in level["required"] if one != field]


def _values(item: Plain, edit: QuestionEdit) -> list[str]:
    """The values behind the options: those that are kept keep theirs."""
    if edit.widget not in schemas.LISTED or edit.list_name:
        return []
    values: list[str] = []
    for option in edit.options:
        held = {one["value"] for one in item.get("options", [])}
        known = option.value if option.value in held else ""
        values.append(known or places.named(option.label.vi, held | set(values), otherwise="muc"))
    return values


def _options(item: Plain, edit: QuestionEdit) -> None:
    held = {one["value"]: one for one in item.get("options", [])}
    values = _values(item, edit)
    item.pop("options", None)
    item.pop("options_from", None)
    if edit.widget == "address2":
        item["options_from"] = edit.list_name or WARDS
    elif edit.widget in schemas.LISTED and edit.list_name:
        item["options_from"] = edit.list_name
    elif edit.widget in schemas.LISTED:
        if len(values) < FEWEST_OPTIONS:
            raise OptionMissingError(name=places.name_of(item))
        item["options"] = [
            {**held.get(value, {}), "value": value, "label": _text(option.label)}
            for value, option in zip(values, edit.options, strict=True)
        ]


def _words(item: Plain, edit: QuestionEdit) -> None:
    item["label"] = _text(edit.label)
    _optional(item, "short", edit.short and _text(edit.short))
    _optional(item, "hint", edit.hint and _text(edit.hint))
    _optional(item, "optional", not edit.required)
    _optional(item, "prefill", edit.prefill and dict(edit.prefill))
    _optional(item, "show_if", edit.show_if and dict(edit.show_if))


def _limits_beside(item: Plain, edit: QuestionEdit) -> None:
    """Rows of a table are counted beside its label."""
    if edit.widget != "table":
        for name in ("min", "max", "item_label", "summary"):
            item.pop(name, None)
        return
    item.setdefault("item_label", item.get("short") or item["label"])
    if edit.limits != Limits(item.get("min"), item.get("max")):
        _optional(item, "min", int(edit.limits.least or 0))
        _optional(item, "max", int(edit.limits.most or 0))


def _days(ui: Plain, path: str, edit: QuestionEdit) -> None:
    rules = ui.get("rules", [])
    own = [one for one in rules if one["fields"] == [path] and one["rule"] in DAYS.values()]
    wanted = DAYS.get(edit.days, "") if edit.widget == "date3" else ""
    if [one["rule"] for one in own] == ([wanted] if wanted else []):
        return
    ui["rules"] = [one for one in rules if one not in own]
    if wanted:
        ui["rules"].append({"rule": wanted, "fields": [path]})


def _forget_messages(ui: Plain, path: str, kind: str | None) -> None:
    """The form's own words for errors that this question cannot meet any more."""
    for key in list(ui.get("messages", {})):
        if key == f"{path}.{kind}" or (kind is None and key.startswith(f"{path}.")):
            del ui["messages"][key]


def _optional(held: Plain, name: str, value: Any) -> None:
    held.pop(name, None)
    if value:
        held[name] = value


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}
