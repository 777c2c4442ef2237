"""Lines a newcomer can follow: what happens now, and when it was done."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Child processes count on from where the command began.
_started = float(os.environ.setdefault("MOTCUA_STARTED", str(time.monotonic())))


def say(text: str) -> None:
    print(f"[{time.monotonic() - _started:6.1f} s] {text}", flush=True)


def warn(text: str) -> None:
    print(f"[{time.monotonic() - _started:6.1f} s] {text}", file=sys.stderr, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Announce, do, and say how long it took when that was long enough to be noticed."""
    say(f"{text} …")
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    if took > 3:
        say(f"  done in {took:.0f} s")
