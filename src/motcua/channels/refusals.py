"""Every refusal, in one place: a full page or a part of one, in words that say what to do next."""

import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from motcua.kit.errors import (
    ConflictError,
    DomainError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)

log = logging.getLogger(__name__)

STATUS: dict[type[DomainError], HTTPStatus] = {
    InvalidError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}

# Where sending the same again may help, what was typed is offered to be sent again.
_WORTH_REPEATING = (ConflictError, UnavailableError)
_NEVER_REPEATED = ("csrfmiddlewaretoken", "pin", "password", "code", "secret")

Respond = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """A DomainError that no view has turned into its own page becomes one here. Bugs pass through.

    The byte NUL no keyboard types and no database keeps: who sends it has sent no form of ours.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return refuse(request, error)
        return bad_request(request, error) if _holds_nul(request) else None


def _holds_nul(request: HttpRequest) -> bool:
    sent = (*request.GET.lists(), *request.POST.lists())
    return any("\0" in str(value) for _name, values in sent for value in values)


def status_of(error: DomainError) -> HTTPStatus:
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def refuse(request: HttpRequest, error: DomainError) -> HttpResponse:
    status = status_of(error)
    log.info("refused", extra={"code": error.code, "status": int(status)})
    if getattr(request, "htmx", False):
        return _part(request, str(error), status)
    repeat = list(_posted(request)) if isinstance(error, _WORTH_REPEATING) else []
    return _page(request, status, title=_title(status), message=str(error), repeat=repeat)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _(
        "Địa chỉ này không có. Hãy kiểm tra lại đường dẫn, hoặc về trang đầu để tìm thủ tục."
    )
    return _page(request, HTTPStatus.NOT_FOUND, title=_title(HTTPStatus.NOT_FOUND), message=message)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _("Tài khoản của bạn không mở được trang này.")
    return _page(request, HTTPStatus.FORBIDDEN, title=_title(HTTPStatus.FORBIDDEN), message=message)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    message = _("Máy chủ không đọc được yêu cầu này. Hãy quay lại trang trước và làm lại.")
    return _page(
        request, HTTPStatus.BAD_REQUEST, title=_title(HTTPStatus.BAD_REQUEST), message=message
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing is offered to be sent again: another site may have made this post."""
    message = _(
        "Trang này đã mở quá lâu hoặc trình duyệt chặn cookie nên chưa gửi được."
        " Hãy quay lại, tải lại trang rồi gửi lần nữa; những gì đã lưu nháp vẫn còn."
    )
    return _page(request, HTTPStatus.FORBIDDEN, title=_("Chưa gửi được"), message=message)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something is broken: this page asks neither the database nor the session for anything."""
    html = render_to_string("refusal/broken.html")
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _title(status: HTTPStatus) -> str:
    titles = {
        HTTPStatus.NOT_FOUND: _("Không tìm thấy"),
        HTTPStatus.FORBIDDEN: _("Không mở được"),
        HTTPStatus.CONFLICT: _("Việc này không còn làm được"),
        HTTPStatus.SERVICE_UNAVAILABLE: _("Chưa kết nối được"),
    }
    return titles.get(status, _("Chưa làm được"))


def _page(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    title: str,
    message: str,
    repeat: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    desk = request.path.startswith("/can-bo/")
    context = {
        "base": "base_officer.html" if desk else "base_citizen.html",
        "title": title,
        "message": message,
        "repeat": repeat,
        "back": _came_from(request),
        "home": "/can-bo/" if desk else "/",
    }
    return render(request, "refusal/page.html", context, status=status)


def _part(request: HttpRequest, message: str, status: HTTPStatus) -> HttpResponse:
    response = render(request, "refusal/part.html", {"message": message}, status=status)
    response["HX-Retarget"] = "#refusal"
    response["HX-Reswap"] = "innerHTML show:top"
    return response


def _posted(request: HttpRequest) -> Iterator[tuple[str, str]]:
    if request.method != "POST" or request.FILES:
        return
    for name, values in request.POST.lists():
        if not any(word in name for word in _NEVER_REPEATED):
            for value in values:
                yield name, str(value)


def _came_from(request: HttpRequest) -> str:
    """The page before, if it was ours: only its path, so that no other site can be linked to."""
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or not referer.path.startswith("/"):
        return ""
    path = "/" + referer.path.lstrip("/")
    return f"{path}?{referer.query}" if referer.query else path
