"""Personal data at rest: AES-256-GCM bound to its row, and a keyed blind index to find it again.

Keys live in a file outside the database, in versions: the newest seals, all of them open.
A sealed value is `version (1 byte) | nonce (12) | ciphertext and tag`.
"""

import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from motcua.kit.readable import Readable

_NONCE = 12
SEAL_BYTES = 1 + _NONCE + 16  # what a seal adds to the content
# 32 signs divide 256 bytes evenly, so that each is as likely as the others.
_READABLE = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ" * 8
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class SealBrokenError(RuntimeError):
    """The bytes were changed, moved to another row, or sealed with a key we do not hold."""


class Keyring:
    """`{"seal": {"1": hex, "2": hex}, "index": hex}`; the index key is kept over rotations."""

    def __init__(self, sealing: dict[int, bytes], index: bytes) -> None:
        self._ciphers = {version: AESGCM(key) for version, key in sealing.items()}
        self._index = index
        self.newest = max(sealing)

    @classmethod
    def read(cls, path: Path) -> "Keyring":
        stored = json.loads(path.read_text(encoding="ascii"))
        sealing = {int(version): bytes.fromhex(key) for version, key in stored["seal"].items()}
        return cls(sealing, bytes.fromhex(stored["index"]))

    def seal(self, plain: bytes, *, row: str) -> bytes:
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self.newest].encrypt(nonce, plain, row.encode())
        return bytes([self.newest]) + nonce + sealed

    def unseal(self, sealed: bytes, *, row: str) -> bytes:
        try:
            cipher = self._ciphers[sealed[0]]
            return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], row.encode())
        except (InvalidTag, KeyError, IndexError) as broken:
            raise SealBrokenError from broken

    def blind_index(self, value: str, *, kind: str) -> bytes:
        return hmac.digest(self._index, f"{kind}:{value}".encode(), "sha256")


@lru_cache(maxsize=4)
def _keyring_at(path: Path, changed_ns: int) -> Keyring:
    del changed_ns
    return Keyring.read(path)


def keyring() -> Keyring:
    path = settings.DATA_KEYS
    return _keyring_at(path, path.stat().st_mtime_ns)


def seal(plain: str, *, row: str) -> bytes:
    """`row` names table, column and row id (`person:id_number:<uuid>`); it must match to unseal."""
    return keyring().seal(plain.encode(), row=row)


def unseal(sealed: bytes | memoryview, *, row: str) -> str:
    return keyring().unseal(bytes(sealed), row=row).decode()


def seal_json(value: object, *, row: str) -> bytes:
    return seal(_COMPACT.encode(value), row=row)


def unseal_json(sealed: bytes | memoryview, *, row: str) -> object:
    return json.loads(unseal(sealed, row=row))


def blind_index(value: str, *, kind: str) -> bytes:
    """Keyed hash of a normalised value: equal values meet, nobody without the key can guess them."""
    return keyring().blind_index(value, kind=kind)


def add_key(path: Path) -> int:
    """Make the key file, or add the next sealing version to it; returns the newest version."""
    stored: dict[str, object] = {"seal": {}, "index": secrets.token_hex(32)}
    if path.exists():
        stored = json.loads(path.read_text(encoding="ascii"))
    sealing = stored["seal"]
    if not isinstance(sealing, dict):
        raise SealBrokenError
    version = max((int(v) for v in sealing), default=0) + 1
    sealing[str(version)] = secrets.token_hex(32)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(stored), encoding="ascii")
    unfinished.chmod(0o600)
    unfinished.replace(path)
    return version


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256_of(readable: Readable) -> str:
    """Of a file, however large."""
    with readable.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def new_secret(length: int = 10) -> str:
    """Letters and digits that cannot be misread on paper."""
    return os.urandom(length).translate(_READABLE).decode("ascii")
