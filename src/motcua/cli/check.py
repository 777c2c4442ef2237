"""What CI looks at before the tests: style, types, walls between rooms, templates, translations."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

from motcua.cli.progress import say, step
from motcua.cli.translations import missing_in_english
from motcua.config.env import REPOSITORY

PYTHON_SOURCES = ("src", "tests", "tools", "frontend")
# The Django plug-in of mypy reads settings; it connects to nothing.
NO_DATABASE = {"DATABASE_URL": "postgresql://nobody@/none"}


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    run: Callable[[], bool]


@click.command()
def check() -> None:
    """Look at the sources: style, types, walls, templates, translations."""
    if not look_at_sources():
        sys.exit(1)


def look_at_sources() -> bool:
    failed = []
    for look in LOOKS:
        with step(look.name):
            if not look.run():
                failed.append(look.name)
    for name in failed:
        say(f"NOT RIGHT: {name}")
    return not failed


def _tool(*arguments: str) -> Callable[[], bool]:
    def run() -> bool:
        command = [sys.executable, "-m", *arguments]
        env = {**NO_DATABASE, **os.environ}
        return subprocess.run(command, cwd=REPOSITORY, env=env, check=False).returncode == 0

    return run


def _walls() -> bool:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(REPOSITORY / "src"), str(REPOSITORY)))}
    ran = subprocess.run(
        command, cwd=REPOSITORY, env=env, capture_output=True, text=True, check=False
    )
    if ran.returncode != 0:
        print(ran.stdout, ran.stderr)
    return ran.returncode == 0


def _translations() -> bool:
    missing = missing_in_english()
    for msgid in missing[:20]:
        print(f"  no English for: {msgid!r}")
    if missing:
        print(f"  {len(missing)} sentences lack English: ./motcua translate, then fill them in")
    return not missing


LOOKS = (
    Look("Style (ruff)", _tool("ruff", "check", "--quiet", *PYTHON_SOURCES)),
    Look("Layout (ruff format)", _tool("ruff", "format", "--check", "--quiet", *PYTHON_SOURCES)),
    Look("Walls between rooms (import-linter)", _walls),
    Look("Templates (djlint)", _tool("djlint", "--quiet", "--lint", "src/motcua/channels")),
    Look("Translations", _translations),
    Look("Types (mypy)", _tool("mypy", "--no-error-summary")),
)
