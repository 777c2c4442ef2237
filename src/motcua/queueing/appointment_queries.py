"""Reads of hours and appointments."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.queueing import rules
from motcua.queueing.errors import AppointmentNotFoundError, ServiceNotFoundError
from motcua.queueing.models import Appointment, QueueService, Slot, SlotRule
from motcua.queueing.queries import centre_of, service_view
from motcua.queueing.types import (
    AppointmentState,
    AppointmentView,
    ExpectedView,
    ServiceView,
    SlotRuleView,
    SlotView,
    WorkingDays,
)


def rules_of(service_ids: list[UUID]) -> tuple[SlotRuleView, ...]:
    rows = SlotRule.objects.filter(service_id__in=service_ids).order_by("weekday", "opens")
    return tuple(
        SlotRuleView(r.id, r.service_id, r.weekday, r.opens, r.closes, r.minutes, r.capacity)
        for r in rows
    )


def bookable_services(procedure_code: str = "") -> tuple[ServiceView, ...]:
    """Services of all centres that take appointments; for a procedure, those that take it."""
    rows = QueueService.objects.filter(active=True, slot_rules__isnull=False).distinct()
    views = (service_view(row) for row in rows.order_by("centre_id", "letter"))
    return tuple(
        view
        for view in views
        if not procedure_code or not view.procedures or procedure_code in view.procedures
    )


def bookable_service(service_id: UUID) -> ServiceView:
    found = QueueService.objects.filter(pk=service_id, active=True).first()
    if found is None:
        raise ServiceNotFoundError
    return service_view(found)


def open_slots(service_id: UUID, working: WorkingDays) -> tuple[SlotView, ...]:
    """Every hour of the coming two weeks that still has a place."""
    weekly = rules_of([service_id])
    days = rules.bookable_days(clock.today(), working)
    taken = _taken(service_id, days)
    return tuple(slot for day in days for slot in _of_day(day, weekly, taken))


def _taken(service_id: UUID, days: list[date]) -> dict[tuple[date, object], int]:
    rows = Slot.objects.filter(service_id=service_id, day__in=days)
    return {(row.day, row.at): row.booked for row in rows}


def _of_day(
    day: date, weekly: tuple[SlotRuleView, ...], taken: dict[tuple[date, object], int]
) -> Iterator[SlotView]:
    for at, capacity in rules.offered(weekly, day).items():
        left = capacity - taken.get((day, at), 0)
        if left > 0:
            yield SlotView(day, at, left)


def my_appointments(actor: Actor) -> tuple[AppointmentView, ...]:
    """Those to come first, the nearest on top; then the last ones."""
    rows = Appointment.objects.filter(person_id=actor.person_id).select_related("slot", "service")
    newest = rows.order_by("-slot__day", "-slot__at")[:20]
    views = [appointment_view(row) for row in newest]
    booked = [one for one in views if one.state is AppointmentState.BOOKED]
    others = [one for one in views if one.state is not AppointmentState.BOOKED]
    return (*reversed(booked), *others)


def expected_today(actor: Actor) -> tuple[ExpectedView, ...]:
    """Today's appointments of the centre, hour by hour; who has cancelled is not expected."""
    rows = Appointment.objects.filter(
        service__centre_id=centre_of(actor).id, slot__day=clock.today()
    ).exclude(state=AppointmentState.CANCELLED)
    found = rows.select_related("slot", "service", "ticket")
    return tuple(
        ExpectedView(
            code=row.code,
            at=row.slot.at,
            service_name=row.service.name,
            state=AppointmentState(row.state),
            person_id=row.person_id,
            ticket=row.ticket.label if row.ticket else "",
        )
        for row in found.order_by("slot__at", "booked_at")
    )


def appointment(appointment_id: UUID) -> AppointmentView:
    rows = Appointment.objects.select_related("slot", "service")
    found = rows.filter(pk=appointment_id).first()
    if found is None:
        raise AppointmentNotFoundError
    return appointment_view(found)


def appointment_view(row: Appointment) -> AppointmentView:
    booked = row.state == AppointmentState.BOOKED
    return AppointmentView(
        id=row.id,
        state=AppointmentState(row.state),
        centre_name=directory.organisation(row.service.centre_id).name,
        service_name=row.service.name,
        letter=row.service.letter,
        day=row.slot.day,
        at=row.slot.at,
        code=row.code,
        may_cancel=booked and row.slot.day >= clock.today(),
    )


def hour_of(slot: Slot) -> datetime:
    return datetime.combine(slot.day, slot.at, tzinfo=clock.LEGAL_ZONE)
