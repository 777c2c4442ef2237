"""Where a dossier of another system goes on here: which steps are open, along the ordinary way."""

import json
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.dossiers.actions.open_steps import RETURN, WAITS_FOR_OBLIGATION, new_steps
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.models import Dossier, Step
from motcua.engines.flow import api as flow


class Goal(StrEnum):
    """From the first step; at the tax office; or nothing left but to hand the result over."""

    FIRST = "first"
    TAX = "tax"
    RETURN = "return"


def begin(
    dossier: Dossier, turns: Chronicle, goal: Goal, *, since: datetime | None = None
) -> list[Step]:
    """The open steps, not stored yet; `since`: when they opened, where that was told."""
    dossier.flow_state = json.loads(_state(dossier.version_id, dossier.case_code, goal))
    opened = new_steps(dossier, turns, already_open=frozenset(), since=since)
    for step in opened:
        step.opened_at = since or step.opened_at
    return opened


@lru_cache(maxsize=4096)
def _state(version_id: UUID, case_code: str, goal: Goal) -> str:
    """A version never changes, so the walk is done once for each."""
    diagram = catalogue.diagram(version_id, case_code)
    state = flow.start(diagram)
    while not _there(goal, ahead := flow.open_steps(diagram, state)):
        step = next(step for step in ahead if step.kind != RETURN)
        state = flow.complete(diagram, state, step.key, step.outcomes[0])
    return json.dumps(state)


def _there(goal: Goal, ahead: tuple[flow.StepDef, ...]) -> bool:
    if goal is Goal.TAX:
        return any(step.kind == WAITS_FOR_OBLIGATION for step in ahead)
    return goal is Goal.FIRST or all(step.kind == RETURN for step in ahead)
