"""Who holds open tasks in the units of a head, and which."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.directory import api as directory
from motcua.directory.types import Actor, Role, SeatHolder
from motcua.dossiers.models import Step
from motcua.dossiers.queries.list_rows import rows_of
from motcua.dossiers.queries.names import person_names
from motcua.dossiers.types import WorkRow
from motcua.kit.scope import acting

MOST = 500


def officers_here(*, actor: Actor) -> tuple[SeatHolder, ...]:
    """Everybody who holds a task in the head's units or could be given one, once each by name."""
    units = _units(actor)
    with acting(actor.scope):
        found = {
            one.person_id: one
            for unit_id in units
            for role in (Role.CASE_OFFICER, Role.HEAD)
            for one in directory.holders(unit_id, role)
        }
        held = set(_open(actor).values_list("assignee_id", flat=True).distinct())
        gone = person_names(held - set(found))  # they left their seat, their tasks did not
        found |= {person_id: SeatHolder(person_id, name, "") for person_id, name in gone.items()}
        return tuple(sorted(found.values(), key=lambda one: one.name))


def tasks_of(*, actor: Actor, person_id: UUID) -> tuple[WorkRow, ...]:
    with acting(actor.scope):
        steps = _open(actor).filter(assignee_id=person_id).select_related("dossier")
        return rows_of(list(steps.order_by("dossier__due_at", "id")[:MOST]))


def _units(actor: Actor) -> list[UUID]:
    return [seat.unit_id for seat in actor.seats if seat.role == Role.HEAD]


def _open(actor: Actor) -> QuerySet[Step]:
    return Step.objects.filter(done_at=None, unit_id__in=_units(actor), assignee_id__isnull=False)
