"""Finding what one came for: by words, by what happens in life, by what waits."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
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
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "words": words,
        "found": catalogue.search(words) if words else (),
        "life_events": catalogue.life_events(),
    }
    return render(request, "citizen/search.html", context)


@public_view
@require_safe
def life_event(request: HttpRequest, code: str) -> HttpResponse:
    event = next((event for event in catalogue.life_events() if event.code == code), None)
    if event is None:
        raise Http404
    return render(request, "citizen/life_event.html", {"event": event})
