"""Small forms, made for one question at a time."""

from tests.engines.forms.definitions import text

CASES = ("mot", "hai")
FACTS = {"case": CASES}

SCHEMAS = {
    "yes_no": {"type": "boolean"},
    "radios": {"type": "string", "enum": ["a", "b", "c"]},
    "checkboxes": {"type": "array", "items": {"enum": ["a", "b"]}},
    "number": {"type": "integer", "minimum": 1, "maximum": 4},
    "date3": {"type": "string", "format": "date"},
    "area": {"type": "number", "exclusiveMinimum": 0, "maximum": 2},
    "text": {"type": "string", "minLength": 1},
}


def question(field, widget, **other):
    item = {"field": field, "widget": widget, "label": text(field.upper()), **other}
    if widget in {"radios", "checkboxes"}:
        listed = SCHEMAS[widget].get("enum") or SCHEMAS[widget]["items"]["enum"]
        item["options"] = [{"value": one, "label": text(one)} for one in listed]
    return item


def definition(pages, *, rules=(), schemas=None):
    properties = {}
    for page in pages:
        for item in page["items"]:
            properties[item["field"]] = schema_of(item, schemas or {})
    return {
        "data_schema": {
            "type": "object",
            "unevaluatedProperties": False,
            "properties": properties,
        },
        "ui": {"pages": pages, "rules": list(rules)},
    }


def schema_of(item, schemas):
    if item["widget"] not in {"person", "table"}:
        return schemas.get(item["field"], SCHEMAS[item["widget"]])
    inside = {
        "type": "object",
        "unevaluatedProperties": False,
        "properties": {one["field"]: schema_of(one, schemas) for one in item["items"]},
    }
    return inside if item["widget"] == "person" else {"type": "array", "items": inside}


def page(page_id, *items, **other):
    return {"id": page_id, "title": text(f"Trang {page_id}"), "items": list(items), **other}
