"""A line of the national catalogue: its shape, or what keeps it from being read."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Source = Mapping[str, Any]
CODE = re.compile(r"^[1-9]\.[0-9]{6}$")
_LOCAL = re.compile(r"^([1-9]\.[0-9]{6})(\.[0-9A-Z.]+)$")
_TEXTS = ("field", "decision")
_LISTS = ("levels", "channels", "components", "results", "legal_basis", "subjects")
MOST_TIME = 10_000
LONGEST_LINE = 2_000_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts lines from 1. `local` is what a province put behind the national code."""

    number: int
    code: str
    local: str
    source: Source
    hash: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of this line can be used: which field, why, and what to do, as codes (see words)."""

    number: int
    field: str
    reason: str
    hash: str
    code: str = ""
    name: str = ""
    value: str = ""


def read(number: int, line: str) -> Row | Refused:
    seal = hashlib.sha256(line.strip().encode("utf-8", "surrogatepass")).hexdigest()
    if len(line) > LONGEST_LINE:
        return Refused(number, "line", "too_long", seal)
    try:
        source = json.loads(line)
    except (ValueError, RecursionError):
        return Refused(number, "line", "not_json", seal, value=line.strip()[:80])
    if not isinstance(source, dict):
        return Refused(number, "line", "not_object", seal, value=line.strip()[:80])
    wrong = next(_wrong(source), None)
    code, name = _plain(source.get("code")), _plain(source.get("name"))
    if wrong is not None:
        field, reason = wrong
        return Refused(number, field, reason, seal, code[:40], name[:300], _shown(source, field))
    code, local = _codes(code)
    return Row(number, code, local, source, seal)


def _codes(typed: str) -> tuple[str, str]:
    """One decision prints a stray blank: `2.000908.00 0.00.00.H61`."""
    tight = re.sub(r"\s+", "", typed)
    found = _LOCAL.match(tight)
    return (found[1], found[2]) if found else (tight, "")


def _wrong(source: Source) -> Iterator[tuple[str, str]]:
    code, _local = _codes(_plain(source.get("code")))
    if not CODE.match(code):
        yield "code", "bad_code" if code else "missing"
    if not _plain(source.get("name")).strip():
        yield "name", "missing"
    for field in _TEXTS:
        if not _plain(source.get(field)).strip():
            yield field, "missing"
    for field in _LISTS:
        if not isinstance(source.get(field) or [], list):
            yield field, "not_list"
    yield from _wrong_inside(source)


def _wrong_inside(source: Source) -> Iterator[tuple[str, str]]:
    for field in ("levels", "legal_basis", "subjects"):
        if not all(isinstance(one, str) for one in source.get(field) or []):
            yield field, "not_text"
    for field in ("channels", "components", "results"):
        if not all(isinstance(one, dict) for one in source.get(field) or []):
            yield field, "not_object"
            return
    for channel in source.get("channels") or []:
        yield from _wrong_channel(channel)
    for group in source.get("components") or []:
        items = group.get("items") or []
        if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
            yield "components.items", "not_list"


def _wrong_channel(channel: Source) -> Iterator[tuple[str, str]]:
    value = channel.get("time_value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield "channels.time_value", "not_number"
    elif value is not None and (not 0 <= value < MOST_TIME or value != int(value)):
        yield "channels.time_value", "not_whole"
    if not isinstance(channel.get("fees_vnd") or [], list):
        yield "channels.fees_vnd", "not_list"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(source: Source, field: str) -> str:
    return str(source.get(field.split(".", 1)[0], ""))[:80]


def refusal_words(field: str, reason: str, value: str) -> str:
    """Why, and what to do."""
    words = {
        "not_json": _("dòng không phải JSON; xuất lại tệp, mỗi thủ tục một dòng"),
        "not_object": _("cần một đối tượng JSON; xuất lại dòng này"),
        "too_long": _("dòng dài bất thường; kiểm tra lại tệp"),
        "missing": _("đang để trống; điền vào tệp rồi nhập lại"),
        "bad_code": _("«{value}» không phải mã thủ tục; viết theo dạng 1.000123"),
        "not_list": _("cần một danh sách; sửa lại trong tệp"),
        "not_text": _("cần chữ, không phải số; sửa lại trong tệp"),
        "not_number": _("cần một con số; sửa lại trong tệp"),
        "not_whole": _("cần số nguyên không âm; sửa lại trong tệp"),
        "twice": _("mã này đã có ở dòng {value}; bỏ một trong hai dòng"),
        "unsound": _("chưa lập được thủ tục dùng được: {value}"),
    }
    del field
    return words.get(reason, reason).format(value=value)
