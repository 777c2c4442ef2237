"""Nothing typed is lost when a session ends: the values wait, sealed, for the same person."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from motcua.kit import crypto

_KEY = "kept_form"
_LIMIT = 200_000
_SECRETS = frozenset({"csrfmiddlewaretoken", "pin", "password"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What was posted to one address; `with_files` says that files were sent along and are gone."""

    values: dict[str, list[str]]
    with_files: bool


def keep(request: HttpRequest, owner: UUID) -> bool:
    """Put the posted values (never files, never secrets) into the new session, for `owner` only."""
    values = {name: request.POST.getlist(name) for name in request.POST if name not in _SECRETS}
    form = {"path": request.path, "values": values, "files": any(request.FILES.values())}
    sealed = crypto.seal_json(form, row=_row(owner))
    if not values or len(sealed) > _LIMIT:
        return False
    request.session[_KEY] = {"owner": str(owner), "sealed": sealed.hex()}
    return True


def owner_of(request: HttpRequest) -> UUID | None:
    """Whose form waits in this session: who was here before it ended."""
    held: Any = request.session.get(_KEY)
    return UUID(held["owner"]) if held else None


def take(request: HttpRequest, owner: UUID) -> dict[str, list[str]]:
    """The kept values of this address, once; another person's are thrown away unread."""
    kept = waiting(request, owner)
    if kept is None:
        return {}
    del request.session[_KEY]
    return kept.values


def waiting(request: HttpRequest, owner: UUID) -> Kept | None:
    """What `take` would give; it goes on waiting."""
    held: Any = request.session.get(_KEY)
    if held is None:
        return None
    if held["owner"] != str(owner):
        del request.session[_KEY]
        return None
    form: Any = crypto.unseal_json(bytes.fromhex(held["sealed"]), row=_row(owner))
    if form["path"] != request.path:
        return None
    return Kept(dict(form["values"]), bool(form.get("files")))


def _row(owner: UUID) -> str:
    return f"session:{_KEY}:{owner}"
