"""The shape of a procedure's description, and its faults in words that say what to do."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext as _

SCHEMA = json.loads((Path(__file__).parent / "data" / "procedure.schema.json").read_text("utf-8"))
_validator = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)


def errors_of(plain: Any) -> Iterator[jsonschema_rs.ValidationError]:
    return iter(_validator.iter_errors(plain))


def in_words(error: jsonschema_rs.ValidationError) -> str:
    words = _WORDS.get(error.kind.name)
    return words(error) if words else str(error.message)


def _listed(error: jsonschema_rs.ValidationError, attribute: str) -> str:
    found = getattr(error.kind, attribute, ())
    return ", ".join(str(one) for one in found) if isinstance(found, list) else str(found)


Words = Callable[[jsonschema_rs.ValidationError], str]

_EMPTY: Words = lambda _error: _("đang để trống; điền vào hoặc xóa dòng này")  # noqa: E731
_WORDS: Mapping[str, Words] = {
    "required": lambda error: _("thiếu «{0}»; thêm dòng «{0}: …»").format(
        _listed(error, "property")
    ),
    "enum": lambda error: _("«{}» không dùng được; chọn một trong: {}").format(
        error.instance, _listed(error, "options")
    ),
    "additionalProperties": lambda error: _("không hiểu «{}»; xóa đi hoặc sửa lại tên").format(
        _listed(error, "unexpected")
    ),
    "type": lambda error: _("cần kiểu {}; sửa lại giá trị").format(_listed(error, "types")),
    "format": lambda _error: _("ngày viết theo dạng 2026-01-31"),
    "pattern": lambda error: _("viết theo dạng {}").format(_listed(error, "pattern")),
    "minLength": _EMPTY,
    "minItems": _EMPTY,
    "oneOf": lambda _error: _(
        "cần đúng một trong hai: «from» (lấy từ câu trả lời) hoặc «ask» (hỏi cán bộ)"
    ),
}
