"""A line of the national catalogue: its shape, or what keeps it from being read."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext as _

from motcua.catalogue import data_files
from motcua.catalogue.national.lines import LONGEST_LINE

Source = Mapping[str, Any]
CODE = re.compile(r"^[1-9]\.[0-9]{6}$")
_LOCAL = re.compile(r"^([1-9]\.[0-9]{6})(\.[0-9A-Z.]+)$")
_SHAPE = jsonschema_rs.Draft202012Validator(
    json.loads((data_files.FOLDER / "national_row.schema.json").read_text("utf-8"))
)
_TYPES = {"array": "not_list", "object": "not_object", "number": "not_number"}
_REASONS = {
    "required": "missing",
    "pattern": "missing",
    "minimum": "not_whole",
    "maximum": "not_whole",
    "multipleOf": "not_whole",
}


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


def read(number: int, line: bytes) -> Row | Refused:
    seal = hashlib.sha256(line.strip()).hexdigest()
    source, reason = _parsed(line)
    if source is None:
        begins = line.strip()[:80].decode("utf-8", errors="replace").replace("\0", "")
        return Refused(number, "line", reason, seal, value=begins)
    wrong = _wrong(source)
    code, name = _plain(source.get("code")), _plain(source.get("name"))
    if wrong is not None:
        field, reason = wrong
        return Refused(number, field, reason, seal, code[:40], name[:300], _shown(source, field))
    code, local = _codes(code)
    return Row(number, code, local, source, seal)


def _parsed(line: bytes) -> tuple[Source | None, str]:
    """The object on the line, or why there is none. Letters are never guessed."""
    if len(line) > LONGEST_LINE:
        return None, "too_long"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None, "not_utf8"
    try:
        source = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None, "not_json"
    if not isinstance(source, dict):
        return None, "not_object"
    return (source, "") if _is_storable(source) else (None, "strange")


def _no_number(word: str) -> None:
    """`NaN` and `Infinity` are no JSON."""
    raise ValueError(word)


def _is_storable(source: Source) -> bool:
    """Half a character or a NUL is nothing a database keeps."""
    try:
        return "\\u0000" not in json.dumps(source) and bool(
            json.dumps(source, ensure_ascii=False).encode()
        )
    except UnicodeEncodeError:
        return False


def _codes(typed: str) -> tuple[str, str]:
    """One decision prints a stray blank: `2.000908.00 0.00.00.H61`."""
    tight = re.sub(r"\s+", "", typed)
    found = _LOCAL.match(tight)
    return (found[1], found[2]) if found else (tight, "")


def _wrong(source: Source) -> tuple[str, str] | None:
    """The first field that cannot be used, and why."""
    code, _local = _codes(_plain(source.get("code")))
    if not CODE.match(code):
        return "code", "bad_code" if code else "missing"
    error = next(iter(_SHAPE.iter_errors(source)), None)
    if error is None:
        return None
    path = [str(step) for step in error.instance_path if isinstance(step, str)]
    return ".".join(path) or _listed(error, "property"), _reason(error)


def _reason(error: jsonschema_rs.ValidationError) -> str:
    kind = error.kind.name
    if kind == "type":
        wanted = _listed(error, "types")
        named = (name for word, name in _TYPES.items() if word in wanted)
        return "missing" if error.instance in (None, "") else next(named, "not_text")
    return _REASONS.get(kind, "missing")


def _listed(error: jsonschema_rs.ValidationError, attribute: str) -> str:
    found = getattr(error.kind, attribute, ())
    return ", ".join(str(one) for one in found) if isinstance(found, list) else str(found)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(source: Source, field: str) -> str:
    return str(source.get(field.split(".", 1)[0], ""))[:80]


def field_words(field: str) -> str:
    """What people call a field of the file; its name in the file behind it. Empty: the procedure itself."""
    words = {
        "line": _("cả dòng"),
        "code": _("mã thủ tục"),
        "name": _("tên thủ tục"),
        "levels": _("cấp giải quyết"),
        "field": _("lĩnh vực"),
        "decision": _("quyết định công bố"),
        "subjects": _("ai nộp được"),
        "executing_agency": _("cơ quan giải quyết"),
        "channels": _("cách nộp, thời hạn, mức thu"),
        "components": _("giấy tờ"),
        "results": _("kết quả"),
        "legal_basis": _("căn cứ pháp lý"),
        "steps_text": _("trình tự"),
        "clock_flags": _("cách tính thời hạn"),
    }
    named = words.get(field.split(".", 1)[0], "")
    if field == "line":
        return named
    return f"{named} ({field})" if named else field


def refusal_words(reason: str, value: str) -> str:
    """Why, and what to do."""
    words = {
        "not_utf8": _("chữ không ở bảng mã UTF-8; lưu lại tệp bằng UTF-8 rồi nhập lại"),
        "not_json": _("dòng không phải JSON; xuất lại tệp, mỗi thủ tục một dòng"),
        "not_object": _("cần một đối tượng JSON; xuất lại dòng này"),
        "too_long": _("dòng dài bất thường; kiểm tra lại tệp"),
        "strange": _("có ký tự không lưu được; xóa ký tự lạ rồi nhập lại"),
        "missing": _("đang để trống; điền vào tệp rồi nhập lại"),
        "bad_code": _("«{value}» không phải mã thủ tục; viết theo dạng 1.000123"),
        "not_list": _("cần một danh sách; sửa lại trong tệp"),
        "not_text": _("cần chữ, không phải số; sửa lại trong tệp"),
        "not_number": _("cần một con số; sửa lại trong tệp"),
        "not_whole": _("cần số nguyên không âm; sửa lại trong tệp"),
        "twice": _("mã này đã có ở dòng {value}; bỏ một trong hai dòng"),
        "unsound": _("chưa lập được thủ tục dùng được: {value}"),
    }
    return words.get(reason, reason).format(value=value)
