"""A citizen takes a place in an hour, and gives it back."""

from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.kit import clock, crypto
from motcua.kit.events import publish
from motcua.kit.scope import command
from motcua.queueing import rules
from motcua.queueing.appointment_queries import rules_of
from motcua.queueing.errors import (
    AlreadyBookedError,
    AppointmentNotFoundError,
    QueueNotAllowedError,
    ServiceNotFoundError,
    SlotFullError,
    SlotNotOfferedError,
    WrongMomentError,
)
from motcua.queueing.events import AppointmentBooked
from motcua.queueing.models import Appointment, QueueService, Slot
from motcua.queueing.types import AppointmentState, WorkingDays

_CODE_LETTERS = 8


@command
def book_appointment(
    *, actor: Actor, service_id: UUID, day: date, at: time, working: WorkingDays
) -> UUID:
    if actor.kind != "citizen":
        raise QueueNotAllowedError
    service = QueueService.objects.filter(pk=service_id, active=True).first()
    if service is None:
        raise ServiceNotFoundError
    slot = _lock_slot(service, day, at, _capacity(service, day, at, working))
    mine = Appointment.objects.filter(person_id=actor.person_id, service=service)
    if mine.filter(state=AppointmentState.BOOKED).exists():
        raise AlreadyBookedError
    if slot.booked >= slot.capacity:
        raise SlotFullError
    slot.booked += 1
    slot.save(update_fields=["booked"])
    booked = _write(actor, slot, service)
    _write_down(actor, "book_appointment", booked.id)
    publish(AppointmentBooked(appointment_id=booked.id, person_id=booked.person_id))
    return booked.id


@command
def cancel_appointment(*, actor: Actor, appointment_id: UUID) -> None:
    """The place is free for somebody else at once."""
    rows = Appointment.objects.select_for_update(of=("self",))
    booked = rows.filter(pk=appointment_id, person_id=actor.person_id).first()
    if booked is None:
        raise AppointmentNotFoundError
    if booked.state != AppointmentState.BOOKED:
        raise WrongMomentError(label=booked.code)
    slot = Slot.objects.select_for_update().get(pk=booked.slot_id)
    slot.booked -= 1
    slot.save(update_fields=["booked"])
    booked.state = AppointmentState.CANCELLED
    booked.save(update_fields=["state"])
    _write_down(actor, "cancel_appointment", booked.id)


def _capacity(service: QueueService, day: date, at: time, working: WorkingDays) -> int:
    places = rules.offered(rules_of([service.id]), day).get(at)
    if places is None or day not in rules.bookable_days(clock.today(), working):
        raise SlotNotOfferedError
    return places


def _lock_slot(service: QueueService, day: date, at: time, capacity: int) -> Slot:
    fresh = Slot(service=service, agency_id=service.agency_id, day=day, at=at, capacity=capacity)
    Slot.objects.bulk_create([fresh], ignore_conflicts=True)
    return Slot.objects.select_for_update(of=("self",)).get(service=service, day=day, at=at)


def _write(actor: Actor, slot: Slot, service: QueueService) -> Appointment:
    try:
        with transaction.atomic():
            return Appointment.objects.create(
                slot=slot,
                service=service,
                agency_id=service.agency_id,
                person_id=actor.person_id,
                code=crypto.new_secret(_CODE_LETTERS),
            )
    except IntegrityError:  # the same person, in another window, in another hour
        raise AlreadyBookedError from None


def _write_down(actor: Actor, verb: str, appointment_id: UUID) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=f"queueing.{verb}",
        object_type="appointment",
        object_id=appointment_id,
        details={},
    )
