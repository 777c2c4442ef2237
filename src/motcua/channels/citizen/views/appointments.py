"""Booking an hour at a centre, and giving it back."""

from datetime import date, time
from http import HTTPStatus
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, citizen_view
from motcua.directory import api as directory
from motcua.kit.errors import DomainError
from motcua.queueing import api as queueing
from motcua.queueing.types import ServiceView, SlotView


@citizen_view
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    context = {"appointments": queueing.my_appointments(actor_of(request))}
    return render(request, "citizen/queue/appointments.html", context)


@citizen_view
@require_safe
def choose_service(request: HttpRequest) -> HttpResponse:
    """Where, and for what. From a procedure's page only those that take the procedure."""
    code = request.GET.get("thu-tuc", "")
    services = queueing.bookable_services(code)
    centres = [
        {"name": directory.organisation(centre_id).name, "services": list(offered)}
        for centre_id, offered in groupby(services, key=lambda one: one.centre_id)
    ]
    return render(request, "citizen/queue/choose_service.html", {"centres": centres})


@citizen_view
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, service_id: UUID) -> HttpResponse:
    service = queueing.bookable_service(service_id)
    chosen = request.POST.get("slot", "")
    if request.method == "GET":
        return _ask(request, service)
    day, at = _read(chosen)
    if day is None or at is None:
        return _ask(request, service, error=_("Chọn một giờ trong danh sách."))
    booked: list[UUID] = []
    refusal = attempt(lambda: booked.append(_book(request, service_id, day, at)))
    if refusal:
        return _ask(request, service, chosen=chosen, error=str(refusal))
    messages.success(request, _("Đã đặt lịch hẹn."))
    return HttpResponseRedirect(reverse("citizen:appointment", args=booked))


def _book(request: HttpRequest, service_id: UUID, day: date, at: time) -> UUID:
    return queueing.book_appointment(
        actor=actor_of(request),
        service_id=service_id,
        day=day,
        at=at,
        working=catalogue.calendar(),
    )


def _read(typed: str) -> tuple[date | None, time | None]:
    """`2026-11-24 09:00`, as our own page wrote it."""
    day, _space, at = typed.partition(" ")
    try:
        return date.fromisoformat(day), time.fromisoformat(at)
    except ValueError:
        return None, None


def _ask(
    request: HttpRequest, service: ServiceView, *, chosen: str = "", error: str = ""
) -> HttpResponse:
    slots = queueing.open_slots(service.id, catalogue.calendar())
    context = {
        "service": service,
        "centre_name": directory.organisation(service.centre_id).name,
        "days": _days(slots, chosen),
        "errors": [{"message": error, "element": "slots"}] if error else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "citizen/queue/book.html", context, status=status)


def _days(slots: tuple[SlotView, ...], chosen: str) -> list[dict[str, object]]:
    """Folded, but for the day that was chosen, else the first: a phone shows one day at a time."""
    wanted = chosen.partition(" ")[0]
    by_day = [(day, list(of_day)) for day, of_day in groupby(slots, key=lambda slot: slot.day)]
    open_day = next((day for day, _slots in by_day if day.isoformat() == wanted), None)
    return [
        {
            "day": day,
            "items": [_item(slot, chosen) for slot in of_day],
            "open": day == (open_day or by_day[0][0]),
        }
        for day, of_day in by_day
    ]


def _item(slot: SlotView, chosen: str) -> dict[str, object]:
    value = f"{slot.day.isoformat()} {slot.at:%H:%M}"
    return {"value": value, "label": f"{slot.at:%H:%M}", "left": slot.left, "on": value == chosen}


@citizen_view
@require_safe
def appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    context = {"appointment": queueing.appointment(appointment_id)}
    return render(request, "citizen/queue/appointment.html", context)


@citizen_view
@require_POST
def cancel(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal: DomainError | None = attempt(
        lambda: queueing.cancel_appointment(actor=actor, appointment_id=appointment_id)
    )
    if refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã hủy lịch hẹn. Chỗ này dành cho người khác."))
    return HttpResponseRedirect(reverse("citizen:appointments"))
