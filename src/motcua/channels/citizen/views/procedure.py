"""What a procedure asks, before anybody signs in or types; then where and for which case."""

from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import ProcedureVersion, ServiceLevel
from motcua.channels import wording
from motcua.channels.citizen import source
from motcua.channels.citizen.journey import open_journey, steps_ahead
from motcua.channels.citizen.places import Place, places, usual_place
from motcua.channels.sessions import actor_of, citizen_view, public_view
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DraftView
from motcua.kit.scope import acting
from motcua.queueing import api as queueing


@public_view
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    version = catalogue.procedure(code)
    form = catalogue.form(version.id)
    context = {
        "version": version,
        "minutes": form.minutes,
        "steps": steps_ahead(version, form),
        "takes_appointments": bool(queueing.bookable_services(code)),
        "changes": catalogue.recent_changes(code),
    }
    return render(request, "citizen/procedure.html", context)


@citizen_view(outside_transaction=True)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Where to hand in, and which case it is. Then a draft, filled in from what the State holds."""
    version = catalogue.procedure(code)
    if version.service_level is ServiceLevel.INFO:  # its page says where to go instead
        return HttpResponseRedirect(reverse("citizen:procedure", args=[code]))
    if request.method == "POST":
        return _begin(request, version)
    return _ask(request, version)


@citizen_view(outside_transaction=True)
@require_POST
def refill(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Try the registers again; what was typed stays."""
    actor = actor_of(request)
    source.fill(actor, open_journey(actor, draft_id))
    journey = open_journey(actor, draft_id)
    return HttpResponseRedirect(journey.address(journey.steps[0].name))


def _begin(request: HttpRequest, version: ProcedureVersion) -> HttpResponse:
    place = _posted_place(request, version)
    case = request.POST.get("case") or version.cases[0].code
    if place is None or case not in {known.code for known in version.cases}:
        return _ask(request, version, missing=place is None)
    actor = actor_of(request)
    draft_id = dossiers.start_draft(
        actor=actor, procedure_code=version.code, agency_id=place.id, case_code=case
    )
    dossiers.choose_case(actor=actor, draft_id=draft_id, case_code=case, agency_id=place.id)
    source.fill(actor, open_journey(actor, draft_id))
    journey = open_journey(actor, draft_id)
    return HttpResponseRedirect(journey.address(journey.steps[0].name))


def _posted_place(request: HttpRequest, version: ProcedureVersion) -> Place | None:
    chosen = request.POST.get("place", "")
    return next((place for place in places(version) if str(place.id) == chosen), None)


def _ask(request: HttpRequest, version: ProcedureVersion, *, missing: bool = False) -> HttpResponse:
    actor, offered = actor_of(request), places(version)
    if not offered:
        raise Http404
    held = _draft_of(actor, version)
    with acting(actor.scope):
        usual = held.agency_id if held else usual_place(actor, offered)
    chosen = request.POST.get("place") or str(usual or "")
    case = request.POST.get("case") or (held.case_code if held else version.cases[0].code)
    message = _("Chọn nơi nộp hồ sơ")
    context = {
        "version": version,
        "minutes": catalogue.form(version.id).minutes,
        "places": [
            {"value": str(place.id), "label": place.name, "selected": str(place.id) == chosen}
            for place in offered
        ],
        "cases": [
            {
                "value": known.code,
                "label": wording.say(known.name),
                "checked": known.code == case,
            }
            for known in version.cases
        ],
        "errors": [{"message": message, "element": "place"}] if missing else [],
        "place_error": message if missing else "",
        "existing": reverse("citizen:continue", args=[held.draft_id]) if held else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if missing else HTTPStatus.OK
    return render(request, "citizen/start.html", context, status=status)


def _draft_of(actor: Actor, version: ProcedureVersion) -> DraftView | None:
    """The draft begun earlier, perhaps on another device."""
    drafts = dossiers.my_drafts(actor=actor)
    return next((draft for draft in drafts if draft.procedure_code == version.code), None)
