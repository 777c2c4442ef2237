"""Authorisation codes and tokens in memory: used once, gone with the process."""

import base64
import dataclasses
import hashlib
import secrets
import time

CODE_SECONDS = 60
TOKEN_SECONDS = 600


@dataclasses.dataclass(frozen=True, slots=True)
class Grant:
    personal_id: str
    acr: str
    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    auth_time: int
    expires: float


class Grants:
    def __init__(self) -> None:
        self._codes: dict[str, Grant] = {}
        self._tokens: dict[str, Grant] = {}

    def new_code(self, grant: Grant) -> str:
        code = secrets.token_urlsafe(24)
        self._codes[code] = grant
        return code

    def redeem(
        self, code: str, *, client_id: str, redirect_uri: str, verifier: str
    ) -> Grant | None:
        """The grant, once, and only for whom and with what it was asked (RFC 7636)."""
        grant = self._codes.pop(code, None)
        if grant is None or grant.expires < time.time():
            return None
        right = (client_id, redirect_uri, challenge_of(verifier))
        return grant if right == (grant.client_id, grant.redirect_uri, grant.challenge) else None

    def new_token(self, grant: Grant) -> str:
        token = secrets.token_urlsafe(24)
        self._tokens[token] = dataclasses.replace(grant, expires=time.time() + TOKEN_SECONDS)
        return token

    def of_token(self, token: str) -> Grant | None:
        grant = self._tokens.get(token)
        return grant if grant and grant.expires >= time.time() else None


def challenge_of(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
