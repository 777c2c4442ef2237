"""From the diagram to open steps: which unit holds what, since when, until when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import OrganisationRef
from motcua.dossiers.actions.refer import refer_steps
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.models import Dossier, Step, Turn, TurnKind
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.queries.between import child_desk, consulted_agency, linked_at
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.offices import unit_for
from motcua.engines.flow import api as flow
from motcua.engines.legaltime import api as legaltime
from motcua.kit import clock

WAITS_FOR_OBLIGATION = "wait_payment"
POSTING = "posting"
RETURN = "return"


def start_process(dossier: Dossier, turns: Chronicle, *, since: datetime | None = None) -> None:
    """`since`: from when the first steps' time runs, where a rule sets it; else from now."""
    diagram = diagram_of(dossier)
    dossier.flow_state = flow.start(diagram)
    open_new_steps(dossier, turns, already_open=frozenset(), since=since)


def advance(dossier: Dossier, step: Step, outcome: str, turns: Chronicle) -> list[Turn]:
    """Complete a step in the diagram, open what follows, and draw the legal consequences.

    Waiting for tax stops the clock (two appointments), public posting leaves its days out; when nothing
    but handing over is left, the dossier is resolved: that moment is the end of processing. Returns
    the consequences.
    """
    diagram = diagram_of(dossier)
    dossier.flow_state = flow.complete(diagram, dossier.flow_state or {}, step.key, outcome)
    still_open = frozenset(
        Step.objects.filter(dossier=dossier, done_at=None)
        .exclude(pk=step.pk)
        .values_list("key", flat=True)
    )
    opened = open_new_steps(dossier, turns, already_open=still_open)
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
    if step.kind == POSTING:
        yield TurnKind.POSTING_ENDED
    if any(new.kind == POSTING for new in opened):
        yield TurnKind.POSTING_STARTED
    only_returning = all(new.kind == RETURN for new in opened) and not still_open
    if only_returning and step.kind != RETURN:
        yield TurnKind.RESOLVED


def open_new_steps(
    dossier: Dossier,
    turns: Chronicle,
    *,
    already_open: frozenset[str],
    since: datetime | None = None,
) -> list[Step]:
    opened = new_steps(dossier, turns, already_open=already_open, since=since)
    Step.objects.bulk_create(opened)
    return opened


def new_steps(
    dossier: Dossier,
    turns: Chronicle,
    *,
    already_open: frozenset[str],
    since: datetime | None = None,
) -> list[Step]:
    """Not stored yet. A step that another agency only answers does not show that agency the dossier."""
    calendar = turns.calendar or catalogue.calendar()
    opened = [
        _step(dossier, definition, since or clock.now(), calendar)
        for definition in flow.open_steps(diagram_of(dossier), dossier.flow_state or {})
        if definition.key not in already_open
    ]
    dossier.agencies = sorted({*dossier.agencies, *(step.agency_id for step in opened)})
    refer_steps(dossier, opened, turns)
    return opened


def leave_out_wait(dossier: Dossier) -> None:
    """Called before the clock goes on: the time of open steps stood as long as the dossier's."""
    if dossier.paused_since is None:
        return
    calendar = catalogue.calendar()
    held = list(Step.objects.filter(dossier=dossier, done_at=None, due_at__isnull=False))
    for step in held:
        if step.due_at is not None:
            stood = calendar.working_minutes_between(
                max(dossier.paused_since, step.opened_at), clock.now()
            )
            step.due_at = calendar.add_working_minutes(step.due_at, max(stood, 0))
    Step.objects.bulk_update(held, ["due_at"])


def diagram_of(dossier: Dossier) -> flow.Diagram:
    return catalogue.diagram(dossier.version_id, dossier.case_code)


def _step(
    dossier: Dossier, definition: flow.StepDef, since: datetime, calendar: legaltime.Calendar
) -> Step:
    unit_id, agency_id, role = _place_of(dossier, definition)
    return Step(
        dossier=dossier,
        key=definition.key,
        kind=definition.kind,
        role=role,
        unit_id=unit_id,
        agency_id=agency_id,
        opened_at=clock.now(),
        due_at=_due_of(dossier, definition, since, calendar),
    )


def _place_of(dossier: Dossier, definition: flow.StepDef) -> tuple[UUID, UUID, str]:
    """Unit, agency in whose list it stands, role: of another agency's answer, those who wait."""
    if definition.kind == RETURN:
        unit = directory.organisation(dossier.received_by_unit_id)
        return unit.id, unit.agency_id, definition.role
    other = _asked(dossier, definition)
    if other is not None:
        return other.id, dossier.agency_id, ELSEWHERE
    unit = unit_for(dossier.agency_id, definition.unit, doing=definition.agency)
    return unit.id, unit.agency_id, definition.role


def _asked(dossier: Dossier, definition: flow.StepDef) -> OrganisationRef | None:
    """Who answers a step that is no work of the dossier's own agencies."""
    if definition.kind == flow.StepKind.CONSULT:
        return consulted_agency(case_of(dossier), definition.key)
    if definition.kind == flow.StepKind.LINKED:
        link = linked_at(case_of(dossier), definition.key)
        return child_desk(dossier, link) if link else None
    return None


def _due_of(
    dossier: Dossier, definition: flow.StepDef, since: datetime, calendar: legaltime.Calendar
) -> datetime | None:
    """Hours of a step are working hours (8 a day); posting ends where the legal clock goes on."""
    if definition.kind == POSTING:
        policy = case_of(dossier).clock_policy
        return legaltime.posting_ends(policy, calendar, since=calendar.local(since))
    if not definition.hours:
        return None
    return calendar.add_working_minutes(since, round(definition.hours * 60))
