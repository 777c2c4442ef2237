"""What is down, for people and for monitoring. No session, no person: it works when little else does."""

import time
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.channels.operations.checks import Check, State, look, overall

# Open to all, so that nobody can make it ask other systems more often than this.
KEEP_SECONDS = 3.0
SHAPES = {State.OK: "on_time", State.WATCH: "due_soon", State.DOWN: "overdue"}

_kept: dict[str | None, tuple[float, list[Check]]] = {}


@require_safe
@never_cache
def health_page(request: HttpRequest) -> HttpResponse:
    checks = _checks()
    rows = [{"check": check, "shape": SHAPES[check.state]} for check in checks]
    seen = {"rows": rows, "overall": overall(checks)}
    return render(request, "operations/health.html", seen, status=_status(checks))


@require_safe
@never_cache
def health_json(request: HttpRequest) -> HttpResponse:
    checks = _checks()
    told = {check.code: {"state": check.state, "says": check.says} for check in checks}
    return JsonResponse({"state": overall(checks), "checks": told}, status=_status(checks))


def _checks() -> list[Check]:
    language = get_language()
    at, checks = _kept.get(language, (0.0, []))
    if not checks or time.monotonic() - at > KEEP_SECONDS:
        checks = look()
        _kept[language] = (time.monotonic(), checks)
    return checks


def _status(checks: list[Check]) -> HTTPStatus:
    down = overall(checks) == State.DOWN
    return HTTPStatus.SERVICE_UNAVAILABLE if down else HTTPStatus.OK
