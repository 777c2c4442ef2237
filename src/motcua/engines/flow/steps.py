"""The motcua attributes of each step: who does it, how long it may take, what can come of it."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from motcua.engines.flow.errors import StepIncompleteError
from motcua.engines.flow.measuring import MOST_LETTERS
from motcua.engines.flow.types import StepDef, StepKind
from motcua.engines.flow.xml import bpmn, motcua, parse

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_ATTRIBUTES = {"role", "unit", "hours", "kind", "counted", "name_en", "outcomes", "agency"}
_MAX_HOURS = 8 * 366


def read_steps(root: etree._Element) -> tuple[StepDef, ...]:
    return tuple(_step(task) for task in root.iter(bpmn("userTask")))


def with_hours(xml: bytes, hours: Mapping[str, float]) -> bytes:
    """The same file with other hours for these steps."""
    root = parse(xml)
    for task in root.iter(bpmn("userTask")):
        found = task.find(f"{bpmn('extensionElements')}/{motcua('step')}")
        if found is not None and task.get("id") in hours:
            found.set("hours", f"{hours[str(task.get('id'))]:g}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def step_faults(task: etree._Element) -> Iterator[str]:
    """Everything that is wrong with one step of a drawing, in the words of the table."""
    found = task.find(f"{bpmn('extensionElements')}/{motcua('step')}")
    values = {} if found is None else {str(n): str(v) for n, v in found.attrib.items()}
    if not task.get("name", "").strip():
        yield "chưa có tên; viết việc phải làm, ví dụ «Thẩm định hồ sơ»"
    if len(task.get("name", "")) > MOST_LETTERS:
        yield f"tên dài hơn {MOST_LETTERS} chữ cái nên không đọc hết được trên sơ đồ; viết gọn lại"
    if not values.get("role", "").strip() or not values.get("unit", "").strip():
        yield "chưa rõ ai làm; chọn bộ phận và vai trò"
    if not _hours_fit(values.get("hours", "0")):
        yield f"số giờ phải từ 0 đến {_MAX_HOURS}; nhập lại"
    if values.get("kind", "normal") not in set(StepKind):
        yield f"không có loại bước «{values['kind']}»; chọn lại loại bước"
    if values.get("counted", "true") not in {"true", "false"}:
        yield "chưa rõ có tính vào thời hạn không; chọn lại"
    if unknown := sorted(set(values) - _ATTRIBUTES):
        yield f"không hiểu {', '.join(unknown)}; bỏ đi"


def _hours_fit(text: str) -> bool:
    try:
        return 0 <= float(text) <= _MAX_HOURS
    except ValueError:
        return False


def _step(task: etree._Element) -> StepDef:
    key = task.get("id", "")
    if not _WORD.fullmatch(key):
        raise StepIncompleteError(
            f"Mã bước «{key}» chỉ gồm chữ thường không dấu, số và dấu gạch dưới.", key
        )
    found = task.find(f"{bpmn('extensionElements')}/{motcua('step')}")
    if found is None:
        raise StepIncompleteError(
            f"Bước «{key}» thiếu phần motcua:step (vai trò, đơn vị, thời gian).", key
        )
    values = {str(name): str(value) for name, value in found.attrib.items()}
    unknown = sorted(set(values) - _ATTRIBUTES)
    if unknown:
        raise StepIncompleteError(f"Bước «{key}»: không hiểu {', '.join(unknown)}.", key)
    return StepDef(
        key=key,
        name_vi=_needed(key, task.get("name", ""), "tên"),
        name_en=values.get("name_en", ""),
        role=_needed(key, values.get("role", ""), "vai trò (role)"),
        unit=_needed(key, values.get("unit", ""), "đơn vị (unit)"),
        hours=_hours(key, values.get("hours", "0")),
        kind=_kind(key, values.get("kind", "normal")),
        counted=_flag(key, values.get("counted", "true")),
        outcomes=_outcomes(key, values.get("outcomes", "done")),
        agency=values.get("agency", ""),
    )


def _needed(key: str, value: str, what: str) -> str:
    if not value.strip():
        raise StepIncompleteError(f"Bước «{key}» thiếu {what}.", key)
    return value.strip()


def _hours(key: str, text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= _MAX_HOURS:
        raise StepIncompleteError(f"Bước «{key}»: hours phải là số giờ làm việc, ví dụ 4.", key)
    return hours


def _kind(key: str, text: str) -> StepKind:
    try:
        return StepKind(text)
    except ValueError:
        allowed = ", ".join(StepKind)
        raise StepIncompleteError(
            f"Bước «{key}»: kind «{text}» không có; chọn: {allowed}.", key
        ) from None


def _flag(key: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise StepIncompleteError(f"Bước «{key}»: counted phải là true hoặc false.", key)
    return text == "true"


def _outcomes(key: str, text: str) -> tuple[str, ...]:
    outcomes = tuple(word.strip() for word in text.split(","))
    if not all(_WORD.fullmatch(word) for word in outcomes) or len(set(outcomes)) < len(outcomes):
        raise StepIncompleteError(
            f"Bước «{key}»: outcomes phải là các mã khác nhau, cách bằng dấu phẩy.", key
        )
    return outcomes
