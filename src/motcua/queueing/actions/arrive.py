"""Somebody with an appointment has come: the code becomes a number."""

from motcua.audit import api as audit
from motcua.kit import clock
from motcua.kit.scope import command
from motcua.queueing.actions.take_ticket import new_ticket, next_number
from motcua.queueing.appointment_queries import hour_of
from motcua.queueing.errors import AppointmentNotFoundError, NotTodayError
from motcua.queueing.models import Appointment
from motcua.queueing.permissions import Permission, Who, authorize
from motcua.queueing.queries import view_of
from motcua.queueing.types import AppointmentState, Priority, TicketView


@command
def arrive(*, actor: Who, code: str, priority: Priority = Priority.NONE) -> TicketView:
    """Typed or scanned twice, the same code answers with the same number."""
    booked = _lock(code)
    authorize(actor, Permission.TAKE_NUMBER, agency_id=booked.agency_id)
    if booked.ticket is not None:
        return view_of(booked.ticket)
    if booked.slot.day != clock.today():
        raise NotTodayError(day=f"{booked.slot.day:%d/%m/%Y}")
    ticket = new_ticket(
        booked.service, next_number(booked.service), priority=priority, due_at=hour_of(booked.slot)
    )
    booked.ticket, booked.state = ticket, AppointmentState.ARRIVED
    booked.save(update_fields=["ticket", "state"])
    audit.record(
        actor_id=actor.person_id,
        verb="queueing.arrive",
        object_type="appointment",
        object_id=booked.id,
        details={"label": ticket.label},
    )
    return view_of(ticket)


def _lock(code: str) -> Appointment:
    typed = code.strip().upper().replace(" ", "").replace("-", "")
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("slot", "service")
    present = (AppointmentState.BOOKED, AppointmentState.ARRIVED)
    found = rows.filter(code=typed, state__in=present).first()
    if found is None:
        raise AppointmentNotFoundError
    return found
