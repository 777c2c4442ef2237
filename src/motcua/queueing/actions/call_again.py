"""The number that was called has not come: call it again, twice at most."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.kit.scope import command
from motcua.queueing.actions.call_next import write_call
from motcua.queueing.errors import CalledEnoughError
from motcua.queueing.queries import lock_ticket
from motcua.queueing.types import MOST_CALLS, TicketState


@command
def call_again(*, actor: Actor, ticket_id: UUID) -> None:
    ticket = lock_ticket(ticket_id, actor=actor, states=(TicketState.CALLED,))
    if ticket.calls >= MOST_CALLS or ticket.counter is None:
        raise CalledEnoughError(label=ticket.label)
    write_call(actor, ticket, ticket.counter)
