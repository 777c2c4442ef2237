"""Finding what one came for: by words, by what happens in life, by what waits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import ProcedureFilter
from motcua.channels.citizen import narrowing
from motcua.channels.desk.page import neighbours, page_number
from motcua.channels.sessions import public_view, visitor
from motcua.dossiers import api as dossiers
from motcua.notifications import api as notifications


@public_view
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    actor = visitor(request)
    mine = dossiers.my_dossiers(actor=actor) if actor else ()
    context = {
        "life_events": catalogue.life_events(),
        "typed_for_me": dossiers.assisted_entries(actor=actor) if actor else (),
        "waiting": [dossier for dossier in mine if dossier.waiting_for_me],
        "drafts": dossiers.my_drafts(actor=actor) if actor else (),
        "unread": notifications.unread_count(actor) if actor else 0,
    }
    return render(request, "citizen/home.html", context)


@public_view
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """By words, or through the whole catalogue by level, agency and field; twenty a page."""
    asked = narrowing.asked(request.GET)
    page = page_number(request)
    found = catalogue.browse(asked, page=page) if asked != ProcedureFilter() else None
    context = {
        "words": asked.words,
        "found": found.procedures if found else (),
        "total": found.total if found else 0,
        "only_near": bool(found and found.only_near),
        "narrowed": narrowing.choices(asked),
        "is_narrowed": asked != ProcedureFilter(words=asked.words),
        "life_events": () if found and found.procedures else catalogue.life_events(),
        "fields": () if found and found.procedures else catalogue.fields(),
        **neighbours(request, page, has_next=bool(found and found.total > page * narrowing.PAGE)),
    }
    return render(request, "citizen/search.html", context)


@public_view
@require_safe
def life_event(request: HttpRequest, code: str) -> HttpResponse:
    event = next((event for event in catalogue.life_events() if event.code == code), None)
    if event is None:
        raise Http404
    return render(request, "citizen/life_event.html", {"event": event})
