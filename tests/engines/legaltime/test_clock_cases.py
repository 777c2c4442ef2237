"""The published cases of the legal clock, from the reference file where it lies beside the house."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import Calendar, ClockEvent, ClockPolicy, EventKind
from tests.engines.legaltime.days import at, on

REFERENCE = Path(__file__).parents[4] / "shared/data/tthc/clock_cases.json"


def cases():
    if not REFERENCE.exists():
        return []
    return json.loads(REFERENCE.read_text("utf-8"))["cases"]


def deadline(given):
    happened = [ClockEvent(EventKind.ACCEPTED, at(given["received"]))]
    for name, kind in (
        ("supplement_requested", EventKind.SUPPLEMENT_REQUESTED),
        ("supplement_received", EventKind.SUPPLEMENT_ANSWERED),
    ):
        if name in given:
            happened.append(ClockEvent(kind, at(given[name])))
    plain = {"limit": given["limit"], "supplement": given.get("policy", "RESET")}
    calendar = Calendar(map(on, given.get("holidays", ())))
    return legaltime.assess(
        happened, ClockPolicy.from_dict(plain), calendar, now=at(given["received"])
    )


def check_due_date(case):
    assert deadline(case["input"]).due_at.date().isoformat() == case["expected_due_date"]


def check_effective_reception(case, *, last_hour):
    submitted = at(case["input"]["submitted"])
    effective = legaltime.effective_reception(submitted, Calendar(), last_hour=last_hour)
    if "expected_effective_reception" in case:
        assert effective == at(case["expected_effective_reception"])
    else:
        assert effective.date().isoformat() == case["expected_effective_reception_date"]


def check_posting(case):
    days = case["input"]["sum_of_counted_steps"]
    plain = {
        "limit": {"value": days, "unit": "working_day"},
        "posting": {"value": case["input"]["posting_days"], "unit": "day"},
    }
    happened = [
        ClockEvent(EventKind.ACCEPTED, at("2026-03-02 09:00")),
        ClockEvent(EventKind.POSTING_STARTED, at("2026-03-06 09:00")),
    ]
    found = legaltime.assess(
        happened, ClockPolicy.from_dict(plain), Calendar(), now=at("2026-05-01 09:00")
    )
    counted = [day for sentence in found.sentences for day in sentence.counted]
    assert len(counted) == case["expected_counted_limit"]
    assert not [day for day in counted if on("2026-03-06") <= day < on("2026-03-21")]


def check_letter(case):
    due, sent = on(case["input"]["due"]), datetime.fromisoformat(case["input"]["letter_sent"])
    assert legaltime.letter_in_time(due, sent) is case["expected"]["letter_in_time"]


def check_second_extension(case):
    accepted = [ClockEvent(EventKind.ACCEPTED, at("2026-03-02 09:00"))]
    plain = ClockPolicy.from_dict({"limit": {"value": 8, "unit": "working_day"}})
    now = at("2026-03-11 16:00")
    found = legaltime.may_apologise(
        legaltime.assess(accepted, plain, Calendar(), now=now),
        Calendar(),
        now,
        case["input"]["extensions_before"],
    )
    assert found.allowed is case["expected"]["extension_allowed"]


def check_766(case):
    given = case["input"]
    moments = {
        ours: at(given[theirs])
        for ours, theirs in (
            ("due", "due"),
            ("resolved_at", "resolved_9"),
            ("returned_at", "returned_10"),
        )
        if theirs in given
    }
    verdict = legaltime.on_time_766(given.get("events", ()), **({"due": None} | moments))
    assert verdict is case["expected"]["on_time_766"]


def check_sum(case):
    found = legaltime.steps_add_up(case["input"]["steps_days"], case["input"]["published_total"])
    assert float(found.total) == case["expected"]["sum"]
    assert found.valid is case["expected"]["valid"]


def check_breach(case):
    given = case["input"]
    found = legaltime.supplement_breach(on(given["received"]), given["requests"])
    assert found._asdict() == case["expected"]


def check_duties(case):
    names = {
        "notice_working_hours": legaltime.SUPPLEMENT_NOTICE_WORKING_HOURS,
        "ack_working_hours": legaltime.ACKNOWLEDGE_WORKING_HOURS,
        "sync_minutes": legaltime.SYNC_MINUTES,
        "agency_wd": legaltime.AGENCY_RETURN_WORKING_DAYS,
        "one_stop_wd": legaltime.ONE_STOP_NOTICE_WORKING_DAYS,
    }
    assert {name: names[name] for name in case["expected"]} == case["expected"]


CHECKS = {
    **{key: [check_due_date] for key in ("C01", "C02", "C03", "C07", "C10")},
    "C05": [partial(check_effective_reception, last_hour=False)],
    "C06": [partial(check_effective_reception, last_hour=True)],
    "C13": [check_posting],
    "C14": [check_letter, check_second_extension],
    "C15": [check_letter],
    "C16": [check_second_extension],
    "C17": [check_766],
    "C19": [check_766],
    "C20": [check_sum],
    "C22": [check_duties],
    "C23": [check_duties],
    "C24": [check_breach],
    "C25": [check_breach],
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_published_case(case):
    for check in CHECKS[case["id"]]:
        check(case)
