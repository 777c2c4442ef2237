"""Whether to believe an ID token: what OpenID Connect asks, and three checks of our own.

Ours: the subject of the user info is the subject of the token; the level of assurance comes from the
signed token and is known to us; the moment of authentication is there and recent.
"""

import dataclasses
from datetime import UTC, datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from motcua.directory.adapters.eid import provider
from motcua.directory.errors import LevelTooLowError, SignInRefusedError
from motcua.kit import clock

ALGORITHMS = ["RS256", "PS256", "ES256"]  # never `none`, never a shared secret
LEEWAY_SECONDS = 30


@dataclasses.dataclass(frozen=True, slots=True)
class Believed:
    issuer: str
    subject: str
    level: int
    authenticated_at: datetime


def believe(id_token: str, *, nonce: str, max_age: int) -> Believed:
    claims = _validated(_decoded(id_token), nonce)
    return Believed(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        level=_level(claims.get("acr")),
        authenticated_at=_recent(claims.get("auth_time"), max_age),
    )


def _decoded(id_token: str) -> jwt.Token:
    """A key id that we do not know is asked for once more: providers change their keys."""
    try:
        return jwt.decode(id_token, provider.keys(), algorithms=ALGORITHMS)
    except (InvalidKeyIdError, ValueError, JoseError):
        pass
    try:
        return jwt.decode(id_token, provider.keys(again=True), algorithms=ALGORITHMS)
    except (JoseError, ValueError) as false:
        raise SignInRefusedError(reason="signature") from false


def _validated(token: jwt.Token, nonce: str) -> dict[str, Any]:
    claims = CodeIDToken(
        token.claims,
        token.header,
        options={
            "iss": {"essential": True, "value": settings.EID_ISSUER},
            "aud": {"essential": True, "value": settings.EID_CLIENT_ID},
            "sub": {"essential": True},
        },
        params={"nonce": nonce, "client_id": settings.EID_CLIENT_ID},
    )
    try:
        claims.validate(now=int(clock.now().timestamp()), leeway=LEEWAY_SECONDS)
    except (AuthlibBaseError, JoseError) as false:
        raise SignInRefusedError(reason=str(false)) from false
    return dict(claims)


def _level(acr: object) -> int:
    level = settings.EID_ACR_LEVELS.get(acr, 0) if isinstance(acr, str) else 0
    if level < settings.EID_MIN_LEVEL:
        raise LevelTooLowError(required=settings.EID_MIN_LEVEL)
    return int(level)


def _recent(auth_time: object, max_age: int) -> datetime:
    if not isinstance(auth_time, int):
        raise SignInRefusedError(reason="auth_time")
    age = clock.now().timestamp() - auth_time
    if not -LEEWAY_SECONDS <= age <= max_age:
        raise SignInRefusedError(reason="auth_time")
    return datetime.fromtimestamp(auth_time, UTC)
