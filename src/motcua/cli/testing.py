"""`./motcua test`: make what the tests need, look at the sources, run the tests."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from motcua.cli.check import look_at_sources
from motcua.cli.cluster import OWNER, THROW_AWAY, Cluster
from motcua.cli.progress import say, step, warn
from motcua.cli.up import build_what_has_changed
from motcua.config.env import REPOSITORY

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What the tests use beside Python: command → Debian packages.
PROGRAMS = {
    "pdfsig": ("poppler-utils",),
    "softhsm2-util": ("softhsm2",),
    "tesseract": ("tesseract-ocr", "tesseract-ocr-vie"),  # the language alone brings no program
}
PROCESSES = "2"


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--only", is_flag=True, help="Only pytest: do not look at the sources first.")
def test(arguments: tuple[str, ...], *, only: bool) -> None:
    """Set up what the tests need, then check and test. ARGUMENTS go to pytest."""
    build_what_has_changed()
    os.environ["MOTCUA_CHROMIUM"] = browser()
    looked_well = only or look_at_sources()
    with test_database(), tempfile.TemporaryDirectory(prefix="motcua-test-") as data:
        os.environ["MOTCUA_DATA"] = data
        tested_well = run_pytest(arguments)
    if not (looked_well and tested_well):
        sys.exit(1)
    say("All is well.")


def run_pytest(arguments: tuple[str, ...]) -> bool:
    parallel = [] if any(a.startswith(("-n", "--pdb")) for a in arguments) else ["-n", PROCESSES]
    command = [sys.executable, "-m", "pytest", "--create-db", "--dist", "loadgroup"]
    with step("Tests"):
        ran = subprocess.run([*command, *parallel, *arguments], cwd=REPOSITORY, check=False)
    return ran.returncode == 0


@contextmanager
def test_database() -> Iterator[None]:
    """A server that is thrown away afterwards, and so need not write to the disk."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="motcua-pg-") as folder:
        Path(folder).chmod(0o755)
        cluster = Cluster(Path(folder) / "postgresql", Path(folder) / "log", extra=THROW_AWAY)
        with step("Starting a throw-away PostgreSQL 18"):
            cluster.make()
            server = cluster.start(bound=True)
            cluster.make_database()
            cluster.sql(f"ALTER ROLE {OWNER} CREATEDB")
        os.environ["DATABASE_URL"] = cluster.url
        try:
            yield
        finally:
            del os.environ["DATABASE_URL"]
            cluster.stop()
            server.wait()


def browser() -> str:
    """Path of a Chromium: the machine's, else (as root) its package, else Playwright's own."""
    wanted = [name for program in _missing_programs() for name in PROGRAMS[program]]
    if _installed_browser() is None:
        wanted.append("chromium")
    if wanted and _may_install():
        with step(f"Installing what the tests use (apt-get): {', '.join(wanted)}"):
            _apt_install(*wanted)
    for program in _missing_programs():
        warn(f"{program} is not installed; tests that need it are skipped and say so")
    return _installed_browser() or _playwright_browser()


def _missing_programs() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


def _installed_browser() -> str | None:
    named = os.environ.get("MOTCUA_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(*packages: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends"]):
        wanted = packages if command[0] == "install" else ()
        told = subprocess.run(
            ["apt-get", *command, *wanted], env=quiet, capture_output=True, text=True, check=False
        )
        if told.returncode != 0:
            warn(f"apt-get {command[0]} failed: {told.stderr.strip()[-500:]}")


def _playwright_browser() -> str:
    with step("Downloading Chromium (Playwright)"):
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if subprocess.run(command, check=False).returncode != 0:
            raise click.ClickException(
                "no Chromium: install the package `chromium`, or name one in MOTCUA_CHROMIUM"
            )
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only when it is needed)

    with sync_playwright() as play:
        return play.chromium.executable_path
