"""Many things, each in a transaction of its own: one that cannot be done does not hold up the others."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")
R = TypeVar("R")


def one_by_one(act: Callable[[T], R], things: Iterable[T]) -> list[R]:
    """What each act returned. Raises ExceptionGroup at the end, so that the queue shows what failed."""
    done: list[R] = []
    failed: list[Exception] = []
    for thing in things:
        try:
            done.append(act(thing))
        except Exception as broken:
            log.exception("%s failed", act.__qualname__)
            failed.append(broken)
    if failed:
        raise ExceptionGroup(f"{len(failed)} failed, {len(done)} done", failed)
    return done
