"""What a line of an official's list says; few statements however many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries.legal_clock import row_time_left
from motcua.dossiers.queries.messages import unread_of
from motcua.dossiers.queries.names import in_language, person_names, step_name, unit_name
from motcua.dossiers.types import STATUS_NAMES, Status, TimeLeft, WorkRow
from motcua.engines.flow import api as flow
from motcua.engines.legaltime.types import Calendar, State
from motcua.kit import clock

# Long or sealed, and in no list.
HEAVY = ("answers_sealed", "secret_sealed", "flow_state", "last_turn_hash")
HEAVY_OF_STEP = tuple(f"dossier__{name}" for name in HEAVY)


def rows_of(steps: list[Step]) -> tuple[WorkRow, ...]:
    names = person_names(step.assignee_id for step in steps)
    calendar = catalogue.calendar()
    unread = unread_of([step.dossier_id for step in steps], by_citizen=True)
    return tuple(
        replace(_row(step.dossier, step, names, calendar), unread=unread.get(step.dossier_id, 0))
        for step in steps
    )


def dossier_rows(dossiers: Iterable[Dossier]) -> tuple[WorkRow, ...]:
    calendar = catalogue.calendar()
    rows = list(dossiers)
    unread = unread_of([row.id for row in rows], by_citizen=True)
    return tuple(
        replace(_row(row, None, {}, calendar), unread=unread.get(row.id, 0)) for row in rows
    )


def _row(
    dossier: Dossier, step: Step | None, names: Mapping[UUID, str], calendar: Calendar
) -> WorkRow:
    left = row_time_left(dossier, calendar, now=clock.now())
    row = WorkRow(
        dossier_id=dossier.id,
        code=dossier.code,
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        owner_name=dossier.owner_name,
        status=dossier.state,
        status_name=str(STATUS_NAMES[dossier.state]),
        submitted_at=dossier.submitted_at,
        due_at=dossier.due_at,
        left=left,
        flags=_flags(dossier, step, left),
    )
    return row if step is None else _with_step(row, dossier, step, names)


def _with_step(row: WorkRow, dossier: Dossier, step: Step, names: Mapping[UUID, str]) -> WorkRow:
    diagram = catalogue.diagram(dossier.version_id, dossier.case_code)
    number, of = flow.position(diagram, step.key)
    return replace(
        row,
        step_id=step.id,
        step_name=step_name(diagram.step(step.key)),
        step_kind=step.kind,
        step_number=number,
        step_of=of,
        since=step.opened_at,
        holder=names.get(step.assignee_id, "") if step.assignee_id else unit_name(step.unit_id),
    )


def _flags(dossier: Dossier, step: Step | None, left: TimeLeft) -> tuple[str, ...]:
    """Keys of what deserves a look: late without apology, extended, what the citizen was asked for.

    Late is what the row itself says is late: the appointed day is in time to its end.
    """
    flags = []
    if left.state == State.OVERDUE:
        flags.append("late_with_apology" if dossier.extensions else "late_without_apology")
    else:
        if step is not None and _is_late(step, dossier):
            flags.append("step_late")
        if dossier.extensions:
            flags.append("extended")
    if dossier.state is Status.SUPPLEMENT_REQUESTED:
        flags.append("supplement_asked")
    elif dossier.state is Status.PAYMENT_REQUIRED:
        flags.append("payment_asked")
    elif dossier.supplements:
        flags.append("supplemented")
    return tuple(flags)


def _is_late(step: Step, dossier: Dossier) -> bool:
    """Its own time is over and the dossier's still runs. Posting ends by itself and is late for nobody."""
    return (
        step.done_at is None
        and step.kind != flow.StepKind.POSTING
        and step.due_at is not None
        and step.due_at < clock.now()
        and dossier.ended_at is None
        and dossier.paused_since is None
    )
