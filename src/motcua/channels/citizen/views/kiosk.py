"""The machines of the hall: the kiosk that gives numbers, the wall that calls them.

They are not signed in. Their address cannot be guessed, shows numbers and never names, and the head
renews it with one press.
"""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels import queue_words
from motcua.channels.languages import forget_language
from motcua.channels.sessions import public_view
from motcua.kit.errors import ConflictError, DomainError
from motcua.kit.ids import new_id
from motcua.queueing import api as queueing
from motcua.queueing.types import Device, Priority, ServiceView, TicketView


@public_view(outside_transaction=True)
@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, key: str) -> HttpResponse:
    """First the service, then whether one goes first, then the number. With `xong`, ready for whoever comes next."""
    device = queueing.device(key)
    if "xong" in request.GET:
        return forget_language(HttpResponseRedirect(request.path))
    centre, services = queueing.kiosk(device)
    service = _chosen(services, request.POST.get("service") or request.GET.get("dich-vu", ""))
    if request.method == "POST" and service is not None:
        return _take(request, device, key, service)
    context = {"centre": centre, "services": services, "key": key}
    if service is None:
        return render(request, "citizen/queue/kiosk.html", context)
    asked = {"service": service, "priorities": queue_words.priorities(), "form_id": new_id()}
    return render(request, "citizen/queue/priority.html", {**context, **asked})


def _chosen(services: tuple[ServiceView, ...], typed: str) -> ServiceView | None:
    return next((one for one in services if str(one.id) == typed), None)


def _take(request: HttpRequest, device: Device, key: str, service: ServiceView) -> HttpResponse:
    ticket = queueing.take_ticket(
        actor=device,
        centre_id=device.centre_id,
        service_id=service.id,
        priority=_priority(request),
        form=_uuid(request.POST.get("form", "")),
    )
    return _to_paper(key, ticket)


def _priority(request: HttpRequest) -> Priority:
    typed = request.POST.get("priority", "")
    return Priority(typed) if typed in set(Priority) else Priority.NONE


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _to_paper(key: str, ticket: TicketView) -> HttpResponse:
    return HttpResponseRedirect(reverse("citizen:kiosk-ticket", args=[key, ticket.key]))


@public_view(outside_transaction=True)
@never_cache
@require_safe
def paper(request: HttpRequest, key: str, ticket_key: str) -> HttpResponse:
    """The number to be printed or photographed; after a while the kiosk is free again."""
    queueing.device(key)
    followed = queueing.follow(ticket_key)
    address = reverse("citizen:ticket", args=[ticket_key])
    context = {
        "followed": followed,
        "wait": queue_words.waiting(followed.place),
        "address": f"{settings.SITE_ADDRESS}{address}",
        "key": key,
    }
    return render(request, "citizen/queue/paper.html", context)


@public_view(outside_transaction=True)
@never_cache
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, key: str) -> HttpResponse:
    """The code of an appointment, typed or scanned from the phone."""
    device = queueing.device(key)
    centre, _services = queueing.kiosk(device)
    code, error = request.POST.get("code", "").strip(), ""
    if request.method == "POST":
        try:
            return _to_paper(key, queueing.arrive(actor=device, code=code))
        except DomainError as refusal:
            error = str(refusal) if code else _("Nhập mã gồm 8 chữ và số của lịch hẹn.")
    context = {
        "centre": centre,
        "key": key,
        "code": code,
        "code_error": error,
        "errors": [{"message": error, "element": "code"}] if error else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "citizen/queue/arrive.html", context, status=status)


@public_view(outside_transaction=True)
@never_cache
@require_safe
def wall(request: HttpRequest, key: str) -> HttpResponse:
    """Which number goes to which counter. With `phan`, only the part that changes."""
    shown = queueing.wall(queueing.device(key))
    called = [
        {
            "ticket": one,
            "words": queue_words.invitation(one),
            "spoken": queue_words.spoken(one),
            "id": f"{one.label}.{one.counter}.{one.calls}",
        }
        for one in shown.called
    ]
    template = "citizen/queue/calls.html" if "phan" in request.GET else "citizen/queue/wall.html"
    return render(request, template, {"wall": shown, "called": called})


@public_view(outside_transaction=True)
@never_cache
@require_http_methods(["GET", "POST"])
def ticket(request: HttpRequest, ticket_key: str) -> HttpResponse:
    """Follow one's number on the phone; give it back when one has to leave."""
    error = ""
    if request.method == "POST":
        try:
            queueing.give_up_ticket(key=ticket_key)
            return HttpResponseRedirect(request.path)
        except ConflictError as refusal:
            error = str(refusal)
    followed = queueing.follow(ticket_key)
    shape, words = queue_words.state(followed.ticket)
    context = {
        "followed": followed,
        "shape": shape,
        "state_words": words,
        "wait": queue_words.waiting(followed.place),
        "invitation": queue_words.invitation(followed.ticket),
        "errors": [{"message": error}] if error else [],
    }
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "citizen/queue/ticket.html", context, status=status)
