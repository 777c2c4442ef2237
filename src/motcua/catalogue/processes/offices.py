"""Offices that published decisions name and nobody could tell: one line each, however many steps say it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue.models import OfficeMeaning, StandardProcess
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit.scope import acting
from motcua.kit.text import search_key

KEY_LENGTH = 200
EXAMPLES = 2
OPEN = [{"unit": ""}]


@dataclass(slots=True)
class OfficeLine:
    """`unit` empty: not said yet. `steps` and `processes` count where the words stand."""

    key: str
    words: str
    unit: str
    steps: int = 0
    processes: int = 0
    roles: dict[str, None] = field(default_factory=dict)  # in the order they were met
    work: dict[str, None] = field(default_factory=dict)

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(self.work)[:EXAMPLES]


def office_key(words: str) -> str:
    return search_key(words).strip(" .;,")[:KEY_LENGTH]


def offices(*, actor: Actor) -> tuple[OfficeLine, ...]:
    """Those without a unit first, the most frequent of them first. Two statements."""
    authorize(actor, Permission.READ_DRAFTS)
    with acting(actor.scope):
        meanings = said()
        rows = StandardProcess.objects.filter(steps__contains=OPEN).values_list("steps", flat=True)
        lines = _lines(rows.iterator(chunk_size=100), meanings)
    return tuple(sorted(lines, key=lambda one: (bool(one.unit), -one.steps, one.key)))


def said() -> dict[str, str]:
    return dict(OfficeMeaning.objects.values_list("key", "unit"))


def unit_of(step: Mapping[str, Any], meanings: Mapping[str, str]) -> str:
    """Of a stored step: its own, else what its words were said to mean."""
    return str(step["unit"] or meanings.get(office_key(str(step["agency"])), ""))


def _lines(
    rows: Iterable[list[dict[str, Any]]], meanings: Mapping[str, str]
) -> Iterator[OfficeLine]:
    lines: dict[str, OfficeLine] = {}
    for steps in rows:
        seen = set[str]()
        for step in steps:
            if step["unit"]:
                continue
            key = office_key(step["agency"])
            line = lines.setdefault(key, OfficeLine(key, step["agency"], meanings.get(key, "")))
            line.steps += 1
            line.processes += key not in seen
            line.roles.setdefault(step["role"])
            line.work.setdefault(step["name_vi"])
            seen.add(key)
    yield from lines.values()
