"""Following one's own dossiers: where each is, why its date is that date, what can be done."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.citizen.sending import send_file
from motcua.channels.sessions import actor_of, citizen_view
from motcua.dossiers import api as dossiers


@citizen_view
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "dossiers": dossiers.my_dossiers(actor=actor),
        "drafts": dossiers.my_drafts(actor=actor),
        "typed_for_me": dossiers.assisted_entries(actor=actor),
    }
    return render(request, "citizen/my_dossiers.html", context)


@offers_the_name
@citizen_view
@require_safe
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    context = {
        "dossier": dossier,
        "file_address": f"{reverse('citizen:dossier', args=[dossier_id])}tep/",
        "mine": True,
    }
    return render(request, "citizen/dossier.html", context)


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Asked once more, because it cannot be undone."""
    actor = actor_of(request)
    if request.method == "POST" and request.POST.get("sure"):
        reason = request.POST.get("reason", "")
        dossiers.withdraw(actor=actor, dossier_id=dossier_id, reason=reason)
        messages.success(request, _("Đã rút hồ sơ. Bạn có thể nộp lại bất cứ lúc nào."))
        return HttpResponseRedirect(reverse("citizen:dossier", args=[dossier_id]))
    message = _("Đánh dấu vào ô xác nhận nếu bạn chắc chắn muốn rút")
    asked = request.method == "POST"
    context = {
        "dossier": dossiers.dossier(actor=actor, dossier_id=dossier_id),
        "errors": [{"message": message, "element": "sure"}] if asked else [],
        "sure_error": message if asked else "",
        "reason": request.POST.get("reason", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked else HTTPStatus.OK
    return render(request, "citizen/withdraw.html", context, status=status)


@citizen_view(outside_transaction=True)
@require_safe
def file(request: HttpRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    name, media_type, content = dossiers.dossier_file(
        actor=actor_of(request), dossier_id=dossier_id, file_id=file_id
    )
    return send_file(name, media_type, content, attached="tai" in request.GET)
