"""Somebody whose number was passed is there after all."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command
from motcua.queueing.actions.call_next import write_down
from motcua.queueing.errors import TicketNotFoundError, WrongMomentError
from motcua.queueing.models import Ticket
from motcua.queueing.permissions import Permission, authorize
from motcua.queueing.types import TicketState


@command
def put_back(*, actor: Actor, ticket_id: UUID) -> None:
    """The same number waits again, behind those who wait now; three calls begin anew."""
    ticket = Ticket.objects.select_for_update(of=("self",)).filter(pk=ticket_id).first()
    if ticket is None:
        raise TicketNotFoundError
    authorize(actor, Permission.CALL, agency_id=ticket.agency_id)
    if ticket.state != TicketState.MISSED or ticket.day != clock.today():
        raise WrongMomentError(label=ticket.label)
    ticket.state, ticket.since = TicketState.WAITING, clock.now()
    ticket.counter, ticket.calls = None, 0
    ticket.called_at = ticket.ended_at = None
    ticket.save(update_fields=["state", "since", "counter", "calls", "called_at", "ended_at"])
    write_down(actor, "put_back", ticket)
