"""Signers: a PKCS#12 file, and a PKCS#11 token. Other providers are one more class like these."""

import hashlib
from types import TracebackType
from typing import Any, Self

import pkcs11
from asn1crypto.algos import DSASignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pkcs11 import Attribute, Mechanism, ObjectClass

from motcua.engines.signing.errors import KeyMissingError, WrongPinError

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_RSA_MECHANISMS = {
    "sha256": Mechanism.SHA256_RSA_PKCS,
    "sha384": Mechanism.SHA384_RSA_PKCS,
    "sha512": Mechanism.SHA512_RSA_PKCS,
}


class Pkcs12Signer:
    """Holds the parsed key: checking an RSA key anew for each signature costs 30 ms."""

    def __init__(self, content: bytes, pin: str) -> None:
        try:
            key, own, issuers = pkcs12.load_key_and_certificates(content, pin.encode())
        except ValueError as refused:
            raise WrongPinError from refused
        if own is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise KeyMissingError("the file holds no signing key")
        self._key = key
        self._chain = tuple(c.public_bytes(Encoding.DER) for c in (own, *issuers))

    @property
    def chain(self) -> tuple[bytes, ...]:
        return self._chain

    def sign(self, data: bytes, digest: str) -> bytes:
        algorithm = _HASHES[digest]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), algorithm)
        return self._key.sign(data, ec.ECDSA(algorithm))


class Pkcs11Signer:
    """A key that never leaves its token. Use as a context manager: it holds a session open."""

    def __init__(
        self, library: str, token_label: str, key_label: str, *, pin: str, chain: tuple[bytes, ...]
    ) -> None:
        self._chain = chain
        self._session = _open(library, token_label, pin)
        try:
            self._key: Any = self._session.get_key(
                object_class=ObjectClass.PRIVATE_KEY, label=key_label
            )
        except pkcs11.NoSuchKey as missing:
            self._session.close()
            raise KeyMissingError(key_label) from missing

    @property
    def chain(self) -> tuple[bytes, ...]:
        return self._chain

    def sign(self, data: bytes, digest: str) -> bytes:
        if self._key[Attribute.KEY_TYPE] == pkcs11.KeyType.EC:
            # SoftHSM 2.6 has no ECDSA with a hash inside: hash here, sign the hash.
            raw = self._key.sign(hashlib.new(digest, data).digest(), mechanism=Mechanism.ECDSA)
            return bytes(DSASignature.from_p1363(raw).dump())
        return bytes(self._key.sign(data, mechanism=_RSA_MECHANISMS[digest]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()


def _open(library: str, token_label: str, pin: str) -> pkcs11.Session:
    try:
        module = pkcs11.lib(library)
        return module.get_token(token_label=token_label).open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as refused:
        raise WrongPinError from refused
    except (pkcs11.NoSuchToken, pkcs11.TokenNotPresent) as missing:
        raise KeyMissingError(token_label) from missing
