"""Who is asking: citizens and officials, each in their own session, each view in its own row scope."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.channels import handing_back, kept_form
from motcua.channels.session_store import Audience, AudienceSession, audience_of
from motcua.directory import api as directory
from motcua.directory.errors import (
    LevelTooLowError,
    NoSeatError,
    PrincipalNotFoundError,
    SeatRequiredError,
)
from motcua.directory.types import Actor, Role, SignedIn
from motcua.kit.scope import NOBODY, Scope, acting

View = Callable[..., HttpResponse]
_CITIZEN = "citizen"
_METHODS = "account_authentication_methods"  # allauth's record of how this session signed in


class AudienceSessionMiddleware:
    """`request.session` of the audience that the address belongs to; the other cookie is not read."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        audience = audience_of(request.path)
        session = AudienceSession(request.COOKIES.get(audience.cookie), audience)
        request.session = session
        response = self.get_response(request)
        _finish(request, response, session)
        return response


def _finish(request: HttpRequest, response: HttpResponse, session: AudienceSession) -> None:
    audience = session.audience
    if not session.accessed:
        return
    patch_vary_headers(response, ("Cookie",))
    if session.is_empty():
        if audience.cookie in request.COOKIES:
            response.delete_cookie(audience.cookie, path=audience.path, samesite="Lax")
        return
    session.touch()
    if session.modified and response.status_code < 500:
        try:
            session.save()
        except UpdateError:
            raise SessionInterrupted from None  # signed out meanwhile, in another window
        _set_cookie(response, session.session_key or "", audience)


