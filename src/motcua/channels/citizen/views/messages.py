"""Asking those who work on the dossier, and reading what they answer."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages as banners
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.citizen.other_name import offers_the_name
from motcua.channels.conversations import key_of, refusal_of
from motcua.channels.sessions import actor_of, citizen_view, kept_values
from motcua.dossiers import api as dossiers
from motcua.kit.errors import DomainError


@offers_the_name
@citizen_view
@require_http_methods(["GET", "POST"])
def conversation(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    if request.method == "GET":
        kept = kept_values(request)
        return _show(request, dossier_id, text=(kept.get("text") or [""])[0])
    text = request.POST.get("text", "")
    actor, key = actor_of(request), key_of(request)
    refusal = refusal_of(
        lambda: dossiers.write_message(actor=actor, dossier_id=dossier_id, text=text, key=key)
    )
    if refusal is not None:
        return _show(request, dossier_id, text=text, refusal=refusal)
    banners.success(request, _("Đã gửi. Khi có trả lời, bạn sẽ được báo."))
    return HttpResponseRedirect(reverse("citizen:messages", args=[dossier_id]))


def _show(
    request: HttpRequest, dossier_id: UUID, *, text: str = "", refusal: DomainError | None = None
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "conversation": dossiers.conversation(actor=actor, dossier_id=dossier_id),
        "text": text,
        "key": key_of(request),
        "text_error": str(refusal or ""),
        "errors": [{"message": str(refusal), "element": "text"}] if refusal else [],
    }
    dossiers.read_messages(actor=actor, dossier_id=dossier_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "citizen/messages.html", context, status=status)
