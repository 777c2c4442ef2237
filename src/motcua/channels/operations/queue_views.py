"""Services, counters and hours of a centre, and the addresses of its machines."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake, controls, mistakes
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.operations.queue_forms import WEEKDAYS, CounterForm, ServiceForm, SlotsForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import Actor, OrganisationKind, Role
from motcua.kit.errors import DomainError
from motcua.queueing import api as queueing
from motcua.queueing.errors import CentreNotFoundError, ServiceNotFoundError
from motcua.queueing.types import CentreView

Forms = dict[str, forms.Form]


@staff_view(Role.HEAD, Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    try:
        centre = queueing.centre_of(actor)
    except CentreNotFoundError:
        return _no_queue_yet(request, actor)
    asked = _forms(request, centre)
    act = request.POST.get("act", "")
    if act in asked and not asked[act].is_valid():
        return _page(request, centre, asked, list(mistakes(asked[act])))
    if act:
        refusal = attempt(lambda: _do(request, centre, act, asked))
        if refusal:
            return _page(request, centre, asked, [Mistake("", str(refusal))])
        banners.done(request, _("Đã lưu."))
        return redirect("operations:queue")
    return _page(request, centre, asked, [])


def _no_queue_yet(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One press gives the centre of the agency its queue."""
    if request.method == "POST":
        refusal: DomainError | None = attempt(lambda: _open(actor))
        if refusal:
            banners.not_done(request, refusal)
        return redirect("operations:queue")
    return show(request, "operations/queue_none.html", {})


def _open(actor: Actor) -> None:
    for agency_id in actor.agencies:
        try:
            unit = directory.unit_of(agency_id, OrganisationKind.SERVICE_CENTRE)
        except OrganisationNotFoundError:
            continue
        queueing.open_queue(actor=actor, centre_id=unit.id)
        return
    raise CentreNotFoundError


def _forms(request: HttpRequest, centre: CentreView) -> Forms:
    """Only the form that was sent is bound."""
    services = queueing.services_of(centre.id)
    act = request.POST.get("act", "")

    def data(name: str) -> QueryDict | None:
        return request.POST if act == name else None

    return {
        "service": ServiceForm(data("service"), prefix="service"),
        "counter": CounterForm(data("counter"), prefix="counter", services=services),
        "slots": SlotsForm(data("slots"), prefix="slots", services=services),
    }


def _do(request: HttpRequest, centre: CentreView, act: str, asked: Forms) -> None:
    where: Any = {"actor": actor_of(request), "centre_id": centre.id}
    acts: dict[str, Callable[[], object]] = {
        "service": lambda: queueing.add_service(**where, **asked["service"].cleaned_data),
        "counter": lambda: queueing.add_counter(**where, **asked["counter"].cleaned_data),
        "slots": lambda: queueing.set_slots(**where, **asked["slots"].cleaned_data),
        "renew": lambda: queueing.renew_device_address(**where),
        "switch": lambda: queueing.switch_service(**where, service_id=_service_id(request)),
    }
    if act in acts:
        acts[act]()


def _service_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("service_id", ""))
    except ValueError:
        raise ServiceNotFoundError from None


def _page(
    request: HttpRequest, centre: CentreView, asked: Forms, wrong: list[Mistake]
) -> HttpResponse:
    services = queueing.services_of(centre.id, all_of_them=True)
    by_id = {one.id: one for one in services}
    weekdays = dict(WEEKDAYS)
    context = {
        "centre": centre,
        "services": services,
        "counters": [
            (one, ", ".join(by_id[service].letter for service in one.services if service in by_id))
            for one in queueing.counters_of(centre.id, all_of_them=True)
        ],
        "hours": [
            (by_id[rule.service_id], weekdays.get(rule.weekday, ""), rule)
            for rule in sorted(
                queueing.rules_of(list(by_id)),
                key=lambda one: (one.weekday, by_id[one.service_id].letter, one.opens),
            )
        ],
        "kiosk": settings.SITE_ADDRESS + reverse("citizen:kiosk", args=[centre.device_key]),
        "wall": settings.SITE_ADDRESS + reverse("citizen:wall", args=[centre.device_key]),
        "asked": {name: controls(form) for name, form in asked.items()},
        "errors": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/queue.html", context, status=status)
