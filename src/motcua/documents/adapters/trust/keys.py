"""Where signing keys are: PKCS#12 files outside the database, or a PKCS#11 token."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from motcua.documents.adapters.trust import token
from motcua.documents.models import SigningKey
from motcua.documents.types import KeyKind
from motcua.engines.signing import api as signing

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def _path(key_id: UUID) -> Path:
    return Path(settings.SIGNING_KEYS) / f"{key_id}.p12"


def subject(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(common_name)),
        ]
    )


def _cut(name: str) -> str:
    """The library counts bytes; names of agencies are longer, and stand whole as the organisation."""
    return name.encode()[:64].decode(errors="ignore").rstrip()


def signing_request(name: x509.Name, key: Key) -> x509.CertificateSigningRequest:
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())


def keep_pkcs12(key_id: UUID, key: Key, chain: list[x509.Certificate], pin: str) -> None:
    content = pkcs12.serialize_key_and_certificates(
        b"signing",
        key,
        chain[0],
        chain[1:],
        serialization.BestAvailableEncryption(pin.encode()),
    )
    path = _path(key_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)


def chain_of(key: SigningKey) -> tuple[bytes, ...]:
    certificates = x509.load_pem_x509_certificates(key.chain.encode())
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in certificates)


@contextmanager
def opened(key: SigningKey, pin: str) -> Iterator[signing.Signer]:
    """Raises WrongPinError or KeyMissingError of the engine."""
    if key.kind == KeyKind.PKCS12:
        try:
            content = _path(key.id).read_bytes()
        except FileNotFoundError as missing:
            raise signing.KeyMissingError(str(key.id)) from missing
        yield signing.Pkcs12Signer(content, pin)
        return
    token.use_store()
    with signing.Pkcs11Signer(
        settings.PKCS11_LIBRARY, key.token_label, key.key_label, pin=pin, chain=chain_of(key)
    ) as signer:
        yield signer
