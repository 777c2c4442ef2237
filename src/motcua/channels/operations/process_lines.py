"""The lines of a process as they stand in the boxes of the page: read, added, moved, taken out."""

import math
from collections.abc import Iterable, Mapping, Sequence

from motcua.catalogue.types import ProcessSheet, TableStep
from motcua.engines.flow.api import Place

Line = dict[str, str]
BOXES = (
    "key",
    "name",
    "name_en",
    "unit",
    "role",
    "kind",
    "hours",
    "counted",
    "place",
    "returns_to",
    "agency",
    "when",
    "when_to",
    "when_word",
    "goes_to",
)
MOST = 60
EMPTY: Mapping[str, str] = {
    "unit": "",
    "role": "case_officer",
    "kind": "normal",
    "hours": "",
    "counted": "yes",
    "place": Place.AFTER,
}


def lines_of(steps: Iterable[TableStep]) -> list[Line]:
    return [_line(step) for step in steps]


def _line(step: TableStep) -> Line:
    return {
        "key": step.key,
        "name": step.name_vi,
        "name_en": "" if step.name_en == step.name_vi else step.name_en,
        "unit": step.unit,
        "role": step.role,
        "kind": step.kind,
        "hours": _hours(step),
        "counted": "yes" if step.counted else "no",
        "place": step.place,
        "returns_to": step.returns_to,
        "agency": step.agency,
        "when": step.when,
        "when_to": step.when_to,
        "when_word": step.when_word,
        "goes_to": step.goes_to,
    }


def posted_lines(posted: Mapping[str, str]) -> list[Line]:
    typed = posted.get("lines", "")
    count = min(int(typed), MOST) if typed.isdecimal() and len(typed) < 4 else 0
    return [{box: posted.get(f"b{n}-{box}", "") for box in BOXES} for n in range(count)]


def rearranged(lines: Sequence[Line], act: str) -> list[Line]:
    """`add`, or `add-2`, `up-2`, `down-2`, `drop-2`: what the button beside a line says."""
    changed = list(lines)
    verb, _dash, typed = act.partition("-")
    at = int(typed) if typed.isdecimal() and int(typed) < len(lines) else None
    if verb == "add" and len(lines) < MOST:
        changed.insert(len(lines) if at is None else at + 1, _fresh(lines))
    elif at is not None and verb == "drop":
        del changed[at]
    elif at is not None and verb in {"up", "down"}:
        to = min(max(at + (1 if verb == "down" else -1), 0), len(lines) - 1)
        changed.insert(to, changed.pop(at))
    return _without_lost_targets(changed)


def _fresh(lines: Sequence[Line]) -> Line:
    known = {line["key"] for line in lines}
    key = next(key for n in range(1, MOST + 2) if (key := f"buoc_{n}") not in known)
    return {**dict.fromkeys(BOXES, ""), **EMPTY, "key": key}


def _without_lost_targets(lines: Sequence[Line]) -> list[Line]:
    """A step that is gone, or now stands on the other side, can no longer be sent back or led on to."""
    keys = [line["key"] for line in lines]
    return [_pointing(line, keys[:at], keys[at + 1 :]) for at, line in enumerate(lines)]


def _pointing(line: Line, above: Sequence[str], below: Sequence[str]) -> Line:
    sides = {"returns_to": above, "when_to": below, "goes_to": below}
    lost = [box for box, keys in sides.items() if line[box] and line[box] not in keys]
    return {**line, **dict.fromkeys(lost, "")}


def typed_hours(text: str) -> float | None:
    """`1,5` or `1.5`; None for what is no number of hours."""
    try:
        hours = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return hours if math.isfinite(hours) and hours >= 0 else None


def steps_of(lines: Iterable[Line]) -> tuple[TableStep, ...]:
    """As far as it can be read; for counting, and for writing once each line has been checked."""
    return tuple(_step(line) for line in lines)


def shared_lines(sheet: ProcessSheet, lines: Sequence[Line]) -> list[Line]:
    """Only the hours change; what was typed elsewhere stays as it was typed."""
    shared = sheet.shared(steps_of(lines))
    return [{**line, "hours": _hours(step)} for line, step in zip(lines, shared, strict=True)]


def _hours(step: TableStep) -> str:
    return f"{step.hours:g}".replace(".", ",")


def _step(line: Line) -> TableStep:
    return TableStep(
        key=line["key"],
        name_vi=line["name"],
        name_en=line["name_en"],
        unit=line["unit"],
        role=line["role"],
        kind=line["kind"],
        hours=typed_hours(line["hours"]) or 0.0,
        counted=line["counted"] == "yes",
        place=Place(line["place"]) if line["place"] in set(Place) else Place.AFTER,
        returns_to=line["returns_to"],
        agency=line["agency"],
        when=" ".join(line["when"].split()),
        when_to=line["when_to"],
        when_word=line["when_word"],
        goes_to=line["goes_to"],
    )
