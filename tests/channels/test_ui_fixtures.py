"""Our components against govuk-frontend's own examples: same options, same markup."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string

COMPONENTS = (
    Path(__file__).parents[2] / "frontend/node_modules/govuk-frontend/dist/govuk/components"
)

# Words of theirs that ours says in Vietnamese.
TRANSLATED = {"Lỗi:": "Error:", "Cảnh báo": "Warning"}


class Tokens(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append(
            (tag, frozenset((k, " ".join(sorted((v or "").split()))) for k, v in attrs))
        )

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.found.append(TRANSLATED.get(words, words))


def tokens(html):
    parser = Tokens()
    parser.feed(html)
    return parser.found


def text_of(options, key):
    return (options.get(key) or {}).get("text", "")


def common(options):
    legend = (options.get("fieldset") or {}).get("legend") or {}
    name = options.get("name", "")
    return {
        "id": options.get("id") or options.get("idPrefix") or name,
        "name": name,
        "label": text_of(options, "label"),
        "label_class": (options.get("label") or {}).get("classes", ""),
        "legend": legend.get("text", ""),
        "legend_class": legend.get("classes", ""),
        "page_heading": legend.get("isPageHeading", False),
        "hint": text_of(options, "hint"),
        "error": text_of(options, "errorMessage"),
        "value": options.get("value", ""),
        "classes": options.get("classes", ""),
    }


def choices(options):
    return [
        {
            "value": item["value"],
            "label": item["text"],
            "hint": text_of(item, "hint"),
            "checked": item.get("checked")
            or ("value" in options and item["value"] == options["value"]),
            "selected": item.get("selected")
            or ("value" in options and item["value"] == options["value"]),
            "disabled": item.get("disabled", False),
        }
        for item in options.get("items", [])
    ]


def a_select(options):
    return {**common(options), "items": choices(options)}


def an_input(options):
    keys = ("type", "inputmode", "autocomplete", "pattern", "autocapitalize")
    return {
        **common(options),
        **{key: options.get(key, "") for key in keys},
        "spellcheck": str(options.get("spellcheck", "")).lower(),
        "suffix": text_of(options, "suffix"),
    }


def a_textarea(options):
    return {
        **common(options),
        "rows": options.get("rows"),
        "autocomplete": options.get("autocomplete", ""),
    }


def a_button(options):
    return {
        "text": options["text"],
        "name": options.get("name"),
        "value": options.get("value"),
        "classes": options.get("classes", ""),
    }


def an_error_summary(options):
    errors = [
        {"message": error["text"], "element": error.get("href", "#").removeprefix("#")}
        for error in options["errorList"]
    ]
    return {"summary_title": options["titleText"], "errors": errors}


def a_date(options):
    start = options["id"]
    values = options.get("values", {})
    boxes = [
        {
            "element": f"{start}-{part}",
            "name": part,
            "label": part.capitalize(),
            "value": str(values.get(part, "")),
            "width": 4 if part == "year" else 2,
            "invalid": "errorMessage" in options or (options.get(part) or {}).get("error", False),
        }
        for part in ("day", "month", "year")
    ]
    return {**common(options), "id": start, "boxes": boxes}


def details(options):
    return {
        "id": options.get("id"),
        "summary": options["summaryText"],
        "text": options["text"],
        "open": options.get("open"),
    }


def summary(options):
    rows = []
    for row in filter(None, options["rows"]):
        action = (row.get("actions") or {}).get("items", [{}])[0]
        rows.append(
            {
                "label": row["key"]["text"],
                "value": row["value"].get("text", ""),
                "href": action.get("href", ""),
                "action": action.get("text", ""),
                "about": action.get("visuallyHiddenText", ""),
            }
        )
    return {"rows": rows, "has_actions": any(row["href"] for row in rows)}


def notification(options):
    success = options.get("type") == "success"
    return {
        "title": "Success" if success else "Important",
        "text": options["text"],
        "success": success,
    }


def warning(options):
    return {"text": options["text"]}


CASES = [
    ("input", "input", an_input, ["default", "with hint text", "with error message", "with error and hint", "with width-5 class", "with autocomplete attribute", "with pattern attribute", "with spellcheck enabled", "with spellcheck disabled", "with autocapitalize turned off", "inputmode", "value", "custom type"]),
    ("textarea", "textarea", a_textarea, ["default", "with hint", "with error message", "with default value", "with custom rows", "with autocomplete attribute", "with hint and error message"]),
    ("select", "select", a_select, ["default", "with selected value", "with hint text and error message", "hint", "error"]),
    ("radios", "radios", a_select, ["default", "inline", "with hints on parent and items", "with very long option text", "with fieldset and error message"]),
    ("checkboxes", "checkboxes", a_select, ["with error message", "with error message and hint"]),
    ("date-input", "date3", a_date, ["default", "with errors only", "with error message and hint", "with values"]),
    ("error-summary", "error_summary", an_error_summary, ["default", "without links", "mixed with and without links"]),
    ("button", "button", a_button, ["prevent double click"]),
    ("details", "details", details, ["default", "expanded"]),
    ("summary-list", "summary_list", summary, ["with falsy values"]),
    ("notification-banner", "notification", notification, ["default", "with type as success"]),
    ("warning-text", "warning", warning, ["default"]),
]  # fmt: skip


def fixtures():
    for component, template, adapt, wanted in CASES:
        path = COMPONENTS / component / "fixtures.json"
        if not path.exists():
            yield pytest.param(None, "", adapt, id=component)
            continue
        known = {f["name"]: f for f in json.loads(path.read_text(encoding="utf-8"))["fixtures"]}
        for name in wanted:
            yield pytest.param(known.get(name), template, adapt, id=f"{component}: {name}")


@pytest.mark.parametrize(("fixture", "template", "adapt"), list(fixtures()))
def test_same_markup_as_govuk(fixture, template, adapt):
    assert fixture, "no such example: run frontend/build.sh, or the package has changed"
    ours = render_to_string(f"ui/{template}.html", adapt(fixture["options"]))
    assert tokens(ours) == tokens(fixture["html"])
