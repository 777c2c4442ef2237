"""Following a dossier without signing in: the code and the secret on the receipt open it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.channels.citizen import guessing
from motcua.channels.citizen.sending import send_file
from motcua.channels.sessions import public_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import WrongSecretError


@public_view(outside_transaction=True)
@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The secret is posted, never part of an address: addresses are kept by browsers and logs."""
    code = (request.POST.get("code") or request.GET.get("ma") or "").strip()
    if request.method == "GET":
        return _ask(request, code)
    secret = request.POST.get("secret", "").strip()
    missing = _missing(code, secret)
    if missing:
        return _ask(request, code, missing, secret)
    held_back = guessing.held_back(request)
    if held_back:
        return _too_often(request, code, secret, held_back)
    try:
        dossier = dossiers.track(code=code, secret=secret)
    except WrongSecretError as error:
        guessing.count_wrong(request)
        return _ask(request, code, {"secret": str(error)}, secret)
    return render(request, "citizen/dossier.html", {"dossier": dossier, "mine": False})


@public_view(outside_transaction=True)
@never_cache
@require_POST
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    code, secret = request.POST.get("code", ""), request.POST.get("secret", "")
    held_back = guessing.held_back(request)
    if held_back:
        return _too_often(request, code, secret, held_back)
    try:
        name, media_type, content = dossiers.tracked_file(code=code, secret=secret, file_id=file_id)
    except WrongSecretError:
        guessing.count_wrong(request)
        raise
    return send_file(name, media_type, content)


def _too_often(request: HttpRequest, code: str, secret: str, sentence: str) -> HttpResponse:
    return _ask(request, code, {"secret": sentence}, secret, status=HTTPStatus.TOO_MANY_REQUESTS)


def _missing(code: str, secret: str) -> dict[str, str]:
    errors = {}
    if not code:
        errors["code"] = _("Nhập mã hồ sơ in trên giấy nhận, ví dụ H53.31.28-261119-0042")
    if not secret:
        errors["secret"] = _("Nhập mã tra cứu in trên giấy nhận")
    return errors


def _ask(
    request: HttpRequest,
    code: str,
    errors: dict[str, str] | None = None,
    secret: str = "",
    *,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """What was typed comes back, the secret too: a letter read wrongly from paper is seen and mended."""
    context = {
        "code": code,
        "secret": secret,
        "field_errors": errors or {},
        "errors": [
            {"message": message, "element": field} for field, message in (errors or {}).items()
        ],
    }
    return render(
        request, "citizen/track.html", context, status=status if errors else HTTPStatus.OK
    )
