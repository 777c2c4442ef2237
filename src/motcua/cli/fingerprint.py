"""Has anything changed since the database was last prepared? Told by names, sizes and times of files."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from motcua.cli.places import SOURCES, Places


def fingerprint(at: Places, *, empty: bool) -> str:
    """Of the sources, the settings, the keys and the database that they were prepared for."""
    digest = hashlib.sha256(f"empty={empty}".encode())
    for name, value in sorted(os.environ.items()):
        if name.startswith("MOTCUA_") and name != "MOTCUA_STARTED":
            digest.update(f"{name}={value}\n".encode())
    made = [at.cluster / "PG_VERSION", at.data / "static" / ".collected-from"]
    for path in [*made, at.keys / "django.key", at.keys / "data.json"]:
        digest.update(_seen(path))
    for path in sorted(_files(SOURCES / "motcua")):
        digest.update(_seen(path))
    return digest.hexdigest()


def _seen(path: Path) -> bytes:
    if not path.exists():
        return f"{path} -\n".encode()
    stat = path.stat()
    return f"{path} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns}\n".encode()


def _files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(folder) / name for name in files)
