"""The lines of a file, gzipped or plain, without ever holding the whole file unpacked."""

import gzip
import io
from collections.abc import Iterator

LARGEST = 20  # MB, as uploaded
UNPACKED = 400_000_000  # bytes; more is no catalogue but a bomb
_GZIP = b"\x1f\x8b"


class UnreadableError(ValueError):
    """Not a file of lines."""


def lines_of(content: bytes) -> Iterator[tuple[int, str]]:
    """Numbered from 1; empty lines are passed over. Raises UnreadableError."""
    unpacked = 0
    try:
        with _opened(content) as stream:
            for number, raw in enumerate(stream, start=1):
                unpacked += len(raw)
                if unpacked > UNPACKED:
                    raise UnreadableError
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
                if text.strip():
                    yield number, text
    except (OSError, EOFError) as broken:  # what gzip says of a file that is none
        raise UnreadableError from broken


def _opened(content: bytes) -> io.BufferedIOBase:
    stream = io.BytesIO(content)
    return gzip.GzipFile(fileobj=stream) if content[:2] == _GZIP else stream
