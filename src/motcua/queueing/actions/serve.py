"""What happens at the counter after the call: begin, done, or the person did not come."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command
from motcua.queueing.actions.call_next import write_down
from motcua.queueing.queries import lock_ticket
from motcua.queueing.types import TicketState


@command
def start_serving(*, actor: Actor, ticket_id: UUID) -> None:
    """From here on the service time is measured."""
    ticket = lock_ticket(ticket_id, actor=actor, states=(TicketState.CALLED,))
    ticket.state, ticket.started_at = TicketState.SERVING, clock.now()
    ticket.save(update_fields=["state", "started_at"])
    write_down(actor, "start_serving", ticket)


@command
def finish_serving(*, actor: Actor, ticket_id: UUID) -> None:
    ticket = lock_ticket(ticket_id, actor=actor, states=(TicketState.SERVING,))
    ticket.state, ticket.ended_at = TicketState.DONE, clock.now()
    ticket.save(update_fields=["state", "ended_at"])
    write_down(actor, "finish_serving", ticket)


@command
def pass_ticket(*, actor: Actor, ticket_id: UUID) -> None:
    ticket = lock_ticket(ticket_id, actor=actor, states=(TicketState.CALLED,))
    ticket.state, ticket.ended_at = TicketState.MISSED, clock.now()
    ticket.save(update_fields=["state", "ended_at"])
    write_down(actor, "pass_ticket", ticket)
