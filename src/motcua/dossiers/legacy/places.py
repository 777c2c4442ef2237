"""The files of a list of papers in one ZIP: read by name, one at a time; nothing is laid on the disk."""

import struct
import unicodedata
import zipfile
from pathlib import Path
from zlib import error as DeflateError  # noqa: N812

from django.conf import settings

from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.legacy.errors import MOST_FILES, LegacyArchiveError
from motcua.dossiers.legacy.folder import Folder, Found, PlaceOfFiles, bare, names_in
from motcua.dossiers.legacy.reading import finding
from motcua.dossiers.legacy.table import Row
from motcua.dossiers.types.legacy import Finding
from motcua.kit.readable import Readable

_ENCRYPTED = 0x1
_END, _END_SIZE, _LONGEST_REMARK = b"PK\x05\x06", 22, 1 << 16
_MORE = b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError, ValueError, OSError)


def place_of_files(held: Path | Readable) -> PlaceOfFiles:
    return Folder(held) if isinstance(held, Path) and held.is_dir() else Archive(held)


class Archive:
    """Raises LegacyArchiveError. Names are known with their folders or, where only one is called so, without."""

    def __init__(self, file: Readable) -> None:
        _refuse_many(file)
        try:
            self._zip = zipfile.ZipFile(file.open("rb"))
        except _BROKEN as broken:
            raise LegacyArchiveError(most=MOST_FILES) from broken
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._called: dict[str, list[zipfile.ZipInfo]] = {}
        for part in self._zip.infolist():
            if part.flag_bits & _ENCRYPTED:
                raise LegacyArchiveError(most=MOST_FILES)
            if not part.is_dir():
                self._parts[_plain(part.filename)] = part
                self._called.setdefault(_plain(bare(part.filename)), []).append(part)

    def read(self, row: Row, sheet: str) -> Found | Finding:
        names = names_in(row)
        contents: list[bytes] = []
        for name in names:
            found = self._named(name)
            content = self._content(found[0]) if len(found) == 1 else None
            if content is None:
                reason = "file_twice" if len(found) > 1 else "file_missing"
                return finding(row, Column.FILE, reason, name=name, sheet=sheet)
            contents.append(content)
        return Found(tuple(map(bare, names)), tuple(contents))

    def size(self, row: Row) -> int:
        most = settings.UPLOAD_MAX_BYTES + 1
        sizes = (part.file_size for name in names_in(row) for part in self._named(name)[:1])
        return sum(min(size, most) for size in sizes)

    def _named(self, name: str) -> list[zipfile.ZipInfo]:
        whole = self._parts.get(_plain(name))
        return [whole] if whole else self._called.get(_plain(bare(name)), [])

    def _content(self, part: zipfile.ZipInfo) -> bytes | None:
        """One byte more than an upload may have is enough to be refused as too large."""
        try:
            with self._zip.open(part) as opened:
                return opened.read(settings.UPLOAD_MAX_BYTES + 1)
        except _BROKEN:
            return None


def _refuse_many(file: Readable) -> None:
    """Told by the end of the ZIP, before its list is read into memory."""
    with file.open("rb") as opened:
        size = opened.seek(0, 2)
        opened.seek(max(0, size - _LONGEST_REMARK - 2 * _END_SIZE))
        tail = opened.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE or _MORE in tail:
        raise LegacyArchiveError(most=MOST_FILES)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if count > MOST_FILES or length > MOST_FILES * 512:
        raise LegacyArchiveError(most=MOST_FILES)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip().lstrip("/")
