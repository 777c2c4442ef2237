"""Stored bytes: sealed, written once, durable before the database says so."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from motcua.kit import crypto


def _path(file_id: UUID) -> Path:
    name = file_id.hex
    return Path(settings.STORED_FILES) / name[-2:] / name[-4:-2] / name


def place_for(file_id: UUID) -> Path:
    """Where the file lies or will lie; the folders above it exist."""
    path = _path(file_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write(file_id: UUID, content: bytes) -> None:
    """Durable when it returns. Writing an id twice is an error: stored bytes never change."""
    path = place_for(file_id)
    sealed = crypto.keyring().seal(content, row=f"file:{file_id}")
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        path.unlink()  # a full disk is not made fuller by each attempt
        raise


def read(file_id: UUID) -> bytes:
    return crypto.keyring().unseal(_path(file_id).read_bytes(), row=f"file:{file_id}")


def remove(file_id: UUID) -> None:
    _path(file_id).unlink(missing_ok=True)