def _set_cookie(response: HttpResponse, key: str, audience: Audience) -> None:
    response.set_cookie(
        audience.cookie,
        key,
        path=audience.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class StaffAuthenticationMiddleware:
    """`request.user` exists under /can-bo/ only, and only when somebody asks for it."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STAFF_PATH):
            request.user = SimpleLazyObject(lambda: get_user(request))  # type: ignore[assignment]
        else:
            request.user = AnonymousUser()
        return self.get_response(request)


# ------------------------------------------------------------------ who


def visitor(request: HttpRequest) -> Actor | None:
    """Who is signed in, if anyone: for public pages that greet."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def actor_of(request: HttpRequest) -> Actor:
    """Inside a `citizen_view` or `staff_view` there always is one."""
    actor = visitor(request)
    if actor is None:
        raise RuntimeError("actor_of() needs citizen_view or staff_view around the view")
    return actor


def sign_in_citizen(request: HttpRequest, signed_in: SignedIn) -> None:
    """A new session key, so that a key planted before the sign-in is worth nothing."""
    request.session.cycle_key()
    request.session[_CITIZEN] = {
        "person": str(signed_in.person_id),
        "name": signed_in.name,
        "level": signed_in.level,
        "at": signed_in.authenticated_at.isoformat(),
    }


def sign_out_citizen(request: HttpRequest) -> None:
    request.session.flush()


def signed_in_at(request: HttpRequest) -> datetime | None:
    """When the citizen proved who they are, for acts that ask for a fresh proof."""
    held = request.session.get(_CITIZEN)
    return datetime.fromisoformat(held["at"]) if held else None


def _citizen(request: HttpRequest) -> Actor | None:
    held = request.session.get(_CITIZEN)
    if held is None:
        return None
    actor = directory.citizen_actor(UUID(held["person"]), held["level"], held["name"])
    return _in_whose_name(request, actor, held) if "for" in held else actor


def act_for(request: HttpRequest, principal_id: UUID | None) -> None:
    """From the next page on in that one's name; None: in one's own again."""
    held = {name: value for name, value in request.session[_CITIZEN].items() if name != "for"}
    if principal_id is not None:
        held["for"] = str(principal_id)
    request.session[_CITIZEN] = held


def _in_whose_name(request: HttpRequest, actor: Actor, held: dict[str, Any]) -> Actor:
    """Asked anew for every page: what has been ended counts no more."""
    try:
        return directory.acting_for(actor=actor, principal_id=UUID(held["for"]))
    except PrincipalNotFoundError:
        act_for(request, None)
        return actor


def _official(request: HttpRequest) -> Actor | None:
    user_id = request.session.get(SESSION_KEY)
    if user_id is None:
        return None
    return directory.staff_of_session(UUID(user_id), request.session.get(HASH_SESSION_KEY, ""))


# ------------------------------------------------------------------ views


def public_view(view: View | None = None, *, outside_transaction: bool = False) -> Any:
    """Open to all. A signed-in citizen acts in their own scope, everybody else in nobody's."""

    def decorate(inner: View) -> View:
        @functools.wraps(inner)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            is_staff = request.path.startswith(settings.STAFF_PATH)
            actor = None if is_staff else _citizen(request)
            return _act(inner, request, actor, outside_transaction, *args, **kwargs)

        return run

    return decorate if view is None else decorate(view)


def citizen_view(
    view: View | None = None, *, min_level: int = 0, outside_transaction: bool = False
) -> Any:
    """For a signed-in citizen; anybody else goes to the sign-in page and comes back."""

    def decorate(inner: View) -> View:
        @functools.wraps(inner)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = _citizen(request)
            if actor is None:
                return _to_sign_in(request, settings.CITIZEN_LOGIN_URL, _citizen_left(request))
            if actor.level < min_level:
                raise LevelTooLowError(required=min_level)
            return _act(inner, request, actor, outside_transaction, *args, **kwargs)

        return run

    return decorate if view is None else decorate(view)


def staff_view(*roles: Role, outside_transaction: bool = False) -> Callable[[View], View]:
    """For an official with both factors and (where roles are named) a seat with one of them."""

    def decorate(inner: View) -> View:
        @functools.wraps(inner)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = _official(request)
            if actor is None:
                return _to_sign_in(request, str(settings.LOGIN_URL), _official_left(request))
            if not _both_factors(request):
                return HttpResponseRedirect(_second_factor(request))
            _check_seats(actor, roles)
            if request.method == "POST":  # sent again, or something newer is
                kept_form.take(request, actor.person_id)
            response = _act(inner, request, actor, outside_transaction, *args, **kwargs)
            return handing_back.instead(request, actor.person_id, response)

        return run

    return decorate


def _act(
    view: View,
    request: HttpRequest,
    actor: Actor | None,
    outside_transaction: bool,  # noqa: FBT001  (passed on as given)
    /,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    request.actor = actor  # type: ignore[attr-defined]
    if outside_transaction:
        return view(request, *args, **kwargs)
    with acting(_scope(actor)):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response = response.render()  # type: ignore[attr-defined]
    return response


def _scope(actor: Actor | None) -> Scope:
    return NOBODY if actor is None else actor.scope


def _check_seats(actor: Actor, roles: tuple[Role, ...]) -> None:
    if not actor.seats:
        raise NoSeatError
    if roles and not any(actor.holds(role) for role in roles):
        raise SeatRequiredError(permission=", ".join(roles))


def _both_factors(request: HttpRequest) -> bool:
    return any(record.get("method") == "mfa" for record in request.session.get(_METHODS, ()))


def _second_factor(request: HttpRequest) -> str:
    """Prove the second factor, or set one up first."""
    has_one = directory.has_second_factor(UUID(request.session[SESSION_KEY]))
    page = settings.SECOND_FACTOR_URL if has_one else settings.SECOND_FACTOR_SETUP_URL
    return f"{page}?{urlencode({'next': _way_back(request)})}"


# ------------------------------------------------------------------ when the session has ended


def _to_sign_in(request: HttpRequest, login_url: str, left: UUID | None) -> HttpResponse:
    """Said at once, whatever asked; what was posted waits for the same person to come back."""
    asked: dict[str, str] = {"next": _way_back(request)}
    # What a script had tried to save before waits already: the person may go on typing meanwhile.
    if getattr(request.session, "expired", False) or kept_form.owner_of(request):
        asked["het-phien"] = "1"
        if request.method == "POST" and left is not None and kept_form.keep(request, left):
            asked["da-giu"] = "1"
    url = f"{login_url}?{urlencode(asked)}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    if request.accepts("text/html"):
        return HttpResponseRedirect(url)
    return JsonResponse({"sign_in": url}, status=401)


def _way_back(request: HttpRequest) -> str:
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL", "")
    return came_from if is_safe_next(request, came_from) else request.path


def is_safe_next(request: HttpRequest, url: str) -> bool:
    """Whether a `next` address stays on this site."""
    hosts = {request.get_host()}
    return bool(url) and url_has_allowed_host_and_scheme(
        url, allowed_hosts=hosts, require_https=request.is_secure()
    )


def _left(request: HttpRequest) -> dict[str, Any]:
    session = request.session
    return session.left_behind() if isinstance(session, AudienceSession) else {}


def _citizen_left(request: HttpRequest) -> UUID | None:
    held = _left(request).get(_CITIZEN) if request.method == "POST" else None
    return UUID(held["person"]) if held else kept_form.owner_of(request)


def _official_left(request: HttpRequest) -> UUID | None:
    user_id = _left(request).get(SESSION_KEY) if request.method == "POST" else None
    return directory.person_of_login(UUID(user_id)) if user_id else kept_form.owner_of(request)


def kept_values(request: HttpRequest) -> dict[str, list[str]]:
    """What this person had typed here when the session ended, once; else empty."""
    return kept_form.take(request, actor_of(request).person_id)
