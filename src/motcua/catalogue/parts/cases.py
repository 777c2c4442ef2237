"""What an edit does to the cases of a version: name, limit, papers, fees, a result of its own."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from motcua.catalogue.definitions import results_of
from motcua.catalogue.errors import LastCaseError, PartNotFoundError, ResultTakenError
from motcua.catalogue.forms import places
from motcua.catalogue.parts import case_uses, rows
from motcua.catalogue.parts.edits import CaseDrop, CaseEdit, CaseResult
from motcua.catalogue.processes.hours import share_hours
from motcua.catalogue.processes.tables import working_hours
from motcua.engines.flow.errors import FlowError
from motcua.engines.forms.types import Text
from motcua.engines.legaltime.api import ClockPolicy, Unit
from motcua.engines.legaltime.errors import LegalTimeError

Plain = dict[str, Any]
TAKEN = ("them", "bo")  # the addresses of the editors have these words


def apply(content: Plain, edit: CaseEdit | CaseDrop) -> None:
    if isinstance(edit, CaseDrop):
        _drop(content, edit.code)
        return
    plain = content["procedure"]
    case = rows.case_of(plain, edit.code) if edit.code else _new(plain, edit)
    case["name"] = _text(edit.name)
    _asks(plain, case, "components", edit.papers)
    _asks(plain, case, "fees", edit.fees)
    if not edit.keeps_result:
        _result(plain, case, edit.result)
    _limit(content, case, edit)


# ------------------------------------------------------------------ one more, one less


def _new(plain: Plain, edit: CaseEdit) -> Plain:
    """Behind the case that it begins as a copy of; the two share a process until one is changed."""
    model = rows.case_of(plain, edit.like)
    taken = [*TAKEN, *(case["code"] for case in plain["cases"])]
    case = deepcopy(model)
    case["code"] = places.named(edit.name.vi, taken, otherwise="truong_hop")
    case.pop("question", None)
    plain["cases"].insert(plain["cases"].index(model) + 1, case)
    return case


def _drop(content: Plain, code: str) -> None:
    plain = content["procedure"]
    case = rows.case_of(plain, code)
    if len(plain["cases"]) == 1:
        raise LastCaseError
    case_uses.refuse(content, case)
    for part in ("components", "fees"):
        for only in case_uses.only_asked_by(plain, part, code):
            rows.drop(plain, part, only)
    asked = {part: rows.asked_by_case(plain, part) for part in ("components", "fees")}
    plain["cases"].remove(case)
    for part, by_case in asked.items():
        rows.say_asked(plain, part, by_case)
    _sweep(content)


def _sweep(content: Plain) -> None:
    """Processes and templates of nobody go with the last case that used them."""
    plain = content["procedure"]
    used = {case["process"] for case in plain["cases"]}
    printed = {one["template"] for one in results_of(plain)}
    for part, kept in (("processes", used), ("templates", printed)):
        content[part] = {name: one for name, one in content[part].items() if name in kept}


# ------------------------------------------------------------------ what it asks for, what it gives


def _asks(plain: Plain, case: Plain, part: str, codes: Iterable[str] | None) -> None:
    if codes is None:
        return
    known = {one["code"] for one in plain.get(part, [])}
    if not known.issuperset(codes):
        raise PartNotFoundError(code=", ".join(sorted(set(codes) - known)))
    asked = rows.asked_by_case(plain, part)
    asked[case["code"]] = set(codes)
    rows.say_asked(plain, part, asked)


def _result(plain: Plain, case: Plain, wanted: CaseResult | None) -> None:
    held = case.pop("result", None)
    if wanted is None:
        return
    models = [one for one in (held, *results_of(plain)) if one is not None]
    model = next((one for one in models if one["code"] == wanted.like), None)
    if model is None:
        raise PartNotFoundError(code=wanted.like)
    name = _text(wanted.name)
    for one in results_of(plain):
        if one["code"] == wanted.code and one["name"] != name:
            raise ResultTakenError(result=wanted.code, name=one["name"]["vi"])
    own = {"code": wanted.code, "name": name, "title": _text(wanted.title)}
    case["result"] = {**deepcopy(dict(model)), **own}


def results(plain: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Code and name of each result that a case's own may be printed like."""
    told = {one["code"]: one["name"]["vi"] for one in results_of(plain)}
    yield from told.items()


# ------------------------------------------------------------------ times


def _limit(content: Plain, case: Plain, edit: CaseEdit) -> None:
    clock = _clock(case["clock"], edit)
    if clock == case["clock"]:
        return
    case["clock"] = clock
    try:
        policy = ClockPolicy.from_dict(clock)
        case["time_text"] = time_text(policy)
        _share(content, case, policy)
    except (LegalTimeError, FlowError):
        return  # the checks tell it, with the place


def _clock(held: Plain, edit: CaseEdit) -> Plain:
    first = {"value": edit.value, "unit": edit.unit}
    before = held.get("limit") or held["appointments"][0]
    if edit.unit == Unit.SAME_DAY:
        first = {"value": 0, "unit": edit.unit, "cutoff": before.get("cutoff", "15:00")}
    if "appointments" in held:
        clock = held | {"appointments": [first, held["appointments"][1]]}
    else:
        clock = held | {"limit": first}
    clock.pop("local_limit", None)
    if edit.local_value is not None:
        clock["local_limit"] = {"value": edit.local_value, "unit": edit.unit}
    return clock


def time_text(policy: ClockPolicy) -> Plain:
    words, second = (policy.local_limit or policy.limit).words, policy.second_limit
    vi, en = words.vi.capitalize(), words.en.capitalize()
    if second is not None:
        vi += f"; {second.words.vi} sau khi xong nghĩa vụ tài chính"
        en += f"; {second.words.en} after the financial obligation"
    return {"vi": vi, "en": en}


def _share(content: Plain, case: Plain, policy: ClockPolicy) -> None:
    """The steps share the new limit as they shared the old one."""
    source = share_hours(content["processes"][case["process"]], working_hours(policy))
    if source != content["processes"][case["process"]]:
        put_process(content, case["code"], source)


def put_process(content: Plain, code: str, source: str) -> None:
    """For this case only: a process of two cases is parted."""
    case = rows.case_of(content["procedure"], code)
    used = [one["process"] for one in content["procedure"]["cases"]]
    if used.count(case["process"]) > 1:
        case["process"] = _own_name(code, used)
    content["processes"][case["process"]] = source


def _own_name(code: str, used: Iterable[str]) -> str:
    stem = code.replace("_", "-").lower()
    names = (f"process-{stem}{'-' * (n > 1)}{n if n > 1 else ''}.bpmn" for n in range(1, 1000))
    return next(name for name in names if name not in set(used))


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}
