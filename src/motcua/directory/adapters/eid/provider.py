"""The provider's side of the wire: what it publishes, and the two calls of a sign-in."""

import time
from typing import Any

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from motcua.directory.errors import EidDownError, SignInExpiredError, SignInRefusedError
from motcua.kit import http

KEPT_SECONDS = 600
_CONNECT_SECONDS, _READ_SECONDS = 2.0, 5.0

_kept: dict[str, tuple[float, Any]] = {}


def metadata() -> dict[str, Any]:
    """The discovery document, believed only if it names the issuer that we were told to trust."""
    issuer = settings.EID_ISSUER
    held: dict[str, Any] = _fetched(f"{issuer}/.well-known/openid-configuration")
    if held.get("issuer") != issuer:
        raise SignInRefusedError(reason="issuer")
    return held


def keys(*, again: bool = False) -> KeySet:
    address = metadata()["jwks_uri"]
    if again:
        _kept.pop(address, None)
    try:
        return KeySet.import_key_set(_fetched(address))
    except (JoseError, KeyError, TypeError, ValueError) as unreadable:
        raise EidDownError from unreadable


def forget() -> None:
    _kept.clear()


def _fetched(address: str) -> Any:
    kept = _kept.get(address)
    if kept is not None and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    told = _json(_call("GET", address))
    _kept[address] = (time.monotonic(), told)
    return told


def redeem(code: str, verifier: str, redirect_uri: str) -> dict[str, Any]:
    """Tokens for a code. The code works once, and only with the verifier of this browser."""
    answer = _call(
        "POST",
        metadata()["token_endpoint"],
        auth=(settings.EID_CLIENT_ID, settings.EID_CLIENT_SECRET),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": redirect_uri,
        },
    )
    if answer.status_code == 400:
        raise SignInExpiredError
    return _object(answer)


def user_info(access_token: str) -> dict[str, Any]:
    bearer = {"Authorization": f"Bearer {access_token}"}
    return _object(_call("GET", metadata()["userinfo_endpoint"], headers=bearer))


def _call(method: str, address: str, **content: Any) -> http.Response:
    with http.session(connect_seconds=_CONNECT_SECONDS, read_seconds=_READ_SECONDS) as session:
        try:
            answer = session.request(method, address, allow_redirects=False, **content)
        except http.CallFailedError as unanswered:
            raise EidDownError from unanswered
    if answer.status_code >= 500:
        raise EidDownError
    return answer


def _object(answer: http.Response) -> dict[str, Any]:
    told = _json(answer)
    if not isinstance(told, dict):
        raise EidDownError
    return told


def _json(answer: http.Response) -> Any:
    if answer.status_code != 200:
        raise SignInRefusedError(reason=f"status {answer.status_code}")
    try:
        return answer.json()
    except ValueError as nonsense:
        raise EidDownError from nonsense
