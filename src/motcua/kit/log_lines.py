"""Log lines as JSON that cannot carry personal data.

What a library puts into an error's message or a request's address may hold a name, a number or a
secret code: lines keep the kind of error and where it arose, and the fixed words of an address.
"""

import logging
import re
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

_SPOKEN = re.compile(r"^[a-z-]+(\.json|\.svg)?$|^[0-9a-f]{8}-[0-9a-f-]{27}$")
_NOT_WRITTEN = ("request", "server_time", "taskName")


class JsonLines(JsonFormatter):
    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith("django") and isinstance(record.args, tuple):
            record.args = tuple(_without_address(value) for value in record.args)
        return super().format(record)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in log_data.items() if name not in _NOT_WRITTEN}
        kept["request_id"] = request_id.get()
        return kept

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the name of the standard library)
        return "\n".join(_told(ei[1], ei[2]))


def spoken_path(path: str) -> str:
    """`/xac-minh/7KQ2…/` → `/xac-minh/…/`: fixed words and ids only."""
    bare = path.split("?", maxsplit=1)[0]
    return "/".join(p if p == "" or _SPOKEN.match(p) else "…" for p in bare.split("/"))


def _without_address(value: object) -> object:
    return spoken_path(value) if isinstance(value, str) and value.startswith("/") else value


def _told(error: BaseException | None, where: TracebackType | None) -> list[str]:
    if error is None:
        return []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(where)]
    code = getattr(error, "sqlstate", None) or getattr(error, "code", "")
    kind = f"{type(error).__module__}.{type(error).__qualname__} {code}".strip()
    before = _told(cause, cause.__traceback__) if cause else []
    return [*before, *frames, kind]
