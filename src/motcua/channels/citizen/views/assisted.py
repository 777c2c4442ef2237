"""What an official typed for me: read it, confirm it, or say that it is not right."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.conversations import refusal_of
from motcua.channels.sessions import actor_of, citizen_view
from motcua.dossiers import api as dossiers


@citizen_view
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    became = dossiers.submitted_entry(actor=actor, entry_id=entry_id)
    if became is not None:
        return HttpResponseRedirect(reverse("citizen:dossier", args=[became]))
    act = request.POST.get("act", "")
    if act == "drop":
        return _drop(request, entry_id)
    if act == "confirm" and request.POST.get("declared"):
        return _confirm(request, entry_id)
    missing = _("Đánh dấu vào ô xác nhận trước khi nộp hồ sơ") if act == "confirm" else ""
    return _show(request, entry_id, missing, "declared")


def _confirm(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal = refusal_of(lambda: dossiers.confirm_own(actor=actor, entry_id=entry_id))
    if refusal is not None:
        return _show(request, entry_id, str(refusal), "")
    messages.success(request, _("Đã nộp hồ sơ. Cảm ơn bạn đã đọc lại và xác nhận."))
    became = dossiers.submitted_entry(actor=actor, entry_id=entry_id)
    return HttpResponseRedirect(reverse("citizen:dossier", args=[became]))


def _drop(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    dossiers.drop_entry(actor=actor_of(request), entry_id=entry_id)
    messages.success(request, _("Đã hủy bản khai. Không có hồ sơ nào được nộp."))
    return HttpResponseRedirect(reverse("citizen:my-dossiers"))


def _show(request: HttpRequest, entry_id: UUID, wrong: str, element: str) -> HttpResponse:
    context = {
        "entry": dossiers.assisted_entry(actor=actor_of(request), entry_id=entry_id),
        "errors": [{"message": wrong, "element": element}] if wrong else [],
        "declared_error": wrong if element else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "citizen/assisted.html", context, status=status)
