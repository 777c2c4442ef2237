"""Moments as other systems write them. A day without an hour stays on that day."""

import re
from datetime import date, datetime, time

from motcua.kit import clock

EARLIEST = date(1990, 1, 1)
_PATTERNS = (
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?P<rest>.*)"),
    re.compile(r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})(?P<rest>.*)"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<rest>\d{0,6})"),
)
_HOUR = re.compile(r"[T\s,]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:\+07:?00)?")
_PACKED_HOUR = re.compile(r"(\d{2})(\d{2})(\d{2})?")


def moment_of(text: str) -> tuple[datetime, bool] | None:
    """In Việt Nam, and whether an hour was written; None where it is no real moment."""
    for pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return _built(found)
    return None


def day_of(text: str) -> date | None:
    """A birth date; a year alone says no day."""
    found = moment_of(text)
    return found[0].date() if found else None


def _built(found: re.Match[str]) -> tuple[datetime, bool] | None:
    rest = found["rest"].strip()
    hour = _hour(rest)
    if rest and hour is None:
        return None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        at = time(*hour) if hour else time()
    except ValueError:
        return None
    return datetime.combine(day, at, clock.LEGAL_ZONE), hour is not None


def _hour(rest: str) -> tuple[int, int, int] | None:
    found = _HOUR.fullmatch(rest) or _PACKED_HOUR.fullmatch(rest)
    if found is None:
        return None
    hour, minute, second = found.groups()
    return int(hour), int(minute), int(second or 0)
