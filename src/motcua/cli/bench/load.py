"""Clients that send what they are given, one after the other, over kept connections."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

TIMEOUT_SECONDS = 30
SIGN_IN = "/dang-nhap/"


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `expect` is the status it must have, or the measurement is worth nothing."""

    method: str
    path: str
    cookie: str = ""
    form: dict[str, str] = field(default_factory=dict)
    expect: int = 200

    def headers(self) -> dict[str, str]:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if self.form else {}
        return {**kind, **({"Cookie": self.cookie} if self.cookie else {})}


class UnexpectedAnswerError(RuntimeError):
    def __init__(self, request: Request, status: int, body: bytes) -> None:
        told = body[:2000].decode("utf-8", "replace")
        super().__init__(f"{request.method} {request.path}: {status}, not {request.expect}\n{told}")


def send_all(port: int, requests: Sequence[Request], *, clients: int) -> list[float]:
    """Milliseconds of every request, shared out among the clients."""
    shares = [requests[number::clients] for number in range(clients)]
    if clients == 1:
        return _send(port, shares[0])
    return _side_by_side([partial(_send, port, share) for share in shares])


def _send(port: int, requests: Sequence[Request]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    took = []
    for request in requests:
        body = urlencode(request.form) if request.form else None
        began = time.perf_counter()
        connection.request(request.method, request.path, body, request.headers())
        answer = connection.getresponse()
        content = answer.read()
        took.append((time.perf_counter() - began) * 1000)
        signed_out = SIGN_IN in (answer.getheader("Location") or "")
        if answer.status != request.expect or signed_out:
            raise UnexpectedAnswerError(request, answer.status, content)
    connection.close()
    return took


def _side_by_side(work: Sequence[Callable[[], list[float]]]) -> list[float]:
    results: list[list[float]] = []
    failures: list[Exception] = []

    def run(share: Callable[[], list[float]]) -> None:
        try:
            results.append(share())
        except Exception as failed:  # noqa: BLE001  (told below, by the thread that waits)
            failures.append(failed)

    threads = [threading.Thread(target=run, args=[share]) for share in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [one for result in results for one in result]
