"""The boxes of an editor by what they are about, each group under a heading of its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.channels.desk.controls import Control, controls

# The heading, and the beginnings of the names of its boxes.
Sections = tuple[tuple[Promise, tuple[str, ...]], ...]


# A condition stands in a grid: a choice, and the number that it compares with.
CONDITION = frozenset({"asked", "when", "than"})


@dataclass(frozen=True, slots=True)
class Section:
    """`groups`: (whether it is a condition, its boxes), in their order. `folded` away while unused."""

    title: str
    groups: tuple[tuple[bool, tuple[Control, ...]], ...]
    folded: bool = False


def sections_of(
    form: forms.Form, titles: Sections, folded: Collection[str] = ()
) -> dict[str, object]:
    """`words` come first and without a heading, `english` last and folded away.

    `folded`: stems whose sections are seldom used, shown open where something stands in them.
    """
    found: dict[str, list[Control]] = {"": [], "english": []}
    headings: Mapping[str, str] = {stem: str(title) for title, stems in titles for stem in stems}
    for control in controls(form):
        stem = _stem(control)
        heading = "english" if stem.endswith("_en") else headings.get(stem, "")
        shown = replace(control, optional=False) if heading else control
        found.setdefault(heading, []).append(shown)
    listed = [(str(title), stems) for title, stems in titles if str(title) in found]
    return {
        "words": found[""],
        "parts": [
            Section(title, tuple(_groups(found[title])), _is_folded(stems, folded, found[title]))
            for title, stems in listed
        ],
        "english": found["english"],
        "english_title": _("Tiếng Anh"),
    }


def _is_folded(stems: Collection[str], folded: Collection[str], boxes: Sequence[Control]) -> bool:
    seldom = any(stem in folded for stem in stems)
    return seldom and not any(box.value or box.error for box in boxes)


def _groups(listed: list[Control]) -> Iterator[tuple[bool, tuple[Control, ...]]]:
    for is_condition, group in groupby(listed, key=lambda one: _stem(one) in CONDITION):
        yield is_condition, tuple(group)


def _stem(control: Control) -> str:
    return control.name.rstrip("0123456789").rstrip("_")
