"""What the data of a question looks like: by its kind, with its limits."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from motcua.catalogue.forms.edits import Limits

Plain = dict[str, Any]

_SCHEMAS: Mapping[str, Plain] = {
    "text": {"type": "string", "minLength": 1, "maxLength": 200},
    "textarea": {"type": "string", "minLength": 1, "maxLength": 2000},
    "radios": {"type": "string"},
    "select": {"type": "string"},
    "checkboxes": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    "date3": {"type": "string", "format": "date"},
    "personal_id": {"type": "string", "pattern": "^[0-9]{12}$"},
    "phone": {"type": "string", "pattern": "^0[0-9]{9}$"},
    "email": {"type": "string", "format": "email", "maxLength": 120},
    "number": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
    "money": {"type": "integer", "minimum": 0, "maximum": 1_000_000_000_000_000},
    "area": {"type": "number", "exclusiveMinimum": 0, "maximum": 10_000_000},
    "length": {"type": "number", "minimum": 0, "maximum": 1_000_000},
    "address2": {
        "type": "object",
        "required": ["ward", "detail"],
        "properties": {
            "ward": {"type": "string", "minLength": 2, "maxLength": 8},
            "detail": {"type": "string", "minLength": 2, "maxLength": 200},
        },
        "unevaluatedProperties": False,
    },
    "yes_no": {"type": "boolean"},
    "statement": {"type": "boolean", "const": True},
    "person": {"type": "object", "unevaluatedProperties": False, "properties": {}},
    "table": {
        "type": "array",
        "items": {"type": "object", "unevaluatedProperties": False, "properties": {}},
    },
}
LISTED = frozenset({"radios", "select", "checkboxes"})
GROUPS = frozenset({"person", "table"})
_LENGTH = ("minLength", "maxLength")
_SIZE = ("minimum", "maximum")
_COUNT = ("minItems", "maxItems")
LIMITED: Mapping[str, tuple[str, str]] = {
    "text": _LENGTH,
    "textarea": _LENGTH,
    "number": _SIZE,
    "money": _SIZE,
    "area": _SIZE,
    "length": _SIZE,
    "checkboxes": _COUNT,
}


def of_widget(widget: str) -> Plain:
    return deepcopy(_SCHEMAS[widget])


def followed(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Plain:
    """The schema with its reference into `$defs` followed."""
    reference = schema.get("$ref")
    if reference is None:
        return dict(schema)
    found = root.get("$defs", {}).get(str(reference).removeprefix("#/$defs/"), {})
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return {**followed(found, root), **rest}


def limits_of(item: Mapping[str, Any], schema: Mapping[str, Any]) -> Limits:
    """The limits of a question as they stand; rows of a table stand beside its label."""
    if item.get("widget") == "table":
        return Limits(item.get("min"), item.get("max"))
    low, high = LIMITED.get(item.get("widget", ""), ("", ""))
    return Limits(schema.get(low), schema.get(high))


def with_limits(widget: str, schema: Plain, limits: Limits) -> Plain:
    names = LIMITED.get(widget)
    if names is None:
        return schema
    limited = dict(schema)
    for name, value in zip(names, (limits.least, limits.most), strict=True):
        limited.pop(name, None)
        if value is not None:
            limited[name] = int(value) if value == int(value) else value
    if limits.least is not None:
        limited.pop("exclusiveMinimum", None)
    return limited


def with_options(widget: str, schema: Plain, values: list[str]) -> Plain:
    """Without values the options come from a named list, which changes without the form."""
    if widget not in LISTED:
        return schema
    holder = dict(schema.get("items", {})) if widget == "checkboxes" else dict(schema)
    holder.pop("enum", None)
    if values:
        holder["enum"] = values
    return {**schema, "items": holder} if widget == "checkboxes" else holder
