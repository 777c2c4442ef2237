"""A mapping to be completed by hand: what the file says, how often, and what it may be here.

Filled in is only what follows from a list: a code of ours, a legal successor, a national status
number. Likenesses of names stand beside it as remarks; a person decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcedureNotFoundError
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationRef
from motcua.dossiers.queries.offices import receiving_agencies
from motcua.dossiers.types import STATUS_NAMES, Channel, Status
from motcua.dossiers.types.legacy import Unknown
from motcua.kit.text import clean, search_key

PARTS = {"unit": "units", "procedure": "procedures", "status": "statuses", "channel": "channels"}
# What other systems call it, without accents; the first that is contained wins.
_STATUS_WORDS = (
    ("bo sung", Status.SUPPLEMENT_REQUESTED),
    ("khong tiep nhan", Status.NOT_ACCEPTED),
    ("khong duoc tiep nhan", Status.NOT_ACCEPTED),
    ("tu choi", Status.NOT_ACCEPTED),
    ("nghia vu", Status.PAYMENT_REQUIRED),
    ("cho thue", Status.PAYMENT_REQUIRED),
    ("co quan thue", Status.PAYMENT_REQUIRED),
    ("rut", Status.WITHDRAWN),
    ("dung", Status.STOPPED),
    ("da tra", Status.RESULT_RETURNED),
    ("co ket qua", Status.RESOLVED),
    ("xu ly xong", Status.RESOLVED),
    ("dang xu ly", Status.IN_PROGRESS),
    ("tham dinh", Status.IN_PROGRESS),
    ("tiep nhan", Status.ACCEPTED),
    ("moi", Status.SUBMITTED),
)


def skeleton(
    found: Sequence[Unknown], plain: Mapping[str, Any], *, source: str
) -> tuple[str, list[Unknown]]:
    """The text of the file, and what is still unknown in it. What `plain` says already stays."""
    lines = [
        "# Mã của hệ thống cũ: mã ở đây. Dòng để trống là chưa biết; dòng đó không được nhập.",
        f"source: {_quoted(source or str(plain.get('source') or ''))}",
        *([f"prefix: {_quoted(str(plain['prefix']))}"] if plain.get("prefix") else ()),
        *_kept(plain),
    ]
    unknown: list[Unknown] = []
    for kind, part in PARTS.items():
        kept = {clean(str(old)): ours for old, ours in (plain.get(part) or {}).items()}
        lines += ["", f"{part}:", *(_line(old, ours) for old, ours in kept.items() if ours)]
        for one in (one for one in found if one.kind == kind and not kept.get(one.code)):
            found_here = guess(one)
            lines += [_line(one.code, found_here.sure, one, found_here.remark)]
            unknown += [] if found_here.sure else [one]
    return "\n".join([*lines, ""]), unknown


def _kept(plain: Mapping[str, Any]) -> Iterator[str]:
    """What no file of dossiers says anything about."""
    for part in ("columns", "answers", "papers"):
        if plain.get(part):
            yield f"{part}:"
            yield from (_line(name, ours) for name, ours in plain[part].items())


def _line(old: str, ours: Any, said: Unknown | None = None, perhaps: str = "") -> str:
    value = _flow(ours) if isinstance(ours, dict) else _quoted(ours) if ours else ""
    about = [] if said is None else [said.name, f"{said.rows} dòng", perhaps]
    remark = "; ".join(part for part in about if part)
    return f"  {_quoted(old)}: {value}".rstrip() + (f"  # {remark}" if remark else "")


def _flow(ours: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {_quoted(value)}" for name, value in ours.items()) + "}"


def _quoted(value: object) -> str:
    bare = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{bare}"'


# ------------------------------------------------------------------ guesses


@dataclass(frozen=True, slots=True)
class Guess:
    """`sure` follows from a list and is called `name`; `perhaps` are likenesses: (ours, its name)."""

    sure: str = ""
    name: str = ""
    perhaps: tuple[tuple[str, str], ...] = ()

    @property
    def remark(self) -> str:
        told = ", ".join(" ".join(filter(None, one)) for one in self.perhaps)
        return self.name or (f"có thể {told}" if told else "")


def guess(one: Unknown) -> Guess:
    return _GUESS[one.kind](one) if one.kind in _GUESS else Guess()


def _unit(one: Unknown) -> Guess:
    try:
        there = directory.organisation_by_code(one.code)
    except OrganisationNotFoundError:
        return _alike_units(one.name)
    today = directory.successor_of(there.id)
    if today.is_agency and today.successor_id is None and today.valid_to is None:
        return Guess(today.code, today.name)
    return _alike_units(there.name)


def _alike_units(name: str) -> Guess:
    return Guess(perhaps=tuple((one.code, one.name) for one in _units_called(name)))


def _units_called(name: str) -> list[OrganisationRef]:
    """Of today by that name, then those that a place of that name became."""
    key = search_key(name)
    if not key:
        return []
    place = key.removeprefix("ubnd ")
    named = [one for one in receiving_agencies() if _alike(one, place)]
    named.sort(key=lambda one: (search_key(one.name) != key, search_key(one.place) != place))
    became = [one for _old, one in directory.places_once_called(place)]
    return list({one.id: one for one in (*named, *became)}.values())[:3]


def _alike(one: OrganisationRef, place: str) -> bool:
    return place in search_key(one.name) or (bool(one.place) and search_key(one.place) in place)


def _procedure(one: Unknown) -> Guess:
    try:
        return Guess(one.code, catalogue.procedure(one.code).name.vi)
    except ProcedureNotFoundError:
        alike = catalogue.search(one.name)[:3] if one.name else []
    return Guess(perhaps=tuple((found.code, found.name.vi) for found in alike))


def _status(one: Unknown) -> Guess:
    if one.code.isdecimal() and int(one.code) in set(Status):
        status = Status(int(one.code))
        return Guess(status.name.lower(), str(STATUS_NAMES[status]))
    words = search_key(one.code)
    alike = next((status for part, status in _STATUS_WORDS if part in words), None)
    return Guess(perhaps=((alike.name.lower(), ""),) if alike else ())


def _channel(one: Unknown) -> Guess:
    if one.code in set(Channel):
        return Guess(Channel(one.code).name.lower())
    words = search_key(one.code)
    online = "mang" in words or "tuyen" in words
    return Guess(perhaps=(("online" if online else "direct", ""),))


_GUESS = {"unit": _unit, "procedure": _procedure, "status": _status, "channel": _channel}
