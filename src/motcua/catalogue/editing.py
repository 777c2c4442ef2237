"""What an edit does to the content of a version: pure, content in, new content out."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, get_args

from motcua.catalogue.errors import ProcessChangedError
from motcua.catalogue.forms import editing as form_editing
from motcua.catalogue.forms.edits import FormEdit
from motcua.catalogue.parts import agencies, cases, fees, papers, results, rows
from motcua.catalogue.parts.edits import (
    AgenciesEdit,
    CaseDrop,
    CaseEdit,
    FeeDrop,
    FeeEdit,
    PaperDrop,
    PaperEdit,
    PaperShift,
    ResultEdit,
)
from motcua.catalogue.processes.drawings import taken
from motcua.catalogue.processes.remarks import refuse_losses
from motcua.catalogue.processes.tables import written
from motcua.catalogue.version_drafts import (
    Edit,
    FrameEdit,
    GeneralEdit,
    ProcessEdit,
    ProcessFileEdit,
    stamp_of,
)
from motcua.engines.forms.types import Text

Content = dict[str, Any]
Plain = dict[str, Any]

PART_OF: Mapping[type, str] = {
    FrameEdit: "frame",
    GeneralEdit: "general",
    CaseEdit: "cases",
    CaseDrop: "cases",
    PaperEdit: "components",
    PaperDrop: "components",
    PaperShift: "components",
    FeeEdit: "fees",
    FeeDrop: "fees",
    AgenciesEdit: "agencies",
    ResultEdit: "result",
    ProcessEdit: "process",
    ProcessFileEdit: "process",
    **dict.fromkeys(get_args(FormEdit), "form"),
}


def applied(content: Mapping[str, Any], edit: Edit) -> Content:
    changed: Content = deepcopy(dict(content))
    _ACTS.get(type(edit), form_editing.apply)(changed, edit)
    return changed


def _general(content: Content, edit: GeneralEdit) -> None:
    plain = content["procedure"]
    plain["name"], plain["summary"] = _text(edit.name), _text(edit.summary)
    plain["who_may_apply"] = [_text(one) for one in edit.who_may_apply]


def _frame(content: Content, edit: FrameEdit) -> None:
    plain = content["procedure"]
    plain.pop("valid_to", None)
    plain["decision"] = edit.decision or plain["decision"]
    if edit.takes_effect_on is not None:
        plain["valid_from"] = edit.takes_effect_on.isoformat()


def _process(content: Content, edit: ProcessEdit) -> None:
    name = str(content["procedure"]["name"]["vi"])
    before = _source(content, edit.code)
    source = written(name, edit.steps, before)
    refuse_losses(before, source, edit.let_go)
    cases.put_process(content, edit.code, source)


def _process_file(content: Content, edit: ProcessFileEdit) -> None:
    if edit.stamp and edit.stamp != stamp_of(_source(content, edit.code)):
        raise ProcessChangedError
    cases.put_process(content, edit.code, taken(edit.source))


def _source(content: Content, code: str) -> str:
    case = rows.case_of(content["procedure"], code)
    return str(content["processes"][case["process"]])


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}


_ACTS: Mapping[type, Callable[[Content, Any], None]] = {
    FrameEdit: _frame,
    GeneralEdit: _general,
    ProcessEdit: _process,
    ProcessFileEdit: _process_file,
    AgenciesEdit: agencies.apply,
    ResultEdit: results.apply,
    **dict.fromkeys((CaseEdit, CaseDrop), cases.apply),
    **dict.fromkeys((PaperEdit, PaperDrop, PaperShift), papers.apply),
    **dict.fromkeys((FeeEdit, FeeDrop), fees.apply),
}
