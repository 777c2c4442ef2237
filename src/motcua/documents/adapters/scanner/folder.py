"""The folders of the scanners: a share that others write into, at any time, whatever they like.

Links are never followed, files are taken by renaming them first, and removed only while they are still
what was read: a scanner that begins its numbering anew overwrites nothing that we have not seen.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Literal

from django.conf import settings

from motcua.documents.rules import ASIDE
from motcua.documents.types import FolderProblem
from motcua.kit.ids import new_id

_TAKEN = ".dang-nhan-"
_TAKEN_LENGTH = len(_TAKEN) + 9  # eight digits and a dash
_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".writing")
_RUBBISH = frozenset({"thumbs.db", "desktop.ini"})
_LONGEST_NAME = 40  # letters, of up to four bytes each
_HEAD, _TAIL = 1024, 256
_LINEARIZED = re.compile(rb"/Linearized[^>]{0,60}/L\s+(\d{1,12})")
_PADDING = b"\0\r\n\t "
_PRIVATE = 0o2770  # the group of the share may write; what is made inside belongs to it


class Ending(StrEnum):
    """How a file that no longer grows ends; of some kinds nobody can tell."""

    WHOLE = "whole"
    CUT = "cut"
    UNTOLD = "untold"


class NotTakenError(OSError):
    """The file went away or changed meanwhile: the next look will tell."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A file of a folder. `changed` in nanoseconds, by the clock of whoever wrote it."""

    name: str
    size: int
    changed: int

    @property
    def shown(self) -> str:
        return self.name[_TAKEN_LENGTH:] if self.name.startswith(_TAKEN) else self.name


@dataclass(frozen=True, slots=True)
class Taken:
    """Read whole, or its first `most` bytes and one more."""

    lying: Lying
    content: bytes
    _place: Path
    _number: int

    def remove(self) -> None:
        if self.is_the_same():
            self._place.unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        if not self.is_the_same():
            return
        aside = self._place.parent / ASIDE
        aside.mkdir(mode=_PRIVATE, exist_ok=True)
        self._place.replace(aside / name)

    def is_the_same(self) -> bool:
        try:
            now = self._place.lstat()
        except FileNotFoundError:
            return False
        seen = (self._number, self.lying.size, self.lying.changed)
        return (now.st_ino, now.st_size, now.st_mtime_ns) == seen


def place_of(name: str) -> Path:
    return Path(settings.SCANS) / name


def make(name: str) -> None:
    """A folder of its own; FileExistsError where there is one already."""
    Path(settings.SCANS).mkdir(exist_ok=True)
    place = place_of(name)
    place.mkdir()
    place.chmod(_PRIVATE)


def problem_of(name: str) -> FolderProblem | None:
    """A link could lead into a colleague's folder, so it is none of ours."""
    place = place_of(name)
    if place.is_symlink():
        return FolderProblem.LINKED
    if not place.is_dir():
        return FolderProblem.MISSING
    return None if os.access(place, os.R_OK | os.W_OK | os.X_OK) else FolderProblem.LOCKED


def lying_in(name: str) -> list[Lying]:
    """In the order they were written; OSError when the share is gone."""
    with os.scandir(place_of(name)) as entries:
        return sorted(_files(entries), key=lambda one: (one.changed, one.shown))


def _files(entries: Iterator[os.DirEntry[str]]) -> Iterator[Lying]:
    for entry in entries:
        if _is_for_us(entry.name) and entry.is_file(follow_symlinks=False):
            seen = entry.stat(follow_symlinks=False)
            yield Lying(entry.name, seen.st_size, seen.st_mtime_ns)


def _is_for_us(name: str) -> bool:
    lowered = name.lower()
    hidden = lowered.startswith((".", "~")) and not lowered.startswith(_TAKEN)
    return not hidden and lowered not in _RUBBISH and not lowered.endswith(_UNFINISHED)


def ending_of(folder: str, lying: Lying) -> Ending:
    """A scanner may pause for long between two pages; half a PDF would be mended, and read."""
    with _opened(folder, lying.name) as file:
        head = file.read(_HEAD)
        file.seek(max(0, lying.size - _TAIL))
        tail = file.read(_TAIL).rstrip(_PADDING)
    if lying.size < _told_length(head):
        return Ending.CUT
    for beginning, end, within in _ENDS:
        if head.startswith(beginning):
            return Ending.WHOLE if end in tail[-within:] else Ending.CUT
    return Ending.UNTOLD if lying.size else Ending.CUT


# Kind by its first bytes → what stands at its end, in how many of its last bytes.
_ENDS = ((b"%PDF-", b"%%EOF", 64), (b"\xff\xd8\xff", b"\xff\xd9", 2), (b"\x89PNG", b"IEND", 16))


def _told_length(head: bytes) -> int:
    """How long the file says it is, at least; 0 where it does not say.

    A PDF made to be shown while it loads has an end near its beginning, too.
    """
    if head.startswith((b"II*\0", b"MM\0*")):
        order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
        return max(int.from_bytes(head[4:8], order), 8) + 1
    told = _LINEARIZED.search(head) if head.startswith(b"%PDF-") else None
    return int(told.group(1)) if told else 0


def take(folder: str, lying: Lying, *, most: int) -> Taken:
    """Renamed, then read. NotTakenError when it is no longer what was seen lying there."""
    place = place_of(folder) / lying.name
    try:
        with _opened(folder, lying.name) as file:
            place = _renamed(place, lying)
            content = file.read(most + 1)
            seen = os.fstat(file.fileno())
    except FileNotFoundError as gone:
        raise NotTakenError from gone
    taken = Taken(lying, content, place, seen.st_ino)
    if not taken.is_the_same():
        raise NotTakenError
    return taken


def _renamed(place: Path, lying: Lying) -> Path:
    if lying.name.startswith(_TAKEN):
        return place
    kept = lying.name.encode("utf-8", "replace").decode().replace("?", "_")[-_LONGEST_NAME:]
    ours = place.with_name(f"{_TAKEN}{new_id().hex[-8:]}-{kept}")
    place.rename(ours)
    return ours


def _opened(folder: str, name: str) -> BinaryIO:
    """Only a plain file: neither what a link leads to nor a pipe that never answers."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    file = os.fdopen(os.open(place_of(folder) / name, flags), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotTakenError
    return file


def forget_aside(folder: str, name: str) -> None:
    (place_of(folder) / ASIDE / name).unlink(missing_ok=True)
