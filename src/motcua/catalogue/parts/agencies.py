"""Steps at other agencies: whom a case asks, what it waits for; and how that is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from motcua.catalogue.parts import rows
from motcua.catalogue.parts.edits import AgenciesEdit, Consulted, LinkedStep
from motcua.catalogue.parts.views import StepAtAgency
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.engines.flow import api as flow
from motcua.engines.flow.errors import FlowError
from motcua.engines.flow.types import StepDef, StepKind
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
Content = Mapping[str, Any]
ELSEWHERE = (StepKind.CONSULT, StepKind.LINKED)


def apply(content: Plain, edit: AgenciesEdit) -> None:
    case = rows.case_of(content["procedure"], edit.code)
    said = {
        "consulted": [_said(one) for one in edit.consulted if one.agency or one.silence],
        "linked": [_said(one) for one in edit.linked],
    }
    for part, lines in said.items():
        case.pop(part, None)
        if lines:
            case[part] = lines


def _said(one: Consulted | LinkedStep) -> Plain:
    return {name: value for name, value in asdict(one).items() if value or name == "step"}


def steps_of(content: Content, code: str) -> tuple[StepDef, ...]:
    """The steps of the case's process that another agency answers."""
    case = rows.case_of(content["procedure"], code)
    try:
        steps = flow.steps_in(content["processes"][case["process"]].encode())
    except FlowError:
        return ()
    return tuple(step for step in steps if step.kind in ELSEWHERE)


def shown(content: Content, code: str) -> tuple[StepAtAgency, ...]:
    return tuple(_shown(content, code))


def _shown(content: Content, code: str) -> Iterator[StepAtAgency]:
    case = rows.case_of(content["procedure"], code)
    consulted = {one["step"]: one for one in case.get("consulted", ())}
    linked = {one["step"]: one for one in case.get("linked", ())}
    for step in steps_of(content, code):
        name, kind = Text(step.name_vi, step.name_en or step.name_vi), str(step.kind)
        if step.kind == StepKind.CONSULT:
            said = consulted.get(step.key, {})
            asks = agency_name(said.get("agency", ""))
            yield StepAtAgency(
                step.key, name, kind, step.hours, asks, silence=said.get("silence", "")
            )
        else:
            said = linked.get(step.key, {})
            yield StepAtAgency(
                step.key,
                name,
                kind,
                step.hours,
                said.get("procedure", ""),
                basis=said.get("basis", ""),
                missing=not said,
            )


def agency_name(code: str) -> str:
    """Empty: a unit of the same agency. A code that nobody has any more is shown as it is."""
    if not code:
        return ""
    try:
        return directory.organisation_by_code(code).name
    except OrganisationNotFoundError:
        return code
