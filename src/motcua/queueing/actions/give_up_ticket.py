"""Somebody leaves: the number is not called in vain."""

from motcua.audit import api as audit
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing.errors import TicketNotFoundError, WrongMomentError
from motcua.queueing.models import Ticket
from motcua.queueing.types import TicketState


def give_up_ticket(*, key: str) -> None:
    """Whoever holds the address of the number may give it back, while it waits."""
    with acting(SYSTEM):
        ticket = Ticket.objects.select_for_update().filter(key=key).first()
        if ticket is None:
            raise TicketNotFoundError
        if ticket.state != TicketState.WAITING:
            raise WrongMomentError(label=ticket.label)
        ticket.state, ticket.ended_at = TicketState.CANCELLED, clock.now()
        ticket.save(update_fields=["state", "ended_at"])
        audit.record(
            actor_id=ticket.id,  # nobody is signed in: the number itself acts
            verb="queueing.give_up_ticket",
            object_type="queue_ticket",
            object_id=ticket.id,
            details={"label": ticket.label},
        )
