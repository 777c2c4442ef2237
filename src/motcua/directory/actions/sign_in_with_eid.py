"""The two halves of a citizen's sign-in, for the sign-in pages. Both may call the network."""

from collections.abc import Mapping
from typing import Any

from motcua.directory.actions.sign_in import sign_in
from motcua.directory.adapters.eid import relying_party
from motcua.directory.types import SignedIn, SignInStart


def begin_sign_in(next_address: str = "/", *, fresh: bool = False) -> SignInStart:
    """`fresh` asks the person to prove themselves again, now."""
    return relying_party.begin(next_address, fresh=fresh)


def finish_sign_in(returned: Mapping[str, Any], state: Mapping[str, str] | None) -> SignedIn:
    """`state` must be taken out of the session before the call: it serves once."""
    claims = relying_party.finish(returned, state or {})
    person_id = sign_in(claims)
    return SignedIn(person_id, claims.name, claims.level, claims.authenticated_at)
