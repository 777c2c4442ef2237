"""What signing takes in and gives back; bytes are DER unless said otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol


class Place(Protocol):
    """A rectangle on a page, in points from the bottom left corner; pages count from 1."""

    @property
    def page(self) -> int: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...
    @property
    def x2(self) -> float: ...
    @property
    def y2(self) -> float: ...


class Signer(Protocol):
    """Whoever holds the key: a file, a token, a remote service."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates: the signer's own first, then its issuers."""

    def sign(self, data: bytes, digest: str) -> bytes:
        """RSA PKCS#1 v1.5, or ECDSA as DER, over `digest` (`sha256`) of `data`."""


TimeStamper = Callable[[bytes], bytes]
"""RFC 3161 request to response; raises OSError when the authority does not answer."""


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """Where to ask whether a certificate is revoked. `body` is None for a list to be fetched."""

    url: str
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Proofs:
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


class SignerRole(StrEnum):
    LEADER = "leader"
    SEAL = "seal"
    SCAN = "scan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trust:
    """Roots per role: a public authority may vouch for a citizen, never for an official or a seal."""

    leader: tuple[bytes, ...]
    seal: tuple[bytes, ...]
    time: tuple[bytes, ...]
    other: tuple[bytes, ...] = ()
    issuers: tuple[bytes, ...] = ()

    def roots_for(self, role: SignerRole) -> tuple[bytes, ...]:
        named = {
            SignerRole.LEADER: self.leader,
            SignerRole.SEAL: self.seal,
            SignerRole.SCAN: self.leader,
        }
        return named.get(role, self.other)


LayerName = Literal["integrity", "coverage", "chain", "revocation", "time"]
LAYERS: tuple[LayerName, ...] = ("integrity", "coverage", "chain", "revocation", "time")


@dataclass(frozen=True, slots=True)
class Layer:
    name: LayerName
    ok: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    field: str
    role: SignerRole
    signer: str
    organisation: str
    certificate_serial: str
    signed_at: datetime | None
    layers: tuple[Layer, ...]

    @property
    def ok(self) -> bool:
        return len(self.layers) == len(LAYERS) and all(layer.ok for layer in self.layers)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ok`: signed by a leader, sealed by an agency, and every layer of every signature holds."""

    ok: bool
    signatures: tuple[SignatureVerdict, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    checked_at: datetime | None = None
    problem: str = ""
    layers: tuple[Layer, ...] = field(default=())
