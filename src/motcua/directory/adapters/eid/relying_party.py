"""A sign-in: send the browser away with a secret of its own, believe what it brings back."""

import hmac
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from authlib.common.security import generate_token
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.conf import settings

from motcua.directory.adapters.eid import provider
from motcua.directory.adapters.eid.checks import Believed, believe
from motcua.directory.errors import (
    SignInCancelledError,
    SignInExpiredError,
    SignInRefusedError,
)
from motcua.directory.types import EidClaims, Sex, SignInStart
from motcua.kit import clock, text

RETURN_PATH = "/dang-nhap/tro-ve/"
STATE_SECONDS = 600
FRESH_SECONDS = 300
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}


def begin(next_address: str, *, fresh: bool) -> SignInStart:
    secrets = {name: generate_token(43) for name in ("state", "nonce", "verifier")}
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": settings.EID_CLIENT_ID,
        "redirect_uri": _return_address(),
        "state": secrets["state"],
        "nonce": secrets["nonce"],
        "code_challenge": create_s256_code_challenge(secrets["verifier"]),
        "code_challenge_method": "S256",
        "acr_values": " ".join(_acr_values()),
        **({"prompt": "login", "max_age": "0"} if fresh else {}),
    }
    url = f"{provider.metadata()['authorization_endpoint']}?{urlencode(asked)}"
    begun = {"begun": str(int(clock.now().timestamp())), "fresh": "1" if fresh else ""}
    return SignInStart(url, {**secrets, **begun, "next": next_address})


def finish(returned: Mapping[str, Any], state: Mapping[str, str]) -> EidClaims:
    _check_state(returned, state)
    tokens = provider.redeem(str(returned["code"]), state["verifier"], _return_address())
    max_age = FRESH_SECONDS if state.get("fresh") else settings.EID_MAX_AGE_SECONDS
    believed = believe(_text(tokens, "id_token"), nonce=state["nonce"], max_age=max_age)
    info = provider.user_info(_text(tokens, "access_token"))
    if info.get("sub") != believed.subject:
        raise SignInRefusedError(reason="userinfo of another subject")
    return _claims(believed, info)


def _check_state(returned: Mapping[str, Any], state: Mapping[str, str]) -> None:
    """`state` comes from the browser's own session: an answer to another's question is refused."""
    expected, given = state.get("state", ""), str(returned.get("state", ""))
    if not expected or not hmac.compare_digest(expected.encode(), given.encode()):
        raise SignInExpiredError
    if clock.now().timestamp() - int(state.get("begun", 0)) > STATE_SECONDS:
        raise SignInExpiredError
    if returned.get("error") == "access_denied":
        raise SignInCancelledError
    if not returned.get("code"):
        raise SignInRefusedError(reason=str(returned.get("error", "no code")))


def _return_address() -> str:
    return f"{settings.SITE_ADDRESS}{RETURN_PATH}"


def _acr_values() -> list[str]:
    levels: dict[str, int] = settings.EID_ACR_LEVELS
    return [acr for acr, level in levels.items() if level >= settings.EID_MIN_LEVEL]


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise SignInRefusedError(reason=f"no {name}")
    return value


def _claims(believed: Believed, info: Mapping[str, Any]) -> EidClaims:
    names: dict[str, str] = settings.EID_CLAIMS
    return EidClaims(
        issuer=believed.issuer,
        subject=believed.subject,
        level=believed.level,
        authenticated_at=believed.authenticated_at,
        name=_text(info, names["name"]),
        personal_id=_text(info, names["personal_id"]),
        birth_date=_date(info.get(names["birth_date"])),
        sex=_SEXES.get(text.search_key(str(info.get(names["sex"], ""))), Sex.UNKNOWN),
        phone=str(info.get(names["phone"]) or ""),
        email=str(info.get(names["email"]) or ""),
    )


def _date(told: object) -> date | None:
    """Several ways of writing a day are seen; an unknown one is no reason to turn someone away."""
    for pattern in settings.EID_DATE_FORMATS:
        try:
            return datetime.strptime(str(told), pattern).replace(tzinfo=clock.LEGAL_ZONE).date()
        except ValueError:
            continue
    return None
