"""From the diagram to open steps: which unit holds what, since when, until when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.models import Dossier, Step, Turn, TurnKind
from motcua.dossiers.queries.offices import unit_for
from motcua.engines.flow import api as flow
from motcua.kit import clock

WAITS_FOR_OBLIGATION = "wait_payment"
RETURN = "return"


def start_process(dossier: Dossier) -> None:
    diagram = diagram_of(dossier)
    dossier.flow_state = flow.start(diagram)
    open_new_steps(dossier, already_open=frozenset())


def start_at_return(dossier: Dossier) -> None:
    """It was resolved elsewhere: nothing is left here but to hand the result over."""
    diagram = diagram_of(dossier)
    state = flow.start(diagram)
    while ahead := [s for s in flow.open_steps(diagram, state) if s.kind != RETURN]:
        state = flow.complete(diagram, state, ahead[0].key, ahead[0].outcomes[0])
    dossier.flow_state = state
    open_new_steps(dossier, already_open=frozenset())


def advance(dossier: Dossier, step: Step, outcome: str, turns: Chronicle) -> list[Turn]:
    """Complete a step in the diagram, open what follows, and draw the legal consequences.

    Waiting for tax stops the clock (two appointments); when nothing but handing over is left, the
    dossier is resolved: that moment is the end of processing. Returns the consequences.
    """
    diagram = diagram_of(dossier)
    dossier.flow_state = flow.complete(diagram, dossier.flow_state or {}, step.key, outcome)
    still_open = frozenset(
        Step.objects.filter(dossier=dossier, done_at=None)
        .exclude(pk=step.pk)
        .values_list("key", flat=True)
    )
    opened = open_new_steps(dossier, already_open=still_open)
    return [
        turns.add(kind, unit_id=step.unit_id) for kind in _consequences(step, opened, still_open)
    ]


def _consequences(
    step: Step, opened: Sequence[Step], still_open: frozenset[str]
) -> Iterator[TurnKind]:
    if step.kind == WAITS_FOR_OBLIGATION:
        yield TurnKind.OBLIGATION_SETTLED
    if any(new.kind == WAITS_FOR_OBLIGATION for new in opened):
        yield TurnKind.OBLIGATION_REQUIRED
    only_returning = all(new.kind == RETURN for new in opened) and not still_open
    if only_returning and step.kind != RETURN:
        yield TurnKind.RESOLVED


def open_new_steps(dossier: Dossier, *, already_open: frozenset[str]) -> list[Step]:
    opened = [
        _step(dossier, definition)
        for definition in flow.open_steps(diagram_of(dossier), dossier.flow_state or {})
        if definition.key not in already_open
    ]
    Step.objects.bulk_create(opened)
    dossier.agencies = sorted({*dossier.agencies, *(step.agency_id for step in opened)})
    return opened


def diagram_of(dossier: Dossier) -> flow.Diagram:
    return catalogue.diagram(dossier.version_id, dossier.case_code)


def _step(dossier: Dossier, definition: flow.StepDef) -> Step:
    agency_id = dossier.agency_id
    unit = unit_for(agency_id, definition.unit)
    if definition.kind == RETURN:
        unit_id, agency_id = _where_it_was_received(dossier)
    else:
        unit_id, agency_id = unit.id, unit.agency_id
    return Step(
        dossier=dossier,
        key=definition.key,
        kind=definition.kind,
        role=definition.role,
        unit_id=unit_id,
        agency_id=agency_id,
        opened_at=clock.now(),
        due_at=_step_due(definition.hours),
    )


def _where_it_was_received(dossier: Dossier) -> tuple[UUID, UUID]:
    unit = directory.organisation(dossier.received_by_unit_id)
    return unit.id, unit.agency_id


def _step_due(hours: float) -> datetime | None:
    """Hours of a step are working hours (8 a day)."""
    if not hours:
        return None
    return catalogue.calendar().add_working_minutes(clock.now(), round(hours * 60))
