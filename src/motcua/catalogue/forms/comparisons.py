"""Checks over several answers of one form, as they are written into it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.errors import ComparisonFaultyError, PartNotFoundError
from motcua.catalogue.forms import places
from motcua.catalogue.forms.comparison_kinds import KINDS, ComparisonKind, Slot, placed
from motcua.catalogue.forms.edits import ComparisonDrop, ComparisonEdit
from motcua.engines.forms.types import Text, Widget

Plain = dict[str, Any]
MOST_YEARS = 150


def put(content: Plain, edit: ComparisonEdit) -> None:
    form = content["form"]
    rules: list[Plain] = form["ui"].setdefault("rules", [])
    held = rules[_number(rules, edit.code)] if edit.code else {"rule": edit.rule}
    if held["rule"] not in KINDS or held["rule"] != edit.rule:
        raise PartNotFoundError(code=edit.rule)
    for reason in faults(form, edit):
        raise ComparisonFaultyError(told=reason)
    rule = _written(held, edit)
    others = [one for one in rules if one is not held]
    if any(_same(rule, one) for one in others):
        raise ComparisonFaultyError(told=_("mẫu đã có phép kiểm tra này; sửa phép đang có"))
    at = rules.index(held) if edit.code else len(rules)
    rules[at : at + 1] = [rule]


def drop(content: Plain, edit: ComparisonDrop) -> None:
    rules = content["form"]["ui"].get("rules", [])
    del rules[_number(rules, edit.code)]


def held_at(form: Mapping[str, Any], code: str) -> Plain:
    """Raises PartNotFoundError."""
    rules = form["ui"].get("rules", [])
    rule: Plain = rules[_number(rules, code)]
    return rule


def _number(rules: Sequence[Plain], code: str) -> int:
    if not code.isdecimal() or len(code) > 4 or int(code) >= len(rules):
        raise PartNotFoundError(code=code)
    return int(code)


def _written(held: Plain, edit: ComparisonEdit) -> Plain:
    rule = {**held, "fields": list(edit.fields)}
    for name in ("warn", "message", "years"):
        rule.pop(name, None)
    if edit.warn:
        rule["warn"] = True
    if edit.message is not None and edit.message.vi:
        rule["message"] = _text(edit.message)
    if KINDS[edit.rule].years:
        rule["years"] = edit.years
    return rule


def _same(one: Plain, other: Plain) -> bool:
    return one["rule"] == other["rule"] and list(one["fields"]) == list(other["fields"])


def faults(form: Mapping[str, Any], edit: ComparisonEdit) -> Iterator[str]:
    """Why these questions cannot be compared like that, and what to do."""
    kind = KINDS[edit.rule]
    known = dict(places.questions(form))
    fewest = sum(not slot.optional for slot in kind.slots)
    if not fewest <= len(edit.fields) <= len(kind.slots):
        yield _("chọn từ {} đến {} câu hỏi").format(fewest, len(kind.slots))
        return
    for path in edit.fields:
        if path not in known:
            yield _("mẫu không có câu hỏi «{}»; chọn lại").format(path)
            return
    if len(set(edit.fields)) < len(edit.fields):
        yield _("một câu hỏi được chọn hai lần; chọn các câu khác nhau")
    for slot, path in zip(kind.slots, placed(kind, edit.fields), strict=True):
        if path and known[path]["widget"] not in slot.widgets:
            reason = _("ô «{}» không so được với câu «{}»; chọn câu khác")
            yield reason.format(slot.label, places.name_of(known[path]))
    yield from _in_tables(form, kind, edit)
    if kind.years and not 1 <= (edit.years or 0) <= MOST_YEARS:
        yield _("số năm phải từ 1 đến {}; nhập lại").format(MOST_YEARS)


def _in_tables(
    form: Mapping[str, Any], kind: ComparisonKind, edit: ComparisonEdit
) -> Iterator[str]:
    tables = [table for path in edit.fields if (table := table_of(form, path))]
    if kind.columns and table_of(form, edit.fields[-1]):
        yield _("tổng phải là một câu hỏi ngoài bảng; chọn câu khác")
    if kind.columns and not tables and len(edit.fields) < 3:
        yield _("chọn ít nhất hai số để cộng, hoặc một cột của bảng")
    if len(set(tables)) > 1:
        yield _("các cột phải cùng một bảng; chọn lại")


def table_of(form: Mapping[str, Any], path: str) -> str:
    """The table whose column this is; empty for a plain question."""
    top, dot, _inner = path.partition(".")
    known = dict(places.questions(form))
    return top if dot and known[top]["widget"] == Widget.TABLE else ""


def choices(form: Mapping[str, Any], slot: Slot) -> Iterator[str]:
    """The questions that may stand in this place, by the names that checks use."""
    return (path for path, item in places.questions(form) if item["widget"] in slot.widgets)


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}
