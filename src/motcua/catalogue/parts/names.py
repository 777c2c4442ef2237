"""What conditions of papers and fees may look at: the whole form, and the case."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language

from motcua.catalogue import lists
from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import FormDefinitionError
from motcua.engines.forms.types import Form, Item, Option, Text, Widget

Content = Mapping[str, Any]
CASE = "$case"


def sketched(content: Content) -> Form | None:
    """None where the form cannot be read at all; its own checks tell that."""
    try:
        return forms.sketch(content["form"], lists=lists.all_lists())
    except (FormDefinitionError, KeyError):
        return None


def askable(content: Content) -> dict[str, Item]:
    """Rows of a table are many: a condition over the whole form cannot look at one."""
    form = sketched(content)
    names = dict(_questions(form)) if form else {}
    cases = content["procedure"]["cases"]
    return {CASE: _case_item(cases), **names} if len(cases) > 1 else names


def _questions(form: Form) -> Iterator[tuple[str, Item]]:
    for _page, item in form.leaves():
        if item.widget is not Widget.TABLE:
            yield item.path, item


def _case_item(cases: list[Mapping[str, Any]]) -> Item:
    label = Text("Trường hợp", "Case")
    options = tuple(Option(one["code"], Text.of(one["name"])) for one in cases)
    return Item(CASE, CASE, Widget.RADIOS, label, label, options=options)


def condition_words(condition: object, names: Mapping[str, Item]) -> str:
    """Empty: always."""
    if condition is None:
        return ""
    return forms.in_words(condition, names).say(get_language() or "vi")
