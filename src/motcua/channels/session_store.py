"""Sessions of two audiences that never meet: each has its cookie, its idle time, its own rows."""

import dataclasses
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session

from motcua.kit import clock

TOUCH_AFTER_SECONDS = 60
_AUDIENCE = "audience"
_SEEN = "seen"


@dataclasses.dataclass(frozen=True, slots=True)
class Audience:
    name: str
    cookie: str
    path: str
    idle_seconds: int


def citizens() -> Audience:
    return Audience("citizen", settings.EID_SESSION_COOKIE, "/", settings.CITIZEN_IDLE_SECONDS)


def staff() -> Audience:
    return Audience(
        "staff", settings.STAFF_SESSION_COOKIE, settings.STAFF_PATH, settings.STAFF_IDLE_SECONDS
    )


def audience_of(path: str) -> Audience:
    return staff() if path.startswith(settings.STAFF_PATH) else citizens()


class AudienceSession(SessionStore):
    """A row made for another audience is no session here, even with the right key."""

    def __init__(self, session_key: str | None, audience: Audience) -> None:
        super().__init__(session_key)
        self.audience = audience
        self.asked_for = session_key

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if data and data.get(_AUDIENCE) != self.audience.name:
            self._session_key = None
            return {}
        return data

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        data[_AUDIENCE] = self.audience.name
        data[_SEEN] = int(clock.now().timestamp())
        return super().create_model_instance(data)

    def get_session_cookie_age(self) -> int:
        return self.audience.idle_seconds

    def is_empty(self) -> bool:
        return not self.session_key and not set(self.keys()) - {_AUDIENCE, _SEEN}

    @property
    def expired(self) -> bool:
        """The browser came with a key that no longer opens anything."""
        return bool(self.asked_for) and not self.get(_SEEN) and self.asked_for != self.session_key

    def touch(self) -> None:
        """An active person stays signed in; one write a minute is enough to know that."""
        seen = self.get(_SEEN)
        if seen is not None and clock.now().timestamp() - int(seen) >= TOUCH_AFTER_SECONDS:
            self.modified = True

    def left_behind(self) -> dict[str, Any]:
        """What the expired session said, for the one question who it was. Its audience must match."""
        row = Session.objects.filter(session_key=self.asked_for).first()
        data: dict[str, Any] = self.decode(row.session_data) if row else {}
        return data if data.get(_AUDIENCE) == self.audience.name else {}


def remove_ended() -> int:
    """Sessions over for a day: until then an ended one can still say whose typed form is waiting."""
    over = Session.objects.filter(expire_date__lt=clock.now() - timedelta(days=1))
    return over.delete()[0]
