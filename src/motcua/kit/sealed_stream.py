"""A stored file that is written and read piece by piece, however long: sealed, never whole in memory.

Each piece is `length (4 bytes) | sealed`, bound to its file, its place and whether it is the last:
pieces cannot be moved, left out or cut off at the end without the seal breaking.
"""

import io
import os
from collections.abc import Iterator
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self
from uuid import UUID

from motcua.kit import crypto, files

PIECE = 1 << 20  # bytes of content; what writer and reader hold at once
_LENGTH = 4


class SealedWriter:
    """A context: durable when it closes without an error, gone when it closes with one."""

    def __init__(self, file_id: UUID) -> None:
        self._id = file_id
        self._keys = crypto.keyring()
        self._waiting = bytearray()
        self._number = 0
        self.size = 0

    def __enter__(self) -> Self:
        path = files.place_for(self._id)
        self._out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        return self

    def write(self, content: bytes) -> int:
        self.size += len(content)
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def flush(self) -> None:
        """Pieces are written when they are full, and at the end."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._out:
            if kind is None:
                self._put(bytes(self._waiting), last=True)
                self._out.flush()
                os.fsync(self._out.fileno())
        if kind is not None:
            files.remove(self._id)

    def _put(self, content: bytes, *, last: bool) -> None:
        sealed = self._keys.seal(content, row=_place(self._id, self._number, last=last))
        self._out.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1


def pieces(file_id: UUID) -> Iterator[bytes]:
    """The content again; raises SealBrokenError where a piece is not the one that was written."""
    keys = crypto.keyring()
    with files.place_for(file_id).open("rb") as stored:
        number, piece = 0, _next(stored)
        while piece:
            following = _next(stored)
            yield keys.unseal(piece, row=_place(file_id, number, last=not following))
            number, piece = number + 1, following


def _next(stored: BinaryIO) -> bytes:
    length = int.from_bytes(stored.read(_LENGTH), "big")
    return stored.read(length) if length else b""


def _place(file_id: UUID, number: int, *, last: bool) -> str:
    return f"file:{file_id}:{number}:{'last' if last else 'more'}"


class SealedFile:
    """A stored stream under a name, to be opened again and again like a file on the disk, anywhere in it."""

    def __init__(self, file_id: UUID, name: str) -> None:
        self._id = file_id
        self.name = name

    def open(self, mode: Literal["rb"] = "rb") -> io.BufferedReader:
        del mode  # as a `Path` is asked
        return io.BufferedReader(_Opened(self._id), buffer_size=1 << 16)


class _Opened(io.RawIOBase):
    """Holds one piece at a time."""

    def __init__(self, file_id: UUID) -> None:
        self._id = file_id
        self._keys = crypto.keyring()
        self._stored = files.place_for(file_id).open("rb")
        self._starts = list(_starts(self._stored))
        self._size = sum(length - crypto.SEAL_BYTES for _start, length in self._starts)
        self._each = self._starts[0][1] - crypto.SEAL_BYTES if self._size else 1
        self._at = 0
        self._held = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        number, offset = divmod(self._at, self._each)
        if self._at >= self._size:
            return 0
        content = self._piece(number)[offset : offset + len(buffer)]
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            start, length = self._starts[number]
            self._stored.seek(start)
            place = _place(self._id, number, last=number + 1 == len(self._starts))
            self._held = number, self._keys.unseal(self._stored.read(length), row=place)
        return self._held[1]

    def close(self) -> None:
        self._stored.close()
        super().close()


def _starts(stored: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where each sealed piece begins, and how long it is."""
    while length := int.from_bytes(stored.read(_LENGTH), "big"):
        yield stored.tell(), length
        stored.seek(length, io.SEEK_CUR)
