"""`./motcua up`: from nothing to a running site."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from motcua.cli import frontend, translations
from motcua.cli.database import embedded, only_up
from motcua.cli.fingerprint import fingerprint
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import Places, data_option, places
from motcua.cli.progress import say, step
from motcua.cli.server import LOOPBACK, answers, web_command
from motcua.cli.supervisor import Child, Supervisor, program

OPEN_SECONDS = 60
MAILBOX_OFFSET = 25


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port of the site.")
@click.option("--sandbox-port", default=8100, show_default=True,
              help="Port of the sandbox; its mailbox listens 25 higher.")  # fmt: skip
@click.option("--empty", is_flag=True, help="No demo: only reference data.")
@click.option(
    "--no-sandbox", is_flag=True, help="The outside world is real (see MOTCUA_* settings)."
)
@data_option
def up(*, port: int, sandbox_port: int, empty: bool, no_sandbox: bool) -> None:
    """Start the site, its worker and the sandbox. Ctrl-C stops all of it; data stays."""
    at = places()
    _make_folders(at)
    ports = {port: "--port"}
    if not no_sandbox:
        _refuse_shared(port, sandbox_port)
        ports |= {sandbox_port: "--sandbox-port", sandbox_port + MAILBOX_OFFSET: "--sandbox-port"}
    with only_up(at):
        _refuse_taken(ports)
        _tell_settings(port, None if no_sandbox else sandbox_port)
        with _supervised() as supervisor:
            _open(
                supervisor, at, port=port, empty=empty, sandbox_port=sandbox_port * (not no_sandbox)
            )


def _open(supervisor: Supervisor, at: Places, *, port: int, empty: bool, sandbox_port: int) -> None:
    make_missing_keys(at)
    build_what_has_changed()
    own_database = not os.environ.get("DATABASE_URL")
    if own_database:
        _start_database(supervisor, at)
    if sandbox_port:
        supervisor.add(_sandbox(at, sandbox_port))
    _prepare(at, own_database=own_database, empty=empty)
    web = supervisor.add(_web(at, port))
    _wait_for_web(supervisor, web, port)
    supervisor.add(_worker(at))
    _greet(at, port, sandbox_port)
    supervisor.watch()


@contextmanager
def _supervised() -> Iterator[Supervisor]:
    supervisor = Supervisor()
    supervisor.listen_to_signals()
    try:
        yield supervisor
    finally:
        if supervisor.children:
            say("Stopping …")
        supervisor.stop()
        say("Stopped. The data stays where it is.")


def build_what_has_changed() -> None:
    if not frontend.is_current():
        with step("Building styles, scripts and fonts"):
            frontend.build()
    translations.compile_stale()


def _make_folders(at: Places) -> None:
    try:
        for folder in (at.data, at.logs, at.run):
            folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as refused:
        message = f"this account may not write in {at.data}; name another folder with --data"
        raise click.ClickException(message) from refused


def _refuse_shared(port: int, sandbox_port: int) -> None:
    for taken, whose in ((sandbox_port, "sandbox"), (sandbox_port + MAILBOX_OFFSET, "mailbox")):
        if port == taken:
            message = (
                f"port {port} is the {whose}'s; choose another with --port, "
                "or move the sandbox and its mailbox with --sandbox-port"
            )
            raise click.ClickException(message)


def _refuse_taken(ports: dict[int, str]) -> None:
    for port, option in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as taken:
                message = f"port {port} is taken by another program; choose another with {option}"
                raise click.ClickException(message) from taken


def _tell_settings(port: int, sandbox_port: int | None) -> None:
    """What the settings of every child process follow; what the caller has set stays."""
    os.environ.setdefault("MOTCUA_ADDRESS", f"http://{LOOPBACK}:{port}")
    if sandbox_port is not None:
        os.environ.setdefault("MOTCUA_SANDBOX", f"http://{LOOPBACK}:{sandbox_port}")
        os.environ.setdefault("MOTCUA_SMTP_PORT", str(sandbox_port + MAILBOX_OFFSET))


def _start_database(supervisor: Supervisor, at: Places) -> None:
    cluster = embedded(at)
    # One that a killed command left behind: nobody holds the lock, so nobody uses it.
    cluster.stop()
    with step("Starting PostgreSQL 18" if cluster.folder.exists() else "Making PostgreSQL 18"):
        cluster.make()
        started = cluster.start(bound=True)
        cluster.make_database()
    child = Child("PostgreSQL", lambda: cluster.spawn(bound=True), signal.SIGINT)
    child.process, child.started = started, time.monotonic()
    supervisor.children.append(child)
    os.environ["DATABASE_URL"] = cluster.url


def _prepare(at: Places, *, own_database: bool, empty: bool) -> None:
    """In a process of its own; not at all for our own database when nothing has changed."""
    mark = at.run / "prepared"
    if own_database and mark.exists() and mark.read_text("ascii") == fingerprint(at, empty=empty):
        return
    command = [sys.executable, "-m", "motcua", "prepare", "--empty" if empty else "--demo"]
    if subprocess.run(command, check=False).returncode != 0:
        raise click.ClickException("the database could not be prepared (see above)")
    mark.write_text(fingerprint(at, empty=empty), encoding="ascii")


def _sandbox(at: Places, port: int) -> Child:
    command = [sys.executable, "-m", "sandbox", "--port", str(port),
               "--smtp-port", str(port + MAILBOX_OFFSET), "--data", str(at.data / "sandbox")]  # fmt: skip
    return _child("sandbox", command, at)


def _worker(at: Places) -> Child:
    command = [sys.executable, "-m", "motcua", "work"]
    return _child("worker", command, at)


def _web(at: Places, port: int) -> Child:
    return _child("web", web_command(port), at)


def _child(name: str, command: list[str], at: Places) -> Child:
    return Child(name, program(command, log=at.logs / f"{name}.log", env=dict(os.environ)))


def _wait_for_web(supervisor: Supervisor, web: Child, port: int) -> None:
    with step("Opening the site"):
        give_up = time.monotonic() + OPEN_SECONDS
        while not answers(port) and not supervisor.stopping.is_set():
            if not web.runs or time.monotonic() > give_up:
                log = places().logs / "web.log"
                raise click.ClickException(f"the site did not open; its log says why: {log}")
            time.sleep(0.1)


def _greet(at: Places, port: int, sandbox_port: int) -> None:
    say(f"motcua is open: {os.environ['MOTCUA_ADDRESS']}")
    accounts = at.run / "accounts.txt"
    if accounts.exists():
        print(accounts.read_text(encoding="utf-8"))
    print(f"  officials   {os.environ['MOTCUA_ADDRESS']}/can-bo/")
    print(f"  health      http://{LOOPBACK}:{port}/suc-khoe/")
    if sandbox_port:
        print(f"  mailbox     http://{LOOPBACK}:{sandbox_port}/mailbox/")
        print(f"  sandbox     http://{LOOPBACK}:{sandbox_port}/control/")
    print("Ctrl-C stops it; the data stays.", flush=True)
