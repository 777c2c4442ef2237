"""ID tokens, true ones and every kind of false one the relying party must refuse."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from joserfc import jwt
from joserfc.jwk import RSAKey

from sandbox.eid.grants import Grant
from sandbox.persons import everybody

LIFE_SECONDS = 300
Claims = dict[str, Any]


@lru_cache(maxsize=2)
def key(kid: str = "sandbox-1") -> RSAKey:
    """A new key with every start: a relying party must be able to fetch it again."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"}, private=True)


def subject(personal_id: str) -> str:
    """Opaque and stable, and nothing of the number can be read from it."""
    return str(uuid5(NAMESPACE_URL, f"sandbox:eid:{personal_id}"))


def claims(grant: Grant, issuer: str) -> Claims:
    now = int(time.time())
    return {
        "iss": issuer,
        "sub": subject(grant.personal_id),
        "aud": grant.client_id,
        "iat": now,
        "exp": now + LIFE_SECONDS,
        "auth_time": grant.auth_time,
        "nonce": grant.nonce,
        "acr": grant.acr,
    }


def _set(**changed: Any) -> Callable[[Claims], None]:
    return lambda held: held.update(changed)


def _drop(name: str) -> Callable[[Claims], None]:
    return lambda held: held.pop(name, None) and None


def _shift(name: str, seconds: int) -> Callable[[Claims], None]:
    return lambda held: held.update({name: held[name] + seconds})


# What a broken or hostile provider might write into a token.
FALSE_CLAIMS: dict[str, Callable[[Claims], None]] = {
    "wrong_nonce": _set(nonce="somebody-elses"),
    "no_nonce": _drop("nonce"),
    "wrong_audience": _set(aud="another-portal"),
    "many_audiences": lambda held: held.update(aud=[held["aud"], "another-portal"]),
    "no_audience": _drop("aud"),
    "wrong_issuer": _set(iss="https://evil.example/eid"),
    "no_issuer": _drop("iss"),
    "expired": _shift("exp", -3600),
    "no_expiry": _drop("exp"),
    "issued_tomorrow": _shift("iat", 86_400),
    "no_subject": _drop("sub"),
    "low_level": _set(acr="LoA1"),
    "unknown_level": _set(acr="LoA9"),
    "no_level": _drop("acr"),
    "stale_authentication": _shift("auth_time", -86_400),
    "authentication_tomorrow": _shift("auth_time", 86_400),
    "no_authentication_time": _drop("auth_time"),
}

FALSE_SIGNATURES = (
    "other_key",
    "unknown_key",
    "alg_none",
    "hs256_with_public_key",
    "cut_signature",
)


def id_token(grant: Grant, issuer: str, fault: str) -> str:
    held = claims(grant, issuer)
    if fault in FALSE_CLAIMS:
        FALSE_CLAIMS[fault](held)
    return _signed(held, fault)


def _signed(held: Claims, fault: str) -> str:
    header = {"alg": "RS256", "kid": "sandbox-1"}
    if fault == "other_key":
        return jwt.encode(header, held, key("another"))
    if fault == "unknown_key":
        return jwt.encode({**header, "kid": "another"}, held, key("another"))
    if fault == "alg_none":
        return f"{_part({'alg': 'none'})}.{_part(held)}."
    if fault == "hs256_with_public_key":
        return _hs256(held)
    token = jwt.encode(header, held, key())
    return token[:-8] if fault == "cut_signature" else token


def _hs256(held: Claims) -> str:
    """The classic confusion: the public key, which everybody has, used as the secret."""
    signed = f"{_part({'alg': 'HS256', 'kid': 'sandbox-1'})}.{_part(held)}"
    mac = hmac.digest(key().as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{_base64url(mac)}"


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _part(value: Claims) -> str:
    return _base64url(json.dumps(value).encode())


def user_info(grant: Grant, fault: str) -> Claims:
    person = everybody()[grant.personal_id]
    if fault == "userinfo_of_another":
        person = next(other for other in everybody().values() if other != person)
    told: Claims = {
        "sub": subject(person.personal_id),
        "LoaiTaiKhoan": "1",
        "SoDinhDanh": person.personal_id,
        "HoVaTen": person.name,
        "NgayThangNamSinh": person.birth_date.strftime("%d/%m/%Y"),
        "GioiTinh": "Nữ" if person.sex == "female" else "Nam",
        "SoDienThoai": person.phone,
        "ThuDienTu": person.email,
    }
    if fault == "userinfo_swapped_number":  # the right subject, another person's number
        other = next(one for one in everybody().values() if one != person)
        told["SoDinhDanh"] = other.personal_id
    for name, missing in (("no_number", "SoDinhDanh"), ("no_name", "HoVaTen")):
        if fault == name:
            del told[missing]
    if fault == "userinfo_without_subject":
        del told["sub"]
    return told
