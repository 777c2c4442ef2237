"""One line per request: which address, how long, for whom by id. Never what was sent or shown.

The request id goes into every line logged while the request is answered, and back to the browser,
so that a person can read it to whoever looks at the logs.
"""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.kit.ids import new_id
from motcua.kit.log_lines import request_id, spoken_path

logger = logging.getLogger("motcua.requests")


class RequestLogMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(new_id()))
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - began)
            return response
        finally:
            request_id.reset(token)

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        response["X-Request-Id"] = request_id.get() or ""
        if request.path.startswith(("/static/", "/suc-khoe")):
            return
        actor = getattr(request, "actor", None)
        logger.info(
            "answered",
            extra={
                "method": request.method,
                "path": spoken_path(request.path),
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
                "actor_id": str(actor.person_id) if actor is not None else None,
            },
        )
