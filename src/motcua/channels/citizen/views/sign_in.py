"""Signing in with the national electronic identity, and out again."""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.refusals import status_of
from motcua.channels.sessions import (
    citizen_view,
    is_safe_next,
    public_view,
    sign_in_citizen,
    sign_out_citizen,
)
from motcua.directory import api as directory
from motcua.kit.errors import DomainError

_STATE = "sign_in"
_NEXT = "sign_in_next"


def _provider_origin() -> str:
    """A browser holds `form-action` against the redirect that answers a form, too."""
    parts = urlsplit(settings.EID_ISSUER)
    return f"{parts.scheme}://{parts.netloc}"


@public_view(outside_transaction=True)
@csp_update({"form-action": [_provider_origin()]})
@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Says what will happen, and why one has to sign in again if a session has ended."""
    context = {
        "next": _next(request, request.GET.get("next", "")),
        "session_ended": "het-phien" in request.GET,
        "form_kept": "da-giu" in request.GET,
    }
    return render(request, "citizen/sign_in.html", context)


@public_view(outside_transaction=True)
@csp_update({"form-action": [_provider_origin()]})
@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    wanted = _next(request, request.POST.get("next", ""))
    try:
        start = directory.begin_sign_in(wanted)
    except DomainError as error:
        return _refused(request, error, wanted)
    request.session[_STATE] = start.state
    request.session[_NEXT] = wanted
    return HttpResponseRedirect(start.url)


@public_view(outside_transaction=True)
@csp_update({"form-action": [_provider_origin()]})
@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """The provider sends the browser here; whatever it sends, only a checked answer signs in."""
    state: Any = request.session.pop(_STATE, None)
    wanted: Any = request.session.pop(_NEXT, "/")
    try:
        signed_in = directory.finish_sign_in(request.GET.dict(), state or {})
    except DomainError as error:
        return _refused(request, error, wanted)
    sign_in_citizen(request, signed_in)
    return HttpResponseRedirect(_next(request, wanted))


@public_view(outside_transaction=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sign_out_citizen(request)
    return HttpResponseRedirect("/")


@citizen_view
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "citizen/account.html")


def _next(request: HttpRequest, wanted: str) -> str:
    return wanted if is_safe_next(request, wanted) else "/"


def _refused(request: HttpRequest, error: DomainError, wanted: str) -> HttpResponse:
    context = {"message": str(error), "next": _next(request, wanted)}
    return render(request, "citizen/sign_in.html", context, status=status_of(error))
