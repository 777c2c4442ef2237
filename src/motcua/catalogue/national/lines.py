"""The lines of a file, gzipped or plain, as bytes: neither the file nor an endless line is held whole."""

import gzip
from collections.abc import Iterator
from typing import IO, Protocol

LARGEST = 20  # MB, as uploaded
LONGEST_LINE = 2_000_000  # bytes; the longest of the national catalogue has 120,000
UNPACKED = 400_000_000  # bytes; more is no catalogue but a bomb
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(ValueError):
    """Not a file of lines. `why`: broken (cut off, or no gzip), large, utf16, or list."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class _Stream(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def lines_of(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Numbered from 1; empty lines are passed over. Raises UnreadableError.

    Of a line that is longer than LONGEST_LINE its beginning is told, one byte too many.
    """
    unpacked = number = 0
    try:
        stream = _opened(file)
        while raw := stream.readline(LONGEST_LINE + 1):
            number += 1
            unpacked += len(raw) + (0 if _is_whole(raw) else _skip_rest(stream))
            if unpacked > UNPACKED:
                raise UnreadableError("large")
            line = _first(raw) if number == 1 else raw
            if line.strip():
                yield number, line
    except (OSError, EOFError) as broken:  # what gzip says of a file that is none
        raise UnreadableError("broken") from broken


def _opened(file: IO[bytes]) -> _Stream:
    """From the beginning."""
    file.seek(0)
    magic = file.read(len(_GZIP))
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if magic == _GZIP else file


def _is_whole(raw: bytes) -> bool:
    return len(raw) <= LONGEST_LINE or raw.endswith(b"\n")


def _skip_rest(stream: _Stream) -> int:
    skipped = 0
    while piece := stream.readline(LONGEST_LINE):
        skipped += len(piece)
        if piece.endswith(b"\n") or skipped > UNPACKED:
            break
    return skipped


def _first(raw: bytes) -> bytes:
    if raw.startswith(_UTF16):
        raise UnreadableError("utf16")
    raw = raw.removeprefix(_BOM)
    if raw.strip() == b"[":
        raise UnreadableError("list")
    return raw
