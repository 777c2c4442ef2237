"""The boxes of an editor by what they are about, each group under a heading of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.channels.desk.controls import Control, controls

# The heading, and the beginnings of the names of its boxes.
Sections = tuple[tuple[Promise, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    controls: tuple[Control, ...]


def sections_of(form: forms.Form, titles: Sections) -> dict[str, object]:
    """`words` come first and without a heading, `english` last and folded away."""
    found: dict[str, list[Control]] = {"": [], "english": []}
    headings: Mapping[str, str] = {stem: str(title) for title, stems in titles for stem in stems}
    for control in controls(form):
        stem = control.name.rstrip("0123456789").rstrip("_")
        heading = "english" if stem.endswith("_en") else headings.get(stem, "")
        shown = replace(control, optional=False) if heading else control
        found.setdefault(heading, []).append(shown)
    listed = [str(title) for title, _stems in titles if str(title) in found]
    return {
        "words": found[""],
        "parts": [Section(title, tuple(found[title])) for title in listed],
        "english": found["english"],
        "english_title": _("Tiếng Anh"),
    }
