"""Time stamps and revocation proofs over HTTP, from known authorities only.

Certificates name the addresses of their authority. We never follow a name we do not know: each
known prefix is routed to the address set for it, and anything else counts as no answer.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings

from motcua.documents.adapters.trust.roots import trust
from motcua.documents.errors import TimeStampDownError
from motcua.engines.signing import api as signing
from motcua.kit import clock, http

CONNECT_SECONDS, READ_SECONDS = 2.0, 5.0
_OCSP = {"Content-Type": "application/ocsp-request"}
_TIMESTAMP = {"Content-Type": "application/timestamp-query"}


def backing(chain: Sequence[bytes], roots: tuple[bytes, ...]) -> signing.Backing:
    """Everything a signature by this certificate rests on, fetched now."""
    http.refuse_in_transaction()
    stamper = _stamper(settings.TSA_ADDRESS)
    try:
        stamping = stamper.chain()
    except signing.TimeStampError as silent:
        raise TimeStampDownError from silent
    known = trust()
    anchors = (*roots, *known.time, *known.issuers)
    questions = (
        *signing.proof_requests((*chain, *anchors)),
        *signing.proof_requests((*stamping, *anchors)),
    )
    return signing.Backing(
        stamper,
        _proofs(dict.fromkeys(questions)),
        roots=tuple({*roots, *known.time}),
        at=clock.now(),
        issuers=known.issuers,
    )


@lru_cache(maxsize=4)
def _stamper(address: str) -> signing.Stamper:
    return signing.Stamper(lambda request: _stamp(address, request))


def forget_stampers() -> None:
    _stamper.cache_clear()


def _stamp(address: str, request: bytes) -> bytes:
    """RFC 3161 over HTTP; a failed call is an OSError, as the engine expects."""
    answer = _session().post(address, data=request, headers=_TIMESTAMP)
    answer.raise_for_status()
    content: bytes = answer.content
    return content


def _proofs(questions: Iterable[signing.ProofRequest]) -> signing.Proofs:
    ocsps: list[bytes] = []
    crls: list[bytes] = []
    for question in questions:
        answer = _asked(question)
        if answer is not None and signing.is_proof(question, answer):
            (crls if question.body is None else ocsps).append(answer)
    return signing.Proofs(tuple(ocsps), tuple(crls))


def _asked(question: signing.ProofRequest) -> bytes | None:
    """No answer is no proof: the engine then refuses to sign, and says why."""
    address = _route(question.url)
    if address is None:
        return None
    session = _session()
    try:
        if question.body is None:
            answer = session.get(address)
        else:
            answer = session.post(address, data=question.body, headers=_OCSP)
        answer.raise_for_status()
    except OSError:
        return None
    content: bytes = answer.content
    return content


def _route(url: str) -> str | None:
    for prefix, address in settings.CERTIFICATE_ROUTES.items():
        if url.startswith(f"{prefix}/"):
            return f"{address}{url.removeprefix(prefix)}"
    return None


_local = threading.local()


def _session() -> Any:
    """One per thread: connections to the authorities stay open between signatures."""
    http.refuse_in_transaction()
    if not hasattr(_local, "session"):
        _local.session = http.session(connect_seconds=CONNECT_SECONDS, read_seconds=READ_SECONDS)
    return _local.session
