"""Which counter an official sits at today."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command
from motcua.queueing.actions.call_next import must_be_free
from motcua.queueing.errors import CounterClosedError, CounterTakenError
from motcua.queueing.models import Sitting
from motcua.queueing.permissions import Permission
from motcua.queueing.queries import lock_counter


@command
def sit_down(*, actor: Actor, counter_id: UUID) -> None:
    """Opens the counter. Whoever moves leaves the old one, if nobody stands there."""
    counter = lock_counter(counter_id, actor=actor, permission=Permission.CALL)
    open_now = Sitting.objects.filter(day=clock.today(), closed_at=None)
    here = open_now.filter(counter=counter).first()
    if here is not None and here.official_id == actor.person_id:
        return
    if here is not None:
        raise CounterTakenError
    for old in open_now.filter(official_id=actor.person_id).select_related("counter"):
        _close(old)
    Sitting.objects.create(
        counter=counter, agency_id=counter.agency_id, official_id=actor.person_id
    )
    _write_down(actor, "sit_down", counter.id)


@command
def stand_up(*, actor: Actor, counter_id: UUID) -> None:
    counter = lock_counter(counter_id, actor=actor, permission=Permission.CALL)
    here = Sitting.objects.filter(
        counter=counter, day=clock.today(), closed_at=None, official_id=actor.person_id
    ).first()
    if here is None:
        raise CounterClosedError
    _close(here)
    _write_down(actor, "stand_up", counter.id)


def _close(sitting: Sitting) -> None:
    must_be_free(sitting.counter)
    sitting.closed_at = clock.now()
    sitting.save(update_fields=["closed_at"])


def _write_down(actor: Actor, verb: str, counter_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=f"queueing.{verb}",
        object_type="queue_counter",
        object_id=counter_id,
        details={},
    )
