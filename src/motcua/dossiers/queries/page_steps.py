"""The steps of a dossier, as its page shows them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.models import (
    Dossier,
    Step,
)
from motcua.dossiers.queries.locks import may_hold
from motcua.dossiers.queries.names import (
    step_name,
    unit_name,
)
from motcua.dossiers.types import (
    StepView,
)
from motcua.engines.flow import api as flow


def steps_of(
    found: Dossier,
    actor: Actor | None,
    names: Mapping[UUID, str],
    rows: Sequence[Step] | None = None,
) -> tuple[StepView, ...]:
    if rows is None:
        rows = list(Step.objects.filter(dossier=found).order_by("opened_at", "id"))
    diagram = catalogue.diagram(found.version_id, found.case_code)
    return tuple(_step(row, actor, names, diagram) for row in rows)


def _step(
    row: Step, actor: Actor | None, names: Mapping[UUID, str], diagram: flow.Diagram
) -> StepView:
    definition = diagram.step(row.key)
    number, of = flow.position(diagram, row.key)
    return StepView(
        step_id=row.id,
        key=row.key,
        name=step_name(definition),
        kind=row.kind,
        unit_name=unit_name(row.unit_id),
        assignee_name=names.get(row.assignee_id, "") if row.assignee_id else "",
        opened_at=row.opened_at,
        due_at=row.due_at,
        done_at=row.done_at,
        outcome=row.outcome,
        mine=actor is not None and row.done_at is None and may_hold(row, actor),
        outcomes=definition.outcomes,
        number=number,
        of=of,
        role=row.role,
        unit_id=row.unit_id,
        outcome_words=diagram.words.get(row.key, {}),
    )
