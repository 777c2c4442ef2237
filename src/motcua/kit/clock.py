"""Now and today, in the legal time zone. Nobody else asks the machine for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LEGAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


def today() -> date:
    return now().astimezone(LEGAL_ZONE).date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Tests and the demo live at another moment; the running site never does."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
