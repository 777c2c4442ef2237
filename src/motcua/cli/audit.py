"""Seal the record, verify it, and prove an entry to an outsider."""

import sys
import time
from pathlib import Path

import click

from motcua.audit.types import Proof
from motcua.cli.database import database
from motcua.cli.places import data_option, places
from motcua.cli.site import start_django


@click.group()
def audit() -> None:
    """The record of who did what."""


@audit.command()
@data_option
def seal() -> None:
    """Seal what is not sealed yet (the worker does it every few seconds)."""
    with database(places()):
        start_django()
        from motcua.audit import api  # noqa: PLC0415  (needs Django)

        print(f"seals made: {api.seal()}")


@audit.command()
@click.option(
    "--root", help="A root that you kept: proves that nothing before it was changed since."
)
@data_option
def verify(root: str | None) -> None:
    """Compute every hash again and name what does not fit."""
    with database(places()):
        start_django()
        from motcua.audit import api  # noqa: PLC0415

        began = time.monotonic()
        report = api.verify(root)
        took = time.monotonic() - began
    print(f"entries {report.entries}, seals {report.seals}, not sealed yet {report.unsealed}")
    print(f"checked in {took:.1f} s ({report.entries / max(took, 0.001):,.0f} entries a second)")
    if report.kept_at is not None:
        print(
            f"the root you kept is that of seal {report.kept_at}: the record up to it is unchanged"
        )
    for finding in report.findings:
        print(f"NOT RIGHT: {finding}")
    if not report.ok:
        sys.exit(1)
    print(f"the record holds. Keep this root outside this machine:\n{report.root}")


@audit.command()
@click.argument("entry_id", type=int)
@data_option
def prove(entry_id: int) -> None:
    """Print the proof of one entry as JSON, for someone without this database."""
    with database(places()):
        start_django()
        from motcua.audit import api  # noqa: PLC0415
        from motcua.kit.errors import DomainError  # noqa: PLC0415

        try:
            print(api.prove(entry_id).dump())
        except DomainError as refused:
            raise click.ClickException(str(refused)) from refused


@audit.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--root", help="The root that you know from another source.")
def check(file: Path, root: str | None) -> None:
    """Check a proof without any database."""
    try:
        proof = Proof.load(file.read_text(encoding="utf-8"))
        holds = proof.holds()
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise click.ClickException(f"{file} is not a proof: {broken!r}") from broken
    if not holds:
        raise click.ClickException("the proof does not hold: the entry does not lead to its root")
    if root is not None and root != proof.root:
        raise click.ClickException(f"the proof leads to {proof.root}, not to the root you know")
    print(f"the proof holds: this entry leads to the root {proof.root}\n{proof.entry}")
    if root is None:
        print("Compare that root with one you have from another source, or give it with --root.")
