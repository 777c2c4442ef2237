"""Bad days on demand: each outside system can be told to fail, hang, talk nonsense or be slow.

POST /control/faults {"tsa": "down", "population": "hang"}      GET /control/faults
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

MODES = frozenset({"ok", "down", "hang", "garbage", "slow"})
HANG_SECONDS = 60.0
SLOW_SECONDS = 2.0

_modes: dict[str, str] = {}

Endpoint = Callable[[Request], Awaitable[Response]]


def fault(system: str) -> str:
    """The mode of a system now; a sub-application may have more modes of its own."""
    return _modes.get(system, "ok")


def set_fault(system: str, mode: str) -> None:
    if mode == "ok":
        _modes.pop(system, None)
    else:
        _modes[system] = mode


def clear() -> None:
    _modes.clear()


def faulty(system: str) -> Callable[[Endpoint], Endpoint]:
    """An endpoint that obeys the common modes of `system`."""

    def wrap(endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            mode = fault(system)
            if mode == "down":
                return PlainTextResponse("Service unavailable", status_code=503)
            if mode == "garbage":
                return Response(b"\x00<html>not what you asked for", media_type="text/html")
            if mode in {"hang", "slow"}:
                await asyncio.sleep(HANG_SECONDS if mode == "hang" else SLOW_SECONDS)
            return await endpoint(request)

        return answer

    return wrap


async def change(request: Request) -> Response:
    wanted: dict[str, Any] = await request.json()
    for system, mode in wanted.items():
        set_fault(str(system), str(mode))
    return JSONResponse(_modes)


async def show(request: Request) -> Response:
    del request
    return JSONResponse(_modes)


ROUTES = [
    Route("/control/faults", change, methods=["POST"]),
    Route("/control/faults", show, methods=["GET"]),
]
