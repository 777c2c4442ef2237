"""The folders of the scanners: a share that others write into, at any time, whatever they like.

Links are never followed, files are taken by renaming them first, and removed only while they are still
what was read: a scanner that begins its numbering anew overwrites nothing that we have not seen.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.documents import rules
from motcua.documents.types import Ending, FolderProblem
from motcua.kit.ids import new_id

_TAKEN = ".dang-nhan-"
_TAKEN_LENGTH = len(_TAKEN) + 9  # eight digits and a dash
_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".writing")
_RUBBISH = frozenset({"thumbs.db", "desktop.ini"})
_LONGEST_NAME = 40  # letters, of up to four bytes each
# The group of the share drops files into a folder, but lists none; what was set aside it does not see.
_DROPPING, _PRIVATE = 0o2730, 0o700


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
        aside = self._place.parent / rules.ASIDE
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
    place.mkdir(mode=_PRIVATE)
    with suppress(OSError):  # a mounted share has its own way with rights
        place.chmod(_DROPPING)


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
    with _opened(folder, lying.name) as file:
        head = file.read(rules.LOOKED_AT)
        file.seek(max(0, lying.size - rules.LOOKED_AT))
        return rules.ending_of(head, file.read(rules.LOOKED_AT), lying.size)


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
    try:
        file = os.fdopen(os.open(place_of(folder) / name, flags), "rb")
    except FileNotFoundError as gone:  # another worker has it
        raise NotTakenError from gone
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotTakenError
    return file


def forget_aside(folder: str, name: str) -> None:
    (place_of(folder) / rules.ASIDE / name).unlink(missing_ok=True)
