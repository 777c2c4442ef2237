"""Who holds a step: a head assigns and takes back, a colleague takes."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import AssigneeNotHereError, SeatRequiredError, StepNotYoursError
from motcua.dossiers.models import Dossier, Step, TurnKind
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_step, refuse_if_not_holder
from motcua.dossiers.queries.names import person_name, unit_name
from motcua.kit.scope import command


@command
def assign(*, actor: Actor, step_id: UUID, person_id: UUID) -> None:
    """A head gives the step to somebody who holds its role in its unit."""
    dossier, step = lock_step(step_id, actor=actor, permission=Permission.ASSIGN)
    if step.role == ELSEWHERE:
        raise StepNotYoursError(who=unit_name(step.unit_id))
    if not actor.holds(Role.HEAD, unit_id=step.unit_id):
        raise SeatRequiredError(permission=Permission.ASSIGN)
    able = {holder.person_id for holder in directory.holders(step.unit_id, Role(step.role))}
    if person_id not in able:
        raise AssigneeNotHereError(name=person_name(person_id), unit=unit_name(step.unit_id))
    _give(dossier, step, actor, person_id=person_id, kind=TurnKind.ASSIGNED)


@command
def take(*, actor: Actor, step_id: UUID) -> None:
    """Somebody of the unit takes a step that nobody holds yet."""
    dossier, step = lock_step(step_id, actor=actor, permission=Permission.WORK)
    refuse_if_not_holder(step, actor)
    # A substitute takes it for the seat's owner: what is taken stays when the days are over.
    taker = dossier.on_behalf_of or actor.person_id
    if step.assignee_id != taker:
        _give(dossier, step, actor, person_id=taker, kind=TurnKind.ASSIGNED)


@command
def take_back(*, actor: Actor, step_id: UUID) -> None:
    """A head takes the step back: it is the unit's again."""
    dossier, step = lock_step(step_id, actor=actor, permission=Permission.ASSIGN)
    if not actor.holds(Role.HEAD, unit_id=step.unit_id):
        raise SeatRequiredError(permission=Permission.ASSIGN)
    _give(dossier, step, actor, person_id=None, kind=TurnKind.TAKEN_BACK)


def _give(
    dossier: Dossier, step: Step, actor: Actor, *, person_id: UUID | None, kind: TurnKind
) -> None:
    turns = Chronicle(dossier, actor)
    turns.add(kind, facts={"step": step.key, "to": str(person_id or "")}, unit_id=step.unit_id)
    turns.write()
    step.assignee_id = person_id
    step.save(update_fields=["assignee_id"])
    audit.record(
        actor_id=actor.person_id,
        verb=f"dossier.step_{kind}",
        object_type="dossier",
        object_id=dossier.id,
        details={"step": step.key, "to": str(person_id or "")},
    )
