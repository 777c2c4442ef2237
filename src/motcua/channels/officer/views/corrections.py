"""What one official proposed to correct and a second one approves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers


@staff_view(*HANDLERS)
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    rows = dossiers.corrections(actor=actor_of(request))
    return show(request, "officer/corrections.html", {"rows": rows})


@staff_view(*HANDLERS)
@require_POST
def approve(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal = attempt(lambda: dossiers.approve_correction(actor=actor, correction_id=correction_id))
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, _("Đã duyệt việc sửa sai."))
    return redirect("officer:corrections")
