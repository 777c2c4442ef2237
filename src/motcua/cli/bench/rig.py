"""The product's own server, two workers, on a database of its own that is thrown away."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from motcua.cli.cluster import Cluster
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import Places
from motcua.cli.progress import step
from motcua.cli.server import answers, web_command

MEASURING = {
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track_utility": "off",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "logging_collector": "off",
    "log_error_verbosity": "default",  # with the values of planned statements, for the floor
}
REST_SECONDS = 120
_VACUUMS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'"


@dataclass
class Rig:
    cluster: Cluster
    postgres: subprocess.Popen[bytes]
    folder: Path
    filled: bool = False
    file: Path | None = None  # to be read by what is measured
    web: subprocess.Popen[bytes] | None = None
    port: int = 0

    @property
    def pids(self) -> list[int]:
        return [self.postgres.pid, *([self.web.pid] if self.web else [])]

    def statements(self) -> int:
        """Statements so far, without BEGIN and COMMIT."""
        told = self.cluster.sql(
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements AS s"
            " JOIN pg_database AS d ON d.oid = s.dbid WHERE d.datname = 'motcua'",
            database="postgres",
        )
        return int(told)

    def rest(self) -> None:
        """What was written is on the disk, and no vacuum is at work beside the measuring."""
        self.cluster.sql("CHECKPOINT", database="postgres")
        give_up = time.monotonic() + REST_SECONDS
        while self.cluster.sql(_VACUUMS) != "0" and time.monotonic() < give_up:
            time.sleep(1)

    def open_site(self) -> None:
        self.port = _free_port()
        os.environ["MOTCUA_ADDRESS"] = f"http://127.0.0.1:{self.port}"
        log = (self.folder / "web.log").open("wb")
        self.web = subprocess.Popen(web_command(self.port), stdout=log, stderr=log)
        give_up = time.monotonic() + 60
        while not answers(self.port):
            if self.web.poll() is not None or time.monotonic() > give_up:
                raise click.ClickException((self.folder / "web.log").read_text()[-3000:])
            time.sleep(0.1)


@contextmanager
def rig(filled: Path | None = None) -> Iterator[Rig]:
    """Everything in a temporary folder; durable writes, as the product has them.

    `filled`: a data folder that `./motcua load` has filled, to begin with a copy of it.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        if filled is not None:
            with step(f"Copying {filled}"):
                # With the owner of the cluster, whichever account that is.
                subprocess.run(["cp", "--archive", f"{filled}/.", name], check=True)
        folder.chmod(0o755)
        os.environ["MOTCUA_DATA"] = str(folder)
        os.environ["MOTCUA_LOG_LEVEL"] = "ERROR"
        make_missing_keys(Places(folder))
        cluster = Cluster(folder / "postgresql", folder / "postgresql.log", extra=MEASURING)
        with step("Starting a throw-away PostgreSQL 18"):
            cluster.make()
            made = Rig(cluster, cluster.start(bound=True), folder, filled is not None)
            cluster.make_database()
            cluster.sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements", database="postgres")
        os.environ["DATABASE_URL"] = cluster.url
        try:
            _prepare()
            yield made
        finally:
            _stop(made)


def _prepare() -> None:
    (Path(os.environ["MOTCUA_DATA"]) / "run").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "motcua", "prepare", "--empty"]
    if subprocess.run(command, check=False).returncode != 0:
        raise click.ClickException("the database could not be prepared (see above)")


def _stop(made: Rig) -> None:
    if made.web is not None:
        made.web.terminate()
        made.web.wait()
    made.cluster.stop()
    made.postgres.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
