from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers


@staff_view(*READERS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A whole code, as a scanner types it, opens the dossier at once."""
    words = request.GET.get("q", "").strip()
    rows = dossiers.find(actor=actor_of(request), words=words) if words else ()
    if len(rows) == 1 and rows[0].code.casefold() == words.casefold():
        return redirect("officer:dossier", rows[0].dossier_id)
    return show(request, "officer/search.html", {"words": words, "rows": rows})
