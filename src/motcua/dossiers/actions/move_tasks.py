"""A head moves open tasks of one officer to another, in one act (sick leave, a new post)."""

from collections.abc import Collection
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import NothingToMoveError, SeatRequiredError
from motcua.dossiers.models import Step, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier, refuse_if_done
from motcua.kit.ids import new_id
from motcua.kit.scope import command


@command
def move_tasks(
    *, actor: Actor, from_id: UUID, to_id: UUID, step_ids: Collection[UUID] | None = None
) -> int:
    """All open tasks of `from_id` in the head's units, or only `step_ids`; all of them or none.

    The legal clock does not notice: pauses and dates stay, only who holds the step changes.
    """
    steps = _tasks(actor, from_id, step_ids)
    if not steps or from_id == to_id:
        raise NothingToMoveError
    _refuse_unable(steps, to_id)
    move_id = new_id()
    for step in steps:
        _move(step, actor, to_id=to_id, move_id=move_id)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.move_tasks",
        object_type="move",
        object_id=move_id,
        details={"from": str(from_id), "to": str(to_id), "steps": [str(s.id) for s in steps]},
    )
    return len(steps)


def _tasks(actor: Actor, from_id: UUID, step_ids: Collection[UUID] | None) -> list[Step]:
    """In the order of dossiers, so that two heads lock them in the same order."""
    units = [seat.unit_id for seat in actor.seats if seat.role == Role.HEAD]
    if not units:
        raise SeatRequiredError(permission=Permission.ASSIGN)
    steps = Step.objects.filter(assignee_id=from_id, done_at=None, unit_id__in=units)
    if step_ids is not None:
        steps = steps.filter(pk__in=step_ids)
    return list(steps.order_by("dossier_id", "opened_at"))


def _refuse_unable(steps: Collection[Step], to_id: UUID) -> None:
    for unit_id, role in {(step.unit_id, step.role) for step in steps}:
        if to_id not in {one.person_id for one in directory.holders(unit_id, Role(role))}:
            raise SeatRequiredError(permission=Permission.ASSIGN)


def _move(step: Step, actor: Actor, *, to_id: UUID, move_id: UUID) -> None:
    dossier = lock_dossier(step.dossier_id, actor=actor, permission=Permission.ASSIGN)
    step.refresh_from_db()
    refuse_if_done(step)  # finished while this act waited for the lock
    turns = Chronicle(dossier, actor)
    turns.add(
        TurnKind.ASSIGNED,
        facts={
            "step": step.key,
            "from": str(step.assignee_id),
            "to": str(to_id),
            "move": str(move_id),
        },
        unit_id=step.unit_id,
    )
    turns.write()
    step.assignee_id = to_id
    step.save(update_fields=["assignee_id"])
