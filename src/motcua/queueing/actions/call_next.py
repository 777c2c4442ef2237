"""Call whoever is next for this counter."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command
from motcua.queueing.errors import CounterBusyError, NobodyWaitsError
from motcua.queueing.models import Call, QueueCounter, Ticket
from motcua.queueing.permissions import Permission
from motcua.queueing.queries import lock_counter, must_sit_at, todays, view_of, waiting_at
from motcua.queueing.types import AT_A_COUNTER, TicketState, TicketView


@command
def call_next(*, actor: Actor, counter_id: UUID) -> TicketView:
    """Two counters that press at once are served one after the other: the centre is locked."""
    counter = lock_counter(counter_id, actor=actor, permission=Permission.CALL)
    must_sit_at(actor, counter.id)
    must_be_free(counter)
    ticket = _lock_first(counter)
    ticket.state, ticket.counter = TicketState.CALLED, counter
    ticket.called_at, ticket.calls = clock.now(), 0
    write_call(actor, ticket, counter)
    return view_of(ticket)


def _lock_first(counter: QueueCounter) -> Ticket:
    """Somebody may give a number back while we look: then it is the turn of the one after."""
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("service")
    for one in waiting_at(counter):
        ticket = rows.filter(pk=one.pk, state=TicketState.WAITING).first()
        if ticket is not None:
            return ticket
    raise NobodyWaitsError


def must_be_free(counter: QueueCounter) -> None:
    here = todays(counter.centre_id).filter(counter=counter, state__in=AT_A_COUNTER).first()
    if here is not None:
        raise CounterBusyError(label=here.label)


def write_call(actor: Actor, ticket: Ticket, counter: QueueCounter) -> None:
    ticket.calls += 1
    ticket.save(update_fields=["state", "counter", "called_at", "calls"])
    Call.objects.create(
        ticket=ticket,
        counter=counter,
        agency_id=ticket.agency_id,
        official_id=actor.person_id,
        at=clock.now(),
    )
    write_down(actor, "call", ticket)


def write_down(actor: Actor, verb: str, ticket: Ticket) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=f"queueing.{verb}",
        object_type="queue_ticket",
        object_id=ticket.id,
        details={"label": ticket.label, "counter_id": str(ticket.counter_id or "")},
    )
