"""The only way out to the network: always a timeout, never inside a transaction."""

from typing import Any

import requests
from django.db import connection
from requests import PreparedRequest
from requests.adapters import HTTPAdapter

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0

# What callers catch and read, so that nobody else needs to know the library.
CallFailedError = requests.RequestException
Response = requests.Response


class NetworkInTransactionError(RuntimeError):
    """A slow partner would hold our row locks; do the call outside, or in a job."""


class _TimedAdapter(HTTPAdapter):
    def __init__(self, timeout: tuple[float, float]) -> None:
        self._timeout = timeout
        super().__init__(max_retries=0)

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:  # type: ignore[override]
        kwargs["timeout"] = kwargs.get("timeout") or self._timeout
        return super().send(request, **kwargs)


def session(
    *, connect_seconds: float = CONNECT_SECONDS, read_seconds: float = READ_SECONDS
) -> requests.Session:
    """A session whose every call has a timeout.

    Raises NetworkInTransactionError when a transaction is open.
    """
    refuse_in_transaction()
    made = requests.Session()
    adapter = _TimedAdapter((connect_seconds, read_seconds))
    made.mount("http://", adapter)
    made.mount("https://", adapter)
    made.trust_env = False
    return made


def refuse_in_transaction() -> None:
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise NetworkInTransactionError
