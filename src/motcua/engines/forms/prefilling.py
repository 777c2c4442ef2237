"""Never ask what the State holds: answers out of registers, with source, date and lock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from motcua.engines.forms import conditions, widgets
from motcua.engines.forms.asking import Asking, nested
from motcua.engines.forms.types import (
    Answer,
    Answers,
    Form,
    Item,
    Lock,
    Prefill,
    SourceRecord,
    Text,
    Widget,
)
from motcua.kit.text import search_key

SOURCES: Mapping[str, Text] = {
    "csdldc": Text("Cơ sở dữ liệu quốc gia về dân cư", "the National Population Database"),
    "vneid": Text("tài khoản định danh điện tử", "your electronic identity"),
    "csdl_dat_dai": Text("Cơ sở dữ liệu đất đai", "the Land Database"),
    "ho_so_truoc": Text("hồ sơ trước của bạn", "your earlier dossier"),
    "official": Text("cán bộ một cửa", "the one-stop official"),
    "he_thong_cu": Text("hệ thống cũ", "the system before"),
}
_LEGAL_TIME = timezone(timedelta(hours=7))


def prefill(
    form: Form,
    sources: Mapping[str, SourceRecord],
    answers: Answers | None = None,
    *,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Answer]:
    """What the registers say to the questions that are asked; a record that is too old says nothing."""
    fresh: dict[str, Answer] = {}
    known = dict(answers or {})
    for _page, item in Asking(form, facts or {}).walk(known):
        answer = _from_sources(item, sources, known, now=now, facts=facts or {})
        if answer is not None:
            fresh[item.path] = answer
            known[item.path] = merged(known, fresh)[item.path]
    return fresh


def _from_sources(
    item: Item,
    sources: Mapping[str, SourceRecord],
    known: Answers,
    *,
    now: datetime,
    facts: Mapping[str, Any],
) -> Answer | None:
    if item.prefill is None:
        return None
    values = nested(known)
    near = values.get(item.group.field, {}) if item.group else None
    lookup = conditions.reader(values, facts, near)
    for wanted in item.prefill.chain():
        record = sources.get(wanted.source)
        if record is None or _too_old(wanted, record, now):
            continue
        if conditions.holds(wanted.show_if, lookup):
            value = _as_answer(item, _at(record.values, wanted.path))
            if value is not None:
                return _said(wanted, record, value)
    return None


def _said(wanted: Prefill, record: SourceRecord, value: Any) -> Answer:
    return Answer(
        value,
        source=wanted.source,
        fetched_at=record.fetched_at.isoformat(),
        record_id=record.record_id,
        locked=wanted.lock is not Lock.NEVER,
    )


def merged(answers: Answers, fresh: Answers) -> dict[str, Answer]:
    """The draft with what the registers say now.

    A lock replaces what was typed, except where the person has reported it as wrong and written what
    is right; a lock that no register upholds any more is gone with its value.
    """
    result = {path: held for path, held in answers.items() if not held.locked or path in fresh}
    for path, answer in fresh.items():
        held = answers.get(path)
        if held is None or (held.value is None and held.raw is None):
            result[path] = answer
        elif answer.locked and not (held.overridden_by and held.reason):
            result[path] = answer.with_reason(held.reason or "")
        elif held.locked:
            result[path] = answer  # another answer has called up another record
    return result


def _too_old(wanted: Prefill, record: SourceRecord, now: datetime) -> bool:
    limit = wanted.max_age_days
    return limit is not None and now - record.fetched_at > timedelta(days=limit)


def _at(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def told_value(item: Item, said: str) -> Any:
    """What another system wrote, as this question keeps it; None where it has no such value."""
    if item.widget is Widget.YES_NO:
        return {"co": True, "yes": True, "1": True, "khong": False, "no": False, "0": False}.get(
            search_key(said)
        )
    if item.widget is Widget.CHECKBOXES:
        chosen = [_option(item, part.strip()) for part in said.split(";") if part.strip()]
        return None if None in chosen else chosen
    return None if item.widget in {Widget.TABLE, Widget.PERSON} else _as_answer(item, said)


def _as_answer(item: Item, said: Any) -> Any:
    """The register's value in this question's own terms; None where it has no such value."""
    if said is None or said == "":
        return None
    if item.widget is Widget.ADDRESS2:
        return _address(item, said)
    if item.options and item.widget is not Widget.YES_NO:
        return _option(item, str(said))
    if item.widget is Widget.DATE3:
        return said.isoformat() if isinstance(said, date) else _readable(item, str(said))
    return _readable(item, str(said)) if isinstance(said, str) else said


def _readable(item: Item, said: str) -> Any:
    try:
        return widgets.read(item, {"": [said]})
    except widgets.UnreadableError:
        return None


def _option(item: Item, said: str) -> str | None:
    """By code, else by name: registers write «Kinh» where the list has `01`."""
    wanted = search_key(said)
    for option in item.options:
        if said == option.value or wanted in {
            search_key(option.label.vi),
            search_key(option.label.en),
        }:
            return option.value
    return None


def _address(item: Item, said: Any) -> dict[str, str] | None:
    if not isinstance(said, Mapping):
        return {"ward": widgets.ELSEWHERE, "detail": str(said)}
    ward = _option(item, str(said.get("ward", "")))
    detail = str(said.get("detail", ""))
    if ward is not None:
        return {"ward": ward, "detail": detail}
    whole = ", ".join(part for part in (detail, str(said.get("ward", ""))) if part)
    return {"ward": widgets.ELSEWHERE, "detail": whole} if whole else None


def source_mark(item: Item, answer: Answer, *, today: date) -> Text | None:
    """«Lấy từ … hôm nay», and what the source said where the person wrote something else."""
    if answer.source == "citizen":
        return None
    name = SOURCES.get(answer.source, Text(answer.source, answer.source))
    if answer.overridden_by:
        was = Text(*(widgets.show(item, answer.original, language) for language in ("vi", "en")))
        return Text(
            f"Người khai đã sửa; {name.vi} ghi «{was.vi}»",
            f"Changed by the applicant; {name.en} says “{was.en}”",
        )
    when = _when(answer.fetched_at, today)
    if answer.source == "official":  # typed at the counter: nobody looked it up
        return Text(f"Cán bộ một cửa nhập, {when.vi}", f"Typed by the one-stop official, {when.en}")
    return Text(f"Lấy từ {name.vi}, {when.vi}", f"From {name.en}, {when.en}")


def _when(fetched_at: str | None, today: date) -> Text:
    day = datetime.fromisoformat(fetched_at).astimezone(_LEGAL_TIME).date() if fetched_at else today
    if day == today:
        return Text("hôm nay", "today")
    return Text(f"ngày {day:%d/%m/%Y}", f"{day:%d/%m/%Y}")
