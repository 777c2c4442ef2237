"""The counter hands dossiers and papers to a unit by a list; the unit says what it received."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import connection

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import (
    HandoverChangedError,
    HandoverReceivedError,
    NothingToHandOverError,
    SeatRequiredError,
)
from motcua.dossiers.models import HandoverLine, HandoverList, Step
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.handovers import (
    counters_of,
    found_handover,
    may_receive,
    papers_of,
    waiting_steps,
)
from motcua.kit import clock
from motcua.kit.scope import command

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('handover:' || %s, 0))"


@command
def hand_to_unit(*, actor: Actor, unit_id: UUID, dossier_ids: Collection[UUID]) -> UUID:
    """One list for one unit, all of the dossiers or none: what lies on the table is what is written."""
    counters = counters_of(actor)
    if not counters:
        raise SeatRequiredError(permission=Permission.ACCEPT)
    if not dossier_ids:
        raise NothingToHandOverError
    _one_at_a_time(unit_id)
    steps = _waiting(counters, unit_id, dossier_ids)
    from_unit_id = steps[0].dossier.received_by_unit_id
    if any(step.dossier.received_by_unit_id != from_unit_id for step in steps):
        raise HandoverChangedError
    row = _new_list(actor, from_unit_id, unit_id)
    given = papers_of([step.dossier for step in steps])
    HandoverLine.objects.bulk_create(
        HandoverLine(
            handover=row,
            dossier_id=step.dossier_id,
            to_unit_id=unit_id,
            papers=[asdict(paper) for paper in given[step.dossier_id]],
        )
        for step in steps
    )
    _write_down(actor, "dossier.hand_to_unit", row, [str(step.dossier_id) for step in steps])
    return row.id


def _one_at_a_time(unit_id: UUID) -> None:
    """Two windows that list the same pile are served one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [str(unit_id)])


def _waiting(counters: Sequence[UUID], unit_id: UUID, dossier_ids: Collection[UUID]) -> list[Step]:
    found = waiting_steps(counters).filter(unit_id=unit_id, dossier_id__in=dossier_ids)
    steps = {step.dossier_id: step for step in found.order_by("opened_at")}
    if set(steps) != set(dossier_ids):
        raise HandoverChangedError
    return list(steps.values())


def _new_list(actor: Actor, from_unit_id: UUID, to_unit_id: UUID) -> HandoverList:
    _one_at_a_time(from_unit_id)
    today = clock.today()
    before = HandoverList.objects.filter(from_unit_id=from_unit_id, day=today).count()
    units = (from_unit_id, to_unit_id)
    return HandoverList.objects.create(
        agencies=sorted({directory.organisation(unit).agency_id for unit in units}),
        from_unit_id=from_unit_id,
        to_unit_id=to_unit_id,
        day=today,
        serial=before + 1,
        made_by_id=actor.person_id,
        made_at=clock.now(),
    )


@command
def receive_handover(*, actor: Actor, list_id: UUID, received: Collection[UUID]) -> None:
    """The receipt, signed in with both factors; what is not among `received` goes back to the counter."""
    row = found_handover(actor, list_id, lock=True)
    if row.received_at is not None:
        raise HandoverReceivedError
    if not may_receive(actor, row):
        raise SeatRequiredError(permission=Permission.WORK)
    row.lines.filter(dossier_id__in=received).update(received=True)
    row.lines.filter(received=None).update(received=False)
    row.received_by_id, row.received_at = actor.person_id, clock.now()
    row.save(update_fields=["received_by_id", "received_at"])
    _write_down(actor, "dossier.receive_handover", row, sorted(str(one) for one in received))


def _write_down(actor: Actor, verb: str, row: HandoverList, dossiers: list[str]) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="handover_list",
        object_id=row.id,
        details={"to": str(row.to_unit_id), "dossiers": dossiers},
    )
