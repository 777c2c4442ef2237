"""Edits of a form, as the screens send them."""

from motcua.catalogue.types import Limits, OptionEdit, PageEdit, QuestionEdit, Text
from tests.catalogue.drafting import seen

BUILD = (
    "1.013225"  # building permit: groups, conditions, comparisons, papers that depend on answers
)


def form_of(author, draft_id):
    return seen(author, draft_id).form


def pages(author, draft_id):
    """The order of the questions, page by page."""
    found = form_of(author, draft_id)["ui"]["pages"]
    return {page["id"]: [item["field"] for item in page["items"]] for page in found}


def item(author, draft_id, field):
    top, _, inner = field.partition(".")
    for page in form_of(author, draft_id)["ui"]["pages"]:
        for one in page["items"]:
            if one["field"] == top:
                return next(c for c in one["items"] if c["field"] == inner) if inner else one
    return None


def schema(author, draft_id, field):
    return form_of(author, draft_id)["data_schema"]["properties"][field]


def a_question(code="", label="Màu sơn", widget="text", **other):
    details = {
        "page_id": "ngoi-nha",
        "group": "",
        "short": None,
        "hint": None,
        "required": True,
        "options": (),
        "list_name": "",
        "limits": Limits(),
        "days": "",
        "prefill": None,
        "show_if": None,
    }
    return QuestionEdit(code=code, label=Text(label, ""), widget=widget, **(details | other))


def options(*labels, **known):
    """New options by their labels; known ones by their value."""
    new = [OptionEdit("", Text(label, "")) for label in labels]
    return (*(OptionEdit(value, Text(label, "")) for value, label in known.items()), *new)


def a_page(code="", title="Hàng xóm", **other):
    details = {"intro": None, "show_if": None, "first_question": None} | other
    return PageEdit(code=code, title=Text(title, ""), **details)
