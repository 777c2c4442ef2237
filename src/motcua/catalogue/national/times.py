"""The time limits of a row: what is printed, what is doubtful, and what is proposed instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from motcua.catalogue.national.defects import Defect, assumed, sure
from motcua.engines.legaltime.api import Limit, Unit
from motcua.kit.text import clean

Channel = Mapping[str, Any]
UNITS = frozenset({Unit.WORKING_DAY, Unit.DAY, Unit.HOUR, Unit.MONTH})
ASSUMED_DAYS = 15  # where nothing says a time; the official must look
_SAID = re.compile(
    r"(\d{1,3})\s*(?:\([^)]{0,30}\)\s*)?(ngày làm việc|ngày|giờ|tháng)", re.IGNORECASE
)
_SAID_UNITS = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour", "tháng": "month"}
CHANNEL_WORDS = {"online": "trực tuyến", "direct": "trực tiếp", "postal": "qua bưu chính"}


@dataclass(frozen=True, slots=True)
class Time:
    value: int
    unit: str
    name: str = ""

    @property
    def limit(self) -> Limit:
        return Limit.from_dict({"value": self.value, "unit": self.unit})

    @property
    def words(self) -> str:
        return self.limit.words.vi


def times_of(source: Mapping[str, Any]) -> tuple[tuple[Time, ...], tuple[Defect, ...]]:
    channels: Sequence[Channel] = source.get("channels") or []
    printed = [one for one in channels if one.get("time_value")]
    glued = "; ".join(
        sorted({str(c["ambiguous_digits"]).strip() for c in channels if c.get("ambiguous_digits")})
    )
    if not printed:
        time, sure = _from_text(source)
        code, value = ("time_glued", glued) if glued else ("no_time", "")
        return (time,), (Defect(code, sure, {"value": value, "limit": time.words}),)
    read = [_read(one, source) for one in printed]
    defects = list(_unitless(printed, read, source))
    distinct = {(time.value, time.unit): time for time in reversed(read)}
    if len(distinct) == 1:
        return (_short(read[0], source),), tuple(defects)
    cases = _told_apart(tuple(_cases(printed, read)))
    shown = "; ".join(f"{one.name}: {one.words}" if one.name else one.words for one in cases)
    defects.append(assumed("time_per_channel", value=shown[:300], count=str(len(cases))))
    return cases, tuple(defects)


def _read(channel: Channel, source: Mapping[str, Any]) -> Time:
    value, unit = int(channel["time_value"]), channel.get("time_unit")
    if unit in UNITS:
        return Time(value, str(unit))
    said = next((u for v, u in _said(str(channel.get("note") or "")) if v == value), None)
    said = said or next((u for v, u in _said(_text(source)) if v == value), None)
    return Time(value, said or "working_day")


def _unitless(
    printed: Sequence[Channel], read: Sequence[Time], source: Mapping[str, Any]
) -> Iterator[Defect]:
    """Sure where a note or the steps say the same number with its unit."""
    for channel, time in zip(printed, read, strict=True):
        if channel.get("time_unit") not in UNITS:
            said = [*_said(str(channel.get("note") or "")), *_said(_text(source))]
            short = _short(time, source)
            certain = short.unit == "same_day" or any(value == time.value for value, _u in said)
            make = sure if certain else assumed
            yield make("time_without_unit", value=str(time.value), limit=short.words)
            return


def _short(time: Time, source: Mapping[str, Any]) -> Time:
    """One working day with the word of 15:00 is the law's «within the day»."""
    flags = source.get("clock_flags") or {}
    if flags.get("after_15h") and time.unit == "working_day" and time.value == 1:
        return Time(0, "same_day")
    return time


def _cases(printed: Sequence[Channel], read: Sequence[Time]) -> Iterator[Time]:
    """One case for each time, called as the note or the channels call it."""
    for value, unit in dict.fromkeys((time.value, time.unit) for time in read):
        mine = [c for c, t in zip(printed, read, strict=True) if (t.value, t.unit) == (value, unit)]
        notes = [clean(str(one["note"])).strip("()- ") for one in mine if one.get("note")]
        channels = dict.fromkeys(CHANNEL_WORDS.get(str(one.get("channel")), "") for one in mine)
        name = (
            notes[0][:120]
            if notes and "rường hợp" in notes[0]
            else ", ".join(filter(None, channels))
        )
        yield Time(value, unit, name[:1].upper() + name[1:])


def _told_apart(cases: tuple[Time, ...]) -> tuple[Time, ...]:
    """Two cases of one name are called by their times."""
    names = [one.name for one in cases]
    return tuple(replace(one, name="") if names.count(one.name) > 1 else one for one in cases)


def _from_text(source: Mapping[str, Any]) -> tuple[Time, bool]:
    """The longest time that the notes or the steps tell; never more than was said."""
    notes = " ".join(str(one.get("note") or "") for one in source.get("channels") or [])
    for text in (notes, str(source.get("steps_text") or "")):
        said = [(value, unit) for value, unit in _said(text) if value]
        if said:
            value, unit = max(said, key=lambda one: one[0] * _HOURS[one[1]])
            return Time(value, unit), False
    return Time(ASSUMED_DAYS, "working_day"), False


_HOURS = {"working_day": 8.0, "day": 5.7, "hour": 1.0, "month": 176.0}


def _said(text: str) -> Iterator[tuple[int, str]]:
    for value, unit in _SAID.findall(text):
        if int(value):
            yield int(value), _SAID_UNITS[unit.lower()]


def _text(source: Mapping[str, Any]) -> str:
    return str(source.get("steps_text") or "")
