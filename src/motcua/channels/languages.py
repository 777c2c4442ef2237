"""The reader's language and size of letters: chosen by a button, kept in a cookie, never guessed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

LANGUAGE_COOKIE = "language"
TEXT_COOKIE = "text_size"
TEXT_SIZES = ("normal", "large", "larger")
_YEAR = 365 * 24 * 60 * 60

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese, unless this browser has asked for English: a phone set to English is no wish."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        size = request.COOKIES.get(TEXT_COOKIE, "")
        request.text_size = size if size in TEXT_SIZES else "normal"  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return _remembering(request, LANGUAGE_COOKIE, "language", tuple(dict(settings.LANGUAGES)))


@require_POST
def choose_text_size(request: HttpRequest) -> HttpResponse:
    return _remembering(request, TEXT_COOKIE, "size", TEXT_SIZES)


def forget_language(response: HttpResponse) -> HttpResponse:
    """For a browser that many people use: the next one begins in Vietnamese."""
    response.delete_cookie(LANGUAGE_COOKIE, samesite="Lax")
    return response


def _remembering(
    request: HttpRequest, cookie: str, field: str, allowed: tuple[str, ...]
) -> HttpResponse:
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if safe else "/")
    value = request.POST.get(field, "")
    if value in allowed:
        # Scripts read the size of letters to change it at once; it is nobody's secret.
        response.set_cookie(
            cookie,
            value,
            max_age=_YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=cookie != TEXT_COOKIE,
        )
    return response
