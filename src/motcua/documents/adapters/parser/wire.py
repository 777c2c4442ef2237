"""Messages between the server and the child: a JSON head and plain bytes, nothing that can act.

The child opens hostile files, so the server must be able to read its answers without trusting it.
"""

import json
from typing import Any, BinaryIO

_MOST_BYTES = 256 * 1024 * 1024


class ClosedError(EOFError):
    """The other side is gone."""


def send(pipe: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    written = json.dumps(head).encode()
    pipe.write(len(written).to_bytes(4) + len(body).to_bytes(8) + written + body)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    sizes = _exactly(pipe, 12)
    head_size, body_size = int.from_bytes(sizes[:4]), int.from_bytes(sizes[4:])
    if head_size + body_size > _MOST_BYTES:
        raise ClosedError
    head: dict[str, Any] = json.loads(_exactly(pipe, head_size))
    return head, _exactly(pipe, body_size)


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    parts = []
    while size:
        part = pipe.read(size)
        if not part:
            raise ClosedError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
