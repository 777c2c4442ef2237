"""What an edit does to the content of a version: pure, content in, new content out."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, get_args

from motcua.catalogue.errors import LastPartError, PartNotFoundError, ProcessChangedError
from motcua.catalogue.forms import editing as form_editing
from motcua.catalogue.forms.edits import FormEdit
from motcua.catalogue.processes.drawings import taken
from motcua.catalogue.processes.hours import share_hours
from motcua.catalogue.processes.tables import working_hours, written
from motcua.catalogue.version_drafts import (
    CaseEdit,
    Edit,
    FeeDrop,
    FeeEdit,
    FrameEdit,
    GeneralEdit,
    PaperDrop,
    PaperEdit,
    PaperShift,
    ProcessEdit,
    ProcessFileEdit,
    stamp_of,
)
from motcua.engines.flow.errors import FlowError
from motcua.engines.forms.types import Text
from motcua.engines.legaltime.api import ClockPolicy, Unit
from motcua.engines.legaltime.errors import LegalTimeError

Content = dict[str, Any]
Plain = dict[str, Any]
Description = FrameEdit | GeneralEdit | PaperEdit | PaperDrop | PaperShift | FeeEdit | FeeDrop

PART_OF: Mapping[type, str] = {
    FrameEdit: "frame",
    GeneralEdit: "general",
    CaseEdit: "cases",
    PaperEdit: "components",
    PaperDrop: "components",
    PaperShift: "components",
    FeeEdit: "fees",
    FeeDrop: "fees",
    ProcessEdit: "process",
    ProcessFileEdit: "process",
    **dict.fromkeys(get_args(FormEdit), "form"),
}


def applied(content: Mapping[str, Any], edit: Edit) -> Content:
    changed: Content = deepcopy(dict(content))
    if isinstance(edit, CaseEdit):
        _case(changed, edit)
    elif isinstance(edit, ProcessEdit):
        before = _source(changed, edit.code)
        _put_process(changed, edit.code, written(_process_name(changed), edit.steps, before))
    elif isinstance(edit, ProcessFileEdit):
        if edit.stamp and edit.stamp != stamp_of(_source(changed, edit.code)):
            raise ProcessChangedError
        _put_process(changed, edit.code, taken(edit.source))
    elif isinstance(edit, FormEdit):
        form_editing.apply(changed, edit)
    else:
        _describe(changed["procedure"], edit)
    return changed


def _describe(plain: Plain, edit: Description) -> None:
    match edit:
        case FrameEdit():
            _frame(plain, edit)
        case GeneralEdit():
            plain["name"], plain["summary"] = _text(edit.name), _text(edit.summary)
            plain["who_may_apply"] = [_text(one) for one in edit.who_may_apply]
        case PaperEdit():
            _put(plain, "components", _paper(plain, edit), edit.cases)
        case FeeEdit():
            _put(plain, "fees", _fee(plain, edit), edit.cases)
        case PaperDrop() | FeeDrop():
            _drop(plain, PART_OF[type(edit)], edit.code)
        case PaperShift():
            _shift(plain["components"], edit)


def _frame(plain: Plain, edit: FrameEdit) -> None:
    plain.pop("valid_to", None)
    plain["decision"] = edit.decision or plain["decision"]
    if edit.takes_effect_on is not None:
        plain["valid_from"] = edit.takes_effect_on.isoformat()


# ------------------------------------------------------------------ papers and fees


def _paper(plain: Plain, edit: PaperEdit) -> Plain:
    held = _held(plain, "components", edit.code, "GIAY")
    held |= {
        "name": _text(edit.name),
        "mode": edit.mode,
        "required": edit.required,
        "originals": edit.originals,
        "copies": edit.copies,
    }
    _optional(held, "hint", edit.hint)
    _optional(held, "condition_text", edit.condition_text)
    held.pop("replaceable_by", None)
    if edit.replaceable_by:
        held["replaceable_by"] = list(edit.replaceable_by)
    return held


def _fee(plain: Plain, edit: FeeEdit) -> Plain:
    held = _held(plain, "fees", edit.code, "KHOAN")
    held |= {
        "name": _text(edit.name),
        "kind": edit.kind,
        "amount": edit.amount,
        "per": edit.per,
        "legal_source": edit.legal_source,
        "collected_at": edit.collected_at,
    }
    held.pop("issued_on", None)
    if edit.issued_on is not None:
        held["issued_on"] = edit.issued_on.isoformat()
    return held


def _held(plain: Plain, part: str, code: str, stem: str) -> Plain:
    """What is stored under the code; without a code, a new one."""
    known = {one["code"]: one for one in plain.get(part, [])}
    if not code:
        return {"code": next(c for n in range(1, 1000) if (c := f"{stem}_{n}") not in known)}
    if code not in known:
        raise PartNotFoundError(code=code)
    return dict(known[code])


def _put(plain: Plain, part: str, one: Plain, cases: Iterable[str]) -> None:
    asked = _asked(plain, part)
    rows = plain.setdefault(part, [])
    at = next((i for i, held in enumerate(rows) if held["code"] == one["code"]), len(rows))
    rows[at : at + 1] = [one]
    for code, listed in asked.items():
        listed.discard(one["code"])
        if code in set(cases):
            listed.add(one["code"])
    _say_asked(plain, part, asked)


def _drop(plain: Plain, part: str, code: str) -> None:
    rows = plain.get(part, [])
    if code not in {one["code"] for one in rows}:
        raise PartNotFoundError(code=code)
    if part == "components" and len(rows) == 1:
        raise LastPartError
    asked = _asked(plain, part)
    plain[part] = [one for one in rows if one["code"] != code]
    for listed in asked.values():
        listed.discard(code)
    _say_asked(plain, part, asked)


def _shift(rows: list[Plain], edit: PaperShift) -> None:
    at = next((i for i, one in enumerate(rows) if one["code"] == edit.code), None)
    if at is None:
        raise PartNotFoundError(code=edit.code)
    to = min(max(at + edit.by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))


def _asked(plain: Plain, part: str) -> dict[str, set[str]]:
    """By case, what it asks for; a case that lists nothing asks for all."""
    every = [one["code"] for one in plain.get(part, [])]
    return {case["code"]: set(case.get(part, every)) for case in plain["cases"]}


def _say_asked(plain: Plain, part: str, asked: Mapping[str, set[str]]) -> None:
    every = [one["code"] for one in plain.get(part, [])]
    for case in plain["cases"]:
        case[part] = [code for code in every if code in asked[case["code"]]]
        if case[part] == every:
            del case[part]


# ------------------------------------------------------------------ times


def _case(content: Content, edit: CaseEdit) -> None:
    case = _case_of(content, edit.code)
    case["name"] = _text(edit.name)
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


def _share(content: Content, case: Plain, policy: ClockPolicy) -> None:
    """The steps share the new limit as they shared the old one."""
    source = share_hours(content["processes"][case["process"]], working_hours(policy))
    if source != content["processes"][case["process"]]:
        _put_process(content, case["code"], source)


# ------------------------------------------------------------------ processes


def _put_process(content: Content, code: str, source: str) -> None:
    """For this case only: a process of two cases is parted."""
    case = _case_of(content, code)
    used = [one["process"] for one in content["procedure"]["cases"]]
    if used.count(case["process"]) > 1:
        case["process"] = _own_name(code, used)
    content["processes"][case["process"]] = source


def _own_name(code: str, used: Iterable[str]) -> str:
    stem = code.replace("_", "-").lower()
    names = (f"process-{stem}{'-' * (n > 1)}{n if n > 1 else ''}.bpmn" for n in range(1, 1000))
    return next(name for name in names if name not in set(used))


def _case_of(content: Content, code: str) -> Plain:
    found = next((one for one in content["procedure"]["cases"] if one["code"] == code), None)
    if found is None:
        raise PartNotFoundError(code=code)
    case: Plain = found
    return case


def _source(content: Content, code: str) -> str:
    return str(content["processes"][_case_of(content, code)["process"]])


def _process_name(content: Content) -> str:
    return str(content["procedure"]["name"]["vi"])


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}


def _optional(held: Plain, name: str, text: Text | None) -> None:
    held.pop(name, None)
    if text is not None and text.vi:
        held[name] = _text(text)
