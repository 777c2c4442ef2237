"""The JSON Schema that every form definition must satisfy."""

from typing import Any

from motcua.engines.forms.types import Lock, Widget

_TEXT: dict[str, Any] = {
    "type": "object",
    "required": ["vi", "en"],
    "properties": {
        "vi": {"type": "string", "minLength": 1},
        "en": {"type": "string", "minLength": 1},
    },
    "additionalProperties": False,
}

_OPTION: dict[str, Any] = {
    "type": "object",
    "required": ["value", "label"],
    "properties": {
        "value": {"type": "string", "minLength": 1},
        "label": {"$ref": "#/$defs/text"},
        "hint": {"$ref": "#/$defs/text"},
    },
    "additionalProperties": False,
}

_PREFILL: dict[str, Any] = {
    "type": "object",
    "required": ["source", "path"],
    "properties": {
        "source": {"type": "string", "minLength": 1},
        "path": {"type": "string", "minLength": 1},
        "lock": {"enum": [lock.value for lock in Lock]},
        "max_age_days": {"type": "integer", "minimum": 0},
        "show_if": {"type": "object"},
        "otherwise": {"$ref": "#/$defs/prefill"},
    },
    "additionalProperties": False,
}

_ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["field", "widget", "label"],
    "properties": {
        "field": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "widget": {"enum": [widget.value for widget in Widget]},
        "label": {"$ref": "#/$defs/text"},
        "short": {"$ref": "#/$defs/text"},
        "hint": {"$ref": "#/$defs/text"},
        "autocomplete": {"type": "string"},
        "inputmode": {"type": "string"},
        "optional": {"type": "boolean"},
        "show_if": {"type": "object"},
        "prefill": {"$ref": "#/$defs/prefill"},
        "options": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/option"}},
        "options_from": {"type": "string"},
        "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
        "item_label": {"$ref": "#/$defs/text"},
        "min": {"type": "integer", "minimum": 0},
        "max": {"type": "integer", "minimum": 1},
        "summary": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    },
    "additionalProperties": False,
}

_PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "items"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        "title": {"$ref": "#/$defs/text"},
        "intro": {"$ref": "#/$defs/text"},
        "show_if": {"type": "object"},
        "minutes": {"type": "integer", "minimum": 1},
        "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
    },
    "additionalProperties": False,
}

_UI: dict[str, Any] = {
    "type": "object",
    "required": ["pages"],
    "properties": {
        "minutes": {"type": "integer", "minimum": 1},
        "pages": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/page"}},
        "messages": {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}},
        "rules": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["rule", "fields"],
                "properties": {
                    "rule": {"type": "string"},
                    "fields": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    "warn": {"type": "boolean"},
                    "message": {"$ref": "#/$defs/text"},
                },
            },
        },
        "sample_people": {
            "type": "array",
            "items": {"type": "object", "required": ["name", "answers"]},
        },
    },
    "additionalProperties": False,
}

SHAPE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {"text": _TEXT, "option": _OPTION, "prefill": _PREFILL, "item": _ITEM, "page": _PAGE},
    "type": "object",
    "required": ["data_schema", "ui"],
    "properties": {
        "data_schema": {
            "type": "object",
            "required": ["type", "properties", "unevaluatedProperties"],
            "properties": {
                "type": {"const": "object"},
                "properties": {"type": "object"},
                "unevaluatedProperties": {"const": False},
            },
        },
        "ui": _UI,
    },
    "additionalProperties": False,
}
