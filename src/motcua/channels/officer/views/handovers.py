"""Papers go from the counter to the units by lists that the units sign for."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.views.files import PDF, send_file
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers


@staff_view(*HANDLERS)
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """What still lies at the counter, and the lists given or waiting to be signed for."""
    actor = actor_of(request)
    gives = actor.holds(Role.RECEPTION)
    context = {
        "gives": gives,
        "piles": dossiers.to_hand_to_units(actor=actor) if gives else (),
        "lists": dossiers.handover_lists(actor=actor),
    }
    return show(request, "officer/handovers.html", context)


@staff_view(Role.RECEPTION)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    actor, picked = actor_of(request), _ids(request)
    units = _ids(request, "unit")
    made: list[UUID] = []

    def hand() -> None:
        unit_id = units[0] if units else UUID(int=0)
        made.append(dossiers.hand_to_unit(actor=actor, unit_id=unit_id, dossier_ids=picked))

    refusal = attempt(hand)
    if refusal:
        banners.not_done(request, refusal)
        return redirect("officer:handovers")
    banners.done(request, _("Đã lập danh sách. In ra để hai bên ký, hoặc chờ bên nhận xác nhận."))
    return redirect("officer:handover", made[0])


@staff_view(*HANDLERS)
@require_safe
def handover(request: HttpRequest, list_id: UUID) -> HttpResponse:
    view = dossiers.handover_list(actor=actor_of(request), list_id=list_id)
    return show(request, "officer/handover.html", {"list": view})


@staff_view(*HANDLERS)
@require_POST
def receive(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """What stays unticked has not come: it goes back to the counter's pile."""
    actor, ticked = actor_of(request), _ids(request)
    refusal = attempt(
        lambda: dossiers.receive_handover(actor=actor, list_id=list_id, received=ticked)
    )
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, _("Đã ký nhận. Bên giao thấy ngay."))
    return redirect("officer:handover", list_id)


@staff_view(*HANDLERS, outside_transaction=True)
@require_safe
def printed(request: HttpRequest, list_id: UUID) -> HttpResponse:
    name, content = dossiers.print_handover(actor=actor_of(request), list_id=list_id)
    return send_file(name, PDF, content, attached=False)


def _ids(request: HttpRequest, box: str = "picked") -> list[UUID]:
    """What our page sent; anything else is left out, and then nothing fits."""
    try:
        return [UUID(value) for value in request.POST.getlist(box)]
    except ValueError:
        return []
