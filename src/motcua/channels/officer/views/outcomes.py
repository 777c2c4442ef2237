from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_safe

from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import show
from motcua.channels.officer import bulk
from motcua.channels.sessions import staff_view


@staff_view(*HANDLERS)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """How it went, dossier by dossier: what was not done, and why, stands above."""
    rows, back = bulk.reported(request)
    context = {
        "rows": sorted(rows, key=lambda one: one.ok),
        "done": sum(one.ok for one in rows),
        "not_done": sum(not one.ok for one in rows),
        "back_href": resolve_url(back),
    }
    return show(request, "officer/outcomes.html", context)
