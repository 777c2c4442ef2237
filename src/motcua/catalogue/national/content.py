"""A whole version made of the facts of a row: description, form, process, result template."""

from datetime import date
from pathlib import Path
from typing import Any

from motcua.catalogue.national.agencies import Handler
from motcua.catalogue.national.facts import Facts
from motcua.catalogue.national.form import CASES, MINUTES, form_of
from motcua.catalogue.national.process import standard_process
from motcua.catalogue.parts.cases import time_text
from motcua.catalogue.processes.tables import working_hours
from motcua.engines.legaltime.api import ClockPolicy, Unit

Plain = dict[str, Any]
MOST_HOURS = 1000.0  # of a process within a limit of months; the engine takes no longer steps
TEMPLATE = "ket-qua.typ"
_SOURCE = (Path(__file__).parent.parent / "data" / "national_result.typ").read_text("utf-8")
READY = "Chụp rõ, đủ trang các giấy tờ nêu dưới đây"


def content_of(facts: Facts, *, valid_from: date) -> Plain:
    cases, processes = _cases(facts)
    return {
        "procedure": _description(facts, cases, valid_from),
        "form": form_of(facts),
        "processes": processes,
        "templates": {TEMPLATE: _SOURCE},
    }


def _description(facts: Facts, cases: list[Plain], valid_from: date) -> Plain:
    handler = Handler(facts["handled_by"], facts["unit"], facts["office"])
    plain: Plain = {
        "code": facts["code"],
        "name": _both(facts["name"]),
        "summary": _both(facts["summary"]),
        "field": _both(facts["field"]),
        "level": handler.level,
        "handled_by": facts["handled_by"],
        "service_level": "info" if facts["outside"] else "partial",
        "valid_from": valid_from.isoformat(),
        "decision": facts["decision"],
        "confirmed": False,
        "minutes": MINUTES,
        "min_level": 2,
        "retention_years": None,
        "who_may_apply": [_both(one) for one in facts["subjects"]],
        "preparation": [_both(one) for one in (READY, *_elsewhere(facts), *facts["notes"])],
        "legal_basis": facts["legal_basis"],
        "components": [_component(one, facts) for one in facts["papers"]],
        "fees": facts["fees"],
        "cases": cases,
        "result": _result(facts),
    }
    if facts["office"]:
        plain["offered_by"] = [facts["office"]]
    return plain


def _elsewhere(facts: Facts) -> list[str]:
    """What no agency of the province decides cannot be handed in online here."""
    return [f"Cơ quan giải quyết: {facts['outside']}"] if facts["outside"] else []


def _cases(facts: Facts) -> tuple[list[Plain], Plain]:
    cases, processes = [], {}
    several = len(facts["limits"]) > 1
    for number, limit in enumerate(facts["limits"], start=1):
        clock = {"limit": {"value": limit["value"], "unit": limit["unit"]}, **facts["clock"]}
        policy = ClockPolicy.from_dict(clock)
        process = f"process-{number}.bpmn"
        hours = float(working_hours(policy))
        if policy.limit.unit in {Unit.DAY, Unit.MONTH}:
            hours = min(hours, MOST_HOURS)
        processes[process] = standard_process(facts["unit"], hours, "Quy trình chuẩn")
        words = time_text(policy)
        name = limit["name"] or (words["vi"] if several else "Giải quyết hồ sơ")
        cases.append(
            {
                "code": f"th_{number}" if several else "mac_dinh",
                "name": _both(name),
                "clock": clock,
                "time_text": words,
                "process": process,
            }
        )
    return cases, processes


def _component(paper: Plain, facts: Facts) -> Plain:
    plain: Plain = {
        "code": paper["code"],
        "name": _both(paper["name"]),
        "mode": paper["mode"],
        "originals": paper["originals"],
        "copies": paper["copies"],
        "required": paper["required"],
        "confirmed": False,
    }
    if paper.get("hint"):
        plain["hint"] = _both(paper["hint"])
    if paper["replaceable_by"]:
        plain["replaceable_by"] = paper["replaceable_by"]
    if paper["groups"]:
        asked: list[Plain] = [{"in": [code, {"var": CASES}]} for code in paper["groups"]]
        plain["condition"] = asked[0] if len(asked) == 1 else {"or": asked}
        plain["condition_text"] = _both(
            "; ".join(facts["groups"][code] for code in paper["groups"])
        )
    return plain


def _result(facts: Facts) -> Plain:
    name = _both(facts["result"]["name"])
    return {
        "code": facts["result"]["code"],
        "name": name,
        "title": _both(facts["result"]["name"][:200]),
        "template": TEMPLATE,
        "fields": [
            {"name": "ho_ten", "from": "ho_ten"},
            {"name": "so_dinh_danh", "from": "so_dinh_danh"},
            {"name": "noi_dung", "from": "noi_dung"},
            {"name": "ket_luan", "ask": {"vi": "Nội dung kết quả", "en": "What is decided"}, "widget": "textarea"},
            {"name": "ghi_chu", "ask": {"vi": "Ghi chú", "en": "Remarks"}, "widget": "textarea", "optional": True},
        ],
    }  # fmt: skip


def _both(words: str) -> Plain:
    """The national catalogue has no English; an administrator may add it."""
    return {"vi": words, "en": words}
