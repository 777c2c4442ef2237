"""A row made into the facts of a procedure (plain JSON, kept with the row), and its defects.

Facts are what an administrator may still mend; `content` makes a whole version of them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from motcua.catalogue.national import agencies, fees, papers, times
from motcua.catalogue.national.defects import Defect, sure
from motcua.catalogue.national.rows import Row, Source
from motcua.kit.text import clean

Facts = dict[str, Any]
NAME = 500
SUMMARY = 300
_STEP = re.compile(r"^(?:[-–•*]\s*)?(?:Bước\s*\d+\s*[:.]\s*)?", re.IGNORECASE)
_TEXT_KINDS = (
    ("/QH", "Luật"),
    ("/NĐ-CP", "Nghị định"),
    ("/TTLT", "Thông tư liên tịch"),
    ("/TT-", "Thông tư"),
    ("/QĐ", "Quyết định"),
    ("/NQ", "Nghị quyết"),
    ("/PL-", "Pháp lệnh"),
)


def facts_of(row: Row) -> tuple[Facts, tuple[Defect, ...]]:
    source = row.source
    handler, about_agency = agencies.handler_of(source)
    limits, about_time = times.times_of(source)
    found, about_papers = papers.papers_of(source)
    asked, about_fees = fees.fees_of(source)
    result, about_result = _result(source, row.code)
    about_code = (
        (sure("local_code", value=row.code + row.local, code=row.code),) if row.local else ()
    )
    facts: Facts = {
        "code": row.code,
        "name": _today(_named(source))[:NAME],
        "summary": _summary(source),
        "field": clean(str(source["field"]))[:200],
        "decision": clean(str(source["decision"]))[:120],
        "handled_by": handler.handled_by,
        "unit": handler.unit,
        "office": handler.office,
        "outside": handler.outside,
        "online": any(one.get("channel") == "online" for one in source.get("channels") or []),
        "subjects": _subjects(source.get("subjects") or []),
        "legal_basis": _legal_basis(source),
        "limits": [{"value": one.value, "unit": one.unit, "name": one.name} for one in limits],
        "clock": _clock(source.get("clock_flags") or {}),
        "papers": found.components,
        "groups": found.groups,
        "notes": found.notes,
        "fees": asked,
        "result": result,
    }
    defects = (*about_code, *about_agency, *about_time, *about_papers, *about_fees, *about_result)
    return facts, defects


def _named(source: Source) -> str:
    name = clean(str(source["name"]))
    return name.strip(" .;,-–") or name


def _today(text: str) -> str:
    """The district level ended on 1 July 2025."""
    return re.sub(r"\b([Cc])ấp huyện\b", r"\1ấp xã", text)


def _summary(source: Source) -> str:
    """What comes out, and who gives it: short enough for a list."""
    names = [clean(str(one.get("name") or "")) for one in source.get("results") or []]
    told = "; ".join(name.rstrip(" .;") for name in names[:2] if name)
    text = f"Kết quả: {told}." if told else str(source["name"])
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1].rsplit(" ", 1)[0] + "…"


def _subjects(subjects: Sequence[str]) -> list[str]:
    """The list was split at commas: officials come as three."""
    names = [one for one in dict.fromkeys(clean(one) for one in subjects) if one]
    officials = [one for one in names if one.lower() in {"cán bộ", "công chức", "viên chức"}]
    rest = [one for one in names if one not in officials]
    return [*rest, ", ".join(officials).capitalize()] if officials else rest or ["Cá nhân, tổ chức"]


def _legal_basis(source: Source) -> list[dict[str, str]]:
    numbers = [clean(one)[:80] for one in source.get("legal_basis") or [] if clean(one)]
    named = [{"number": number, "name": _kind(number)} for number in dict.fromkeys(numbers)]
    decision = clean(str(source["decision"]))
    return [*named[:40], {"number": decision, "name": "Quyết định công bố thủ tục hành chính"}]


def _kind(number: str) -> str:
    return next((name for mark, name in _TEXT_KINDS if mark in number), "Văn bản")


def _clock(flags: Mapping[str, Any]) -> dict[str, Any]:
    """RESET is the law's rule (NĐ 297/2025 Đ6 k4a); some rows say that the clock only pauses."""
    pauses = flags.get("clock_pause") and not flags.get("clock_reset")
    clock: dict[str, Any] = {"supplement": "RESUME" if pauses else "RESET"}
    if flags.get("financial_obligation"):
        clock["obligation"] = "PAUSE"
    return clock


def _result(source: Source, code: str) -> tuple[dict[str, str], tuple[Defect, ...]]:
    results = source.get("results") or []
    named = ((one, clean(str(one.get("name") or "")).strip(" .;,-")) for one in results)
    told = next(((one, name) for one, name in named if name), None)
    if told is None:
        return {"code": f"KQ.{code}", "name": "Kết quả giải quyết thủ tục"}, (sure("no_result"),)
    first, name = told
    return {"code": clean(str(first.get("code") or f"KQ.{code}"))[:40], "name": name[:300]}, ()
