"""At night: what was left of earlier days is closed. In the afternoon: tomorrow's people are reminded.

The queue itself only looks at today, so a night without this job leaves nothing wrong on a screen.
"""

from datetime import timedelta

from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing.events import AppointmentComesUp
from motcua.queueing.models import Appointment, Sitting, Ticket
from motcua.queueing.types import AppointmentState, TicketState

_NOT_CALLED = (TicketState.WAITING, TicketState.CALLED)


def close_days() -> None:
    with acting(SYSTEM):
        today, now = clock.today(), clock.now()
        earlier = Ticket.objects.filter(day__lt=today)
        earlier.filter(state__in=_NOT_CALLED).update(state=TicketState.MISSED, ended_at=now)
        # Nobody pressed «Xong»: done, but its length was not measured.
        earlier.filter(state=TicketState.SERVING).update(
            state=TicketState.DONE, started_at=None, ended_at=now
        )
        Sitting.objects.filter(day__lt=today, closed_at=None).update(closed_at=now)
        Appointment.objects.filter(slot__day__lt=today, state=AppointmentState.BOOKED).update(
            state=AppointmentState.MISSED
        )


def remind() -> None:
    """Said once: the notice carries the appointment's id as its key."""
    with acting(SYSTEM):
        tomorrow = clock.today() + timedelta(days=1)
        coming = Appointment.objects.filter(slot__day=tomorrow, state=AppointmentState.BOOKED)
        for appointment_id, person_id in coming.values_list("id", "person_id").iterator():
            publish(AppointmentComesUp(appointment_id=appointment_id, person_id=person_id))
