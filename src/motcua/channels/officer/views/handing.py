from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.officer.views.intake import ROWS_A_PAGE
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers


@staff_view(Role.RECEPTION)
@require_safe
def to_hand_over(request: HttpRequest) -> HttpResponse:
    """Found by the code on the receipt; a scanned code goes straight to recording who received."""
    words = request.GET.get("q", "").strip()
    page = page_number(request)
    rows = dossiers.to_hand_over(actor=actor_of(request), page=page, search=words)
    if len(rows) == 1 and rows[0].code.casefold() == words.casefold():
        return redirect("officer:act", rows[0].dossier_id, "tra-ket-qua")
    pages = neighbours(request, page, has_next=len(rows) == ROWS_A_PAGE)
    return show(request, "officer/handing_over.html", {"rows": rows, "words": words, **pages})
