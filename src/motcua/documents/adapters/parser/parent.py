"""The server's side: one child per process, killed when it takes too long, started again when needed."""

import atexit
import subprocess
import sys
from threading import Lock, Timer
from typing import Any

from motcua.documents.adapters.parser import wire

WALL_SECONDS = 20.0


class ParserGaveUpError(Exception):
    """The child died or was killed: the file is at fault."""


class Parser:
    def __init__(self, *, wall_seconds: float = WALL_SECONDS) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._one_job = Lock()
        self._wall_seconds = wall_seconds

    def ask(self, head: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        """One answer; a child that idled away between two jobs is replaced once, silently."""
        with self._one_job:
            fresh = self._start_if_needed()
            try:
                return self._asked(head, content)
            except (OSError, wire.ClosedError, ValueError) as died:
                self._end()
                if fresh:
                    raise ParserGaveUpError from died
            self._start_if_needed()
            try:
                return self._asked(head, content)
            except (OSError, wire.ClosedError, ValueError) as died:
                self._end()
                raise ParserGaveUpError from died

    def _start_if_needed(self) -> bool:
        if self._child is not None and self._child.poll() is None:
            return False
        self._end()
        self._child = subprocess.Popen(
            [sys.executable, "-m", "motcua.documents.adapters.parser.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        return True

    def _asked(self, head: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            raise wire.ClosedError
        watch = Timer(self._wall_seconds, child.kill)
        watch.start()
        try:
            wire.send(child.stdin, head, content)  # type: ignore[arg-type]
            return wire.receive(child.stdout)  # type: ignore[arg-type]
        finally:
            watch.cancel()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue

    close = _end


def _environment() -> dict[str, str]:
    """No secret, no address: only where our modules are."""
    return {"PYTHONPATH": ":".join(path for path in sys.path if path), "PATH": "/usr/bin:/bin"}


parser = Parser()
atexit.register(parser.close)
