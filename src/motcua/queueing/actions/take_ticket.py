"""A number is taken, at the kiosk or by the official for somebody who cannot."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.kit import clock, crypto
from motcua.kit.scope import command
from motcua.queueing.models import QueueService, Ticket, TicketSerial
from motcua.queueing.permissions import Permission, Who, authorize
from motcua.queueing.queries import service_at, view_of
from motcua.queueing.types import Priority, TicketView

_KEY_LETTERS = 20


@command
def take_ticket(
    *,
    actor: Who,
    centre_id: UUID,
    service_id: UUID,
    priority: Priority = Priority.NONE,
    form: UUID | None = None,
) -> TicketView:
    """`form` comes with the page: tapped twice, it is answered with the same number."""
    service = service_at(centre_id, service_id)
    authorize(actor, Permission.TAKE_NUMBER, agency_id=service.agency_id)
    number = next_number(service)  # held until the end: a second tap waits here
    known = Ticket.objects.filter(form=form).first() if form else None
    if known is not None:
        return view_of(known)
    ticket = new_ticket(service, number, priority=priority, form=form)
    audit.record(
        actor_id=actor.person_id,
        verb="queueing.take_ticket",
        object_type="queue_ticket",
        object_id=ticket.id,
        details={"label": ticket.label},
    )
    return view_of(ticket)


def next_number(service: QueueService) -> TicketSerial:
    """No gap and no double: the row stays locked until the number is committed."""
    mine = {"service": service, "day": clock.today()}
    fresh = TicketSerial(agency_id=service.agency_id, **mine)
    TicketSerial.objects.bulk_create([fresh], ignore_conflicts=True)
    return TicketSerial.objects.select_for_update(of=("self",)).get(**mine)


def new_ticket(service: QueueService, number: TicketSerial, **more: object) -> Ticket:
    number.last += 1
    number.save(update_fields=["last"])
    return Ticket.objects.create(
        centre_id=service.centre_id,
        service=service,
        agency_id=service.agency_id,
        letter=service.letter,
        serial=number.last,
        day=number.day,
        key=crypto.new_secret(_KEY_LETTERS),
        **more,
    )
