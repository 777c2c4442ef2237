"""Wrong service or wrong counter: the number goes on, and keeps the time it has waited."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.kit.scope import command
from motcua.queueing.actions.call_next import write_down
from motcua.queueing.errors import CounterNotFoundError
from motcua.queueing.models import QueueCounter, Ticket
from motcua.queueing.queries import lock_ticket, service_at
from motcua.queueing.types import AT_A_COUNTER, TicketState


@command
def transfer_ticket(
    *,
    actor: Actor,
    ticket_id: UUID,
    service_id: UUID | None = None,
    counter_id: UUID | None = None,
) -> None:
    """To a service, to one counter, or both. The number on the paper stays."""
    ticket = lock_ticket(ticket_id, actor=actor, states=AT_A_COUNTER)
    if service_id is not None:
        ticket.service = service_at(ticket.centre_id, service_id)
    ticket.meant_for = _counter(ticket, counter_id) if counter_id else None
    write_down(actor, "transfer_ticket", ticket)
    ticket.state, ticket.counter = TicketState.WAITING, None
    ticket.calls, ticket.called_at, ticket.started_at = 0, None, None
    ticket.save()


def _counter(ticket: Ticket, counter_id: UUID) -> QueueCounter:
    rows = QueueCounter.objects.filter(centre_id=ticket.centre_id, active=True)
    found = rows.filter(pk=counter_id).first()
    if found is None or found.id == ticket.counter_id:
        raise CounterNotFoundError
    return found
