"""A database for a command: the one of DATABASE_URL, the one that `up` runs, or one for the while."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from motcua.cli.cluster import Cluster
from motcua.cli.places import Places


def embedded(places: Places) -> Cluster:
    return Cluster(folder=places.cluster, log=places.logs / "postgresql.log")


@contextmanager
def database(places: Places) -> Iterator[None]:
    """DATABASE_URL is set inside; the embedded server stops when its last user leaves."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with _using(places) as last_one_out:
        cluster = embedded(places)
        cluster.make()
        if not cluster.answers():
            cluster.start(bound=False)
            cluster.make_database()
        os.environ["DATABASE_URL"] = cluster.url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]
            if last_one_out():
                cluster.stop()


@contextmanager
def only_up(places: Places) -> Iterator[None]:
    """One `up` per data folder, and no other command on its embedded database while it begins."""
    places.run.mkdir(parents=True, exist_ok=True)
    with _users_file(places).open("a+") as users:
        if not _lock(users.fileno(), fcntl.LOCK_EX):
            message = (
                f"another motcua command is running on {places.data}; end it first, or use --data"
            )
            raise click.ClickException(message)
        yield


@contextmanager
def _using(places: Places) -> Iterator["_LastOneOut"]:
    """Commands share a lock, so that the last of them can tell that it is the last.

    While `up` holds the lock alone, the server is its own and stays.
    """
    places.run.mkdir(parents=True, exist_ok=True)
    with _users_file(places).open("a+") as users:
        shared = _lock(users.fileno(), fcntl.LOCK_SH)
        yield _LastOneOut(users.fileno(), shared=shared)


class _LastOneOut:
    def __init__(self, descriptor: int, *, shared: bool) -> None:
        self._descriptor = descriptor
        self._shared = shared

    def __call__(self) -> bool:
        return self._shared and _lock(self._descriptor, fcntl.LOCK_EX)


def _users_file(places: Places) -> Path:
    return places.run / "users.lock"


def _lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
