"""The running product: `motcua up` on a database and data folder of its own, the way a newcomer starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import requests

from motcua.cli.children import die_with_parent
from motcua.config.env import REPOSITORY

LOOPBACK = "127.0.0.1"
MAILBOX_OFFSET = 25
OPEN_SECONDS = 240
STOP_SECONDS = 40
# What tests of other kinds set for themselves must not leak into the product.
NOT_INHERITED = ("DJANGO_SETTINGS_MODULE", "MOTCUA_TEST_DB", "PYTEST_CURRENT_TEST")


@dataclass(frozen=True)
class Product:
    port: int
    sandbox_port: int
    data: Path
    database: str
    process: subprocess.Popen

    @property
    def address(self):
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def sandbox(self):
        return f"http://{LOOPBACK}:{self.sandbox_port}"

    @property
    def is_open(self):
        return answers(f"{self.address}/suc-khoe.json")

    def fails(self, **modes):
        """Tell outside systems how to behave: `fails(population="down")`, `fails(population="ok")`."""
        requests.post(f"{self.sandbox}/control/faults", json=modes, timeout=10).raise_for_status()

    def letters_to(self, address):
        """What the mailbox holds for one e-mail address, newest first."""
        asked = {"format": "json", "to": address}
        return requests.get(f"{self.sandbox}/mailbox/", params=asked, timeout=10).json()

    def let_session_end(self, key):
        """Time passes: the row of one session is older than its audience may idle."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            ended = connection.execute(
                "UPDATE django_session SET expire_date = now() - interval '1 minute'"
                " WHERE session_key = %s",
                [key],
            )
            assert ended.rowcount == 1, "there is no such session"

    def let_the_day_come(self, code):
        """A night passes for one procedure: what begins tomorrow is in force today."""
        earlier = (
            "UPDATE catalogue_procedure_version v SET valid_from = valid_from - 1,"
            " valid_to = valid_to - 1 FROM catalogue_procedure p"
            " WHERE p.id = v.procedure_id AND p.code = %s AND valid_from {} current_date"
        )
        guards = "ALTER TABLE catalogue_procedure_version {} TRIGGER USER"
        with psycopg.connect(self.database) as connection:
            connection.execute("SET TIME ZONE 'Asia/Ho_Chi_Minh'")
            connection.execute(
                guards.format("DISABLE")
            )  # what is published stays, but time does not
            connection.execute(earlier.format("<="), [code])  # the one that ends first
            begun = connection.execute(earlier.format(">"), [code])
            connection.execute(guards.format("ENABLE"))
            assert begun.rowcount == 1, "nothing begins tomorrow"

    def web_workers(self):
        """Process ids of the workers that answer requests: children of the web server."""
        return _children_of(_descendant(self.process.pid, "granian"))

    def errors_logged(self):
        """Lines of the web log that tell of a bug: what answered 500, what was not caught."""
        log = self.data / "logs" / "web.log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if '"ERROR"' in line or line.startswith("Traceback")]


@contextmanager
def running(data):
    """Open for as long as the block runs; then stopped as Ctrl-C stops it, and its database dropped."""
    with _database() as database:
        port, sandbox_port = _free_ports()
        environment = _environment(data, database)
        command = [sys.executable, "-m", "motcua", "up", "--empty",
                   "--port", str(port), "--sandbox-port", str(sandbox_port)]  # fmt: skip
        with (data / "up.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  (one thread only)
            )
        product = Product(port, sandbox_port, data, database, process)
        try:
            _wait_until_open(product)
            _open_accounts(environment | _addresses(product))
            yield product
        finally:
            _stop(process)


def answers(url):
    """Any answer will do: a page that says what is down is an answer."""
    try:
        requests.get(url, timeout=5)
    except requests.ConnectionError:
        return False
    return True


def _wait_until_open(product):
    give_up = time.monotonic() + OPEN_SECONDS
    while not (product.is_open and answers(product.sandbox)):
        told = (product.data / "up.log").read_text(encoding="utf-8", errors="replace")
        assert product.process.poll() is None, f"`motcua up` has ended:\n{told}"
        assert time.monotonic() < give_up, f"`motcua up` did not open:\n{told}"
        time.sleep(0.2)


def _open_accounts(environment):
    """The officials of the demo with their keys, without its dossiers."""
    command = [sys.executable, "-m", "tests.journeys.staff"]
    told = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, f"no accounts:\n{told.stdout}\n{told.stderr}"


def _stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(data, database):
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_INHERITED and not name.startswith("PYTEST_XDIST")
    }
    return inherited | {
        "MOTCUA_DATA": str(data),
        "DATABASE_URL": database,
        "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
    }


def _addresses(product):
    return {
        "MOTCUA_ADDRESS": product.address,
        "MOTCUA_SANDBOX": product.sandbox,
        "MOTCUA_SMTP_PORT": str(product.sandbox_port + MAILBOX_OFFSET),
    }


@contextmanager
def _database():
    """A database of this run's own on the server of the tests."""
    server = os.environ["DATABASE_URL"]
    name = f"motcua_journeys_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _free_ports():
    """One for the site; one for the sandbox with the mailbox's free above it."""
    for _ in range(50):
        site, sandbox = _free_port(), _free_port()
        if site not in {sandbox, sandbox + MAILBOX_OFFSET} and _is_free(sandbox + MAILBOX_OFFSET):
            return site, sandbox
    raise AssertionError("no free ports")


def _free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _is_free(port):
    with socket.socket() as probe:
        return port < 65536 and probe.connect_ex((LOOPBACK, port)) != 0


def _children_of(pid):
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in listed for child in file.read_text().split()]


def _descendant(pid, word):
    """The process below `pid` that was started with `word` in its command."""
    for child in _children_of(pid):
        if word in Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0"):
            return child
    raise AssertionError(f"no process {word!r} below {pid}")
