"""The files that came with a list of papers: read only inside their folder, each no larger than an upload."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.legacy.reading import finding
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.types.legacy import Finding
from motcua.kit import crypto
from motcua.kit.text import clean

MOST_FILES = 20  # of one paper
_SEPARATOR = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """The files of one paper, in their order."""

    names: tuple[str, ...]
    contents: tuple[bytes, ...]

    @property
    def hashes(self) -> tuple[str, ...]:
        return tuple(crypto.sha256(content) for content in self.contents)


def names_in(row: Row) -> list[str]:
    return [name for name in _SEPARATOR.split(row[Column.FILE]) if name][:MOST_FILES]


class PlaceOfFiles(Protocol):
    """A folder, or an archive."""

    def read(self, row: Row, sheet: str) -> Found | Finding:
        """All files that the row names, or what is wrong with the first that cannot be had."""
        ...

    def size(self, row: Row) -> int:
        """How much is held while the row is read, as far as it can be had."""
        ...


class Folder:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, row: Row, sheet: str) -> Found | Finding:
        names = names_in(row)
        contents: list[bytes] = []
        for name in names:
            path = self._inside(name)
            if path is None:
                return finding(row, Column.FILE, "file_outside", name=name, sheet=sheet)
            content = _content(path)
            if content is None:
                return finding(row, Column.FILE, "file_missing", name=name, sheet=sheet)
            contents.append(content)
        return Found(tuple(map(bare, names)), tuple(contents))

    def size(self, row: Row) -> int:
        paths = [self._inside(name) for name in names_in(row)]
        return sum(path.stat().st_size for path in paths if path is not None and path.is_file())

    def _inside(self, name: str) -> Path | None:
        """Windows' separators are known; no way leads out, neither `..` nor a link."""
        plain = name.replace("\\", "/")
        try:
            path = (self._root / plain).resolve()
        except (OSError, ValueError):
            return None
        return path if path.is_relative_to(self._root) and not plain.startswith("/") else None


def _content(path: Path) -> bytes | None:
    """One byte more than an upload may have is enough to be refused as too large."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(settings.UPLOAD_MAX_BYTES + 1)
    except OSError:
        return None


def bare(name: str) -> str:
    return clean(name).replace("\\", "/").rsplit("/", 1)[-1]


def joint_digest(told: str, hashes: Sequence[str]) -> str:
    """Of what the row says and of what lies in its files."""
    return crypto.sha256("\n".join([told, *hashes]).encode())
