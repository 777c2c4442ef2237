"""Make the lock files from the `.in` files."""

import shutil
import subprocess

import click

from motcua.config.env import REPOSITORY

REQUIREMENTS = REPOSITORY / "requirements"
# Each may lean on those before it, so that one library has one version everywhere.
LOCKS = {"run": (), "test": ("run.lock",), "node": ()}


@click.command()
@click.option("--upgrade", is_flag=True, help="Take newer versions where the .in files allow it.")
def lock(*, upgrade: bool) -> None:
    """Pin every library with its hashes; no download address is written."""
    uv = shutil.which("uv")
    if uv is None:
        raise click.ClickException("`uv` makes the lock files; install it (pipx install uv)")
    for name, leaning_on in LOCKS.items():
        command = [uv, "pip", "compile", f"{name}.in", "--output-file", f"{name}.lock",
                   "--universal", "--python-version", "3.11", "--generate-hashes",
                   "--no-emit-index-url", "--no-header", "--quiet"]  # fmt: skip
        for other in leaning_on:
            command += ["--constraint", other]
        if upgrade:
            command.append("--upgrade")
        print(f"{name}.in → {name}.lock")
        if subprocess.run(command, cwd=REQUIREMENTS, check=False).returncode != 0:
            raise click.ClickException(f"{name}.lock was not made (see above)")
