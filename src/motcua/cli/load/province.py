"""Who handles what: every procedure at every agency that answers for it, with its normal way."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, ProcedureVersion
from motcua.cli.load.outcome import Fees, Printed, fees, printed
from motcua.cli.load.plan import LAST
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationKind, OrganisationRef
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from motcua.engines.flow import api as flow
from motcua.engines.legaltime.api import ClockPolicy
from motcua.kit import clock

# What people come for most; everything else shares the rest.
BUSY = {
    "2.000815": 12.0,
    "1.001193": 5.0,
    "1.004873": 4.0,
    "1.004222": 4.0,
    "3.000347": 4.0,
    "1.013831": 4.0,
    "1.001612": 3.0,
    "1.012783": 3.0,
    "3.000333": 2.0,
    "2.001661": 0.1,
}
ANSWERS = ("ho_ten", "so_dinh_danh", "ngay_sinh")


@dataclass(frozen=True, slots=True)
class Opened:
    """A step as this agency opens it."""

    key: str
    kind: str
    role: str
    unit_id: str
    agency_id: str
    seconds: int  # of working time; 0: no due date of its own
    holder_id: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step is done; what opens, and what the diagram knows afterwards."""

    done: str
    outcome: str
    opens: tuple[Opened, ...]
    flow_state: str


@dataclass(frozen=True, slots=True)
class Place:
    """A case of a procedure at one agency."""

    version_id: str
    procedure: str
    case: str
    policy: ClockPolicy
    agency_id: str
    agency_code: str
    counter_id: str
    counter_agency_id: str
    counter_agency_code: str
    begins: Stage
    stages: tuple[Stage, ...]
    components: tuple[str, ...]
    by_data: frozenset[str]  # components that nobody need hand in online
    printed: Printed
    fees: Mapping[Channel, Fees]
    answers: tuple[str, ...]
    retention_years: int | None
    weight: float


def places() -> list[Place]:
    """Every procedure of the catalogue in every agency and case; raises nothing for gaps: they are left out."""
    found = [place for version in _versions() for place in _of(version)]
    if not found:
        raise LookupError("no procedure has an agency; run ./motcua prepare first")
    return found


def official_id(unit_id: str, role: str) -> str:
    """One invented official for every role of a unit."""
    return str(uuid5(NAMESPACE_URL, f"motcua:history:{unit_id}:{role}"))


def officials(found: list[Place]) -> set[str]:
    """Everybody who acts in the history."""
    counters = {official_id(place.counter_id, "reception") for place in found}
    stages = (stage for place in found for stage in (place.begins, *place.stages))
    return counters | {opened.holder_id for stage in stages for opened in stage.opens}


def _versions() -> Iterator[ProcedureVersion]:
    """As in force at the end of the history; procedures that came later, as they are today."""
    told: set[str] = set()
    for on in (LAST, clock.today()):
        for version in catalogue.versions_in_force(on):
            if version.code not in told:
                told.add(version.code)
                yield version


def _of(version: ProcedureVersion) -> Iterator[Place]:
    weight = BUSY.get(version.code, 1.0)
    agencies = dossiers.offering_agencies(version)
    for agency in agencies:
        for number, case in enumerate(version.cases):
            # The first case is the ordinary one.
            share = weight / len(agencies) / (1 if number == 0 else 4)
            try:
                yield _place(version, case, agency, share)
            except OrganisationNotFoundError:
                continue  # this agency has no such unit


def _place(version: ProcedureVersion, case: Case, agency: OrganisationRef, weight: float) -> Place:
    counter = directory.unit_of(agency.id, OrganisationKind.SERVICE_CENTRE)
    diagram = catalogue.diagram(version.id, case.code)
    begins, stages = _way(diagram, agency, counter)
    asked = catalogue.form(version.id).sample_people
    sample = asked[0]["answers"] if asked else {}
    return Place(
        version_id=str(version.id),
        procedure=version.code,
        case=case.code,
        policy=case.clock_policy,
        agency_id=str(agency.id),
        agency_code=agency.code,
        counter_id=str(counter.id),
        counter_agency_id=str(counter.agency_id),
        counter_agency_code=directory.organisation(counter.agency_id).code,
        begins=begins,
        stages=stages,
        components=_handed_in(case),
        by_data=frozenset(one.code for one in case.components if one.replaceable_by),
        printed=printed(version, case, _issuing(diagram, agency)),
        fees=fees(case, sample),
        answers=tuple(name for name in ANSWERS if name in sample),
        retention_years=version.retention_years,
        weight=weight,
    )


def _issuing(diagram: flow.Diagram, agency: OrganisationRef) -> OrganisationRef:
    """Who signs: where two levels share a procedure, not the agency it was sent to."""
    signing = next((step for step in diagram.steps if step.kind == flow.StepKind.SIGN), None)
    named = signing.agency if signing is not None else ""
    return directory.organisation_by_code(named) if named else agency


def samples(found: Iterable[Place]) -> dict[str, set[str]]:
    """Each sample file, and the agencies whose dossiers hold it."""
    shown: dict[str, set[str]] = {}
    for place in found:
        seen = shown.setdefault(place.printed.sample_id, {place.printed.agency_id})
        seen |= {place.agency_id, place.counter_agency_id}
    return shown


def _way(
    diagram: flow.Diagram, agency: OrganisationRef, counter: OrganisationRef
) -> tuple[Stage, tuple[Stage, ...]]:
    def opened(steps: Iterable[flow.StepDef]) -> tuple[Opened, ...]:
        return tuple(_opened(step, agency, counter) for step in steps)

    state = flow.start(diagram)
    begins = Stage("", "", opened(flow.open_steps(diagram, state)), json.dumps(state))
    stages: list[Stage] = []
    while there := flow.open_steps(diagram, state):
        done, before = there[0], {step.key for step in there}
        state = flow.complete(diagram, state, done.key, done.outcomes[0])
        new = opened(s for s in flow.open_steps(diagram, state) if s.key not in before)
        stages.append(Stage(done.key, done.outcomes[0], new, json.dumps(state)))
    return begins, tuple(stages)


def _opened(step: flow.StepDef, agency: OrganisationRef, counter: OrganisationRef) -> Opened:
    if step.kind == flow.StepKind.RETURN:
        unit = counter
    else:
        doing = directory.organisation_by_code(step.agency).id if step.agency else agency.id
        unit = directory.unit_serving(doing, OrganisationKind(step.unit))
    return Opened(
        key=step.key,
        kind=step.kind.value,
        role=step.role,
        unit_id=str(unit.id),
        agency_id=str(unit.agency_id),
        seconds=round(step.hours * 60) * 60,
        holder_id=official_id(str(unit.id), step.role),
    )


def _handed_in(case: Case) -> tuple[str, ...]:
    """Required papers; of alternatives the first."""
    wanted = [c for c in case.components if c.required and c.condition is None]
    return tuple({c.one_of_group or c.code: c.code for c in reversed(wanted)}.values())
