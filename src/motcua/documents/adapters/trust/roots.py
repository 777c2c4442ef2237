"""Whom we trust, from files: `<data>/trust/{leader,seal,time,other,issuers}/*.pem`."""

from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from motcua.engines.signing import api as signing

FOLDERS = ("leader", "seal", "time", "other", "issuers")


def trust() -> signing.Trust:
    folder = Path(settings.TRUST_ROOTS)
    return _read(folder, tuple(_changed(folder / name) for name in FOLDERS))


def add(kind: str, label: str, pem: str) -> None:
    """Trust a certificate for `kind`; written by `up` for the demo, by an administrator otherwise."""
    folder = Path(settings.TRUST_ROOTS) / kind
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{label}.new"
    unfinished.write_text(pem, encoding="ascii")
    unfinished.replace(folder / f"{label}.pem")


def _changed(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.exists() else 0


@lru_cache(maxsize=4)
def _read(folder: Path, changed: tuple[int, ...]) -> signing.Trust:
    del changed
    return signing.Trust(**{name: _certificates(folder / name) for name in FOLDERS})


def _certificates(folder: Path) -> tuple[bytes, ...]:
    return tuple(
        certificate.public_bytes(Encoding.DER)
        for file in sorted(folder.glob("*.pem"))
        for certificate in x509.load_pem_x509_certificates(file.read_bytes())
    )
