"""Dossiers of another system: a mapping to begin with, then the import."""

import dataclasses
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.database import database
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import data_option, places
from motcua.cli.progress import say
from motcua.cli.site import start_django

if TYPE_CHECKING:
    from motcua.dossiers.types.legacy import ImportReport

SHOWN = 20
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)


@click.group()
def legacy() -> None:
    """Take over the dossiers of another system."""


@legacy.command("map")
@click.argument("file", type=_FILE)
@click.option("--source", default="", help="Code of the province or system, for example H34.")
@click.option("--mapping", type=_FILE, help="What is known already; it stays as it is.")
@click.option("--output", type=_NEW, help="Where to write it.  [default: the screen]")
@click.option(
    "--encoding", default="", help="utf-8, utf-16, cp1258 or tcvn3.  [default: by itself]"
)
@data_option
def map_codes(
    file: Path, source: str, mapping: Path | None, *, output: Path | None, encoding: str
) -> None:
    """Write a mapping with every code of FILE, how often it stands there, and what it may be here."""

    def work() -> None:
        from motcua.dossiers import api as dossiers  # noqa: PLC0415  (needs Django)

        text, unknown = dossiers.legacy_skeleton(
            file=file, mapping=mapping, source=source, encoding=encoding
        )
        if output is None:
            click.echo(text)
        else:
            output.write_text(text, encoding="utf-8")
        rows = sum(one.rows for one in unknown)
        click.echo(f"{len(unknown)} codes are left to be filled in ({rows} rows).", err=True)

    _with_site(work)


@legacy.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--mapping", type=_FILE, required=True, help="YAML or CSV, as `legacy map` writes it."
)
@click.option("--answers", type=_FILE, help="CSV of their answers: ma_ho_so, truong, gia_tri.")
@click.option("--papers", type=_FILE, help="CSV of their papers: ma_ho_so, thanh_phan, tep.")
@click.option("--files", type=_FOLDER, help="The folder that holds the files of --papers.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would happen.")
@click.option("--json", "report_file", type=_NEW, help="Write the whole report there.")
@click.option(
    "--encoding", default="", help="utf-8, utf-16, cp1258 or tcvn3.  [default: by itself]"
)
@data_option
def import_file(  # noqa: PLR0913  (the options of the command)
    file: Path,
    mapping: Path,
    *,
    answers: Path | None,
    papers: Path | None,
    files: Path | None,
    report_file: Path | None,
    encoding: str,
    dry_run: bool,
) -> None:
    """Import FILE; run it again as often as you like: what landed is not doubled."""
    if (papers is None) != (files is None):
        raise click.UsageError("--papers and --files go together")

    def work() -> None:
        from motcua.directory import api as directory  # noqa: PLC0415  (needs Django)
        from motcua.dossiers import api as dossiers  # noqa: PLC0415
        from motcua.dossiers.types.legacy import Attachments  # noqa: PLC0415

        began = time.monotonic()

        report = dossiers.import_legacy(
            actor=directory.system_actor("merger"),
            file=file,
            mapping=mapping,
            dry_run=dry_run,
            encoding=encoding,
            told=lambda report: say(f"{report.read:,} rows"),
            attachments=Attachments(answers, papers, files),
        )
        tell(report, time.monotonic() - began)
        if report_file is not None:
            write_report(report, report_file)

    _with_site(work)


def _with_site(work: Callable[[], None]) -> None:
    make_missing_keys(places())
    with database(places()):
        start_django()
        from motcua.kit.errors import DomainError  # noqa: PLC0415

        try:
            work()
        except DomainError as refused:
            raise click.ClickException(str(refused)) from refused


def tell(report: "ImportReport", seconds: float) -> None:
    would = "would land" if report.dry_run else "landed"
    click.echo(
        f"{report.rows} rows in {seconds:.1f} s ({report.encoding}, {report.separator!r}): "
        f"{report.landed} {would}, {report.same} were there, {report.changed} differ, "
        f"{report.refused} refused"
    )
    for name, rows in (("answers", report.answers), ("papers", report.papers)):
        if rows.rows:
            click.echo(
                f"{rows.rows} {name}: {rows.landed} {would}, {rows.same} were there, "
                f"{rows.changed} differ, {rows.refused} refused"
                + (f", {rows.missing} without a file" if name == "papers" else "")
            )
    for one in report.unknown:
        click.echo(f"  unknown {one.kind} {one.code} {one.name}: {one.rows} rows")
    for found in report.findings[:SHOWN]:
        sheet = f"{found.sheet} " if found.sheet else ""
        click.echo(f"  {sheet}row {found.row}, {found.field}: {found.reason} {found.todo}")
    for differs in report.differences[:SHOWN]:
        names = ", ".join(change.field for change in differs.changes)
        click.echo(f"  row {differs.row}, {differs.code} differs in: {names} (nothing was changed)")
    more = len(report.findings) + len(report.differences) - 2 * SHOWN
    if more > 0:
        click.echo("  … the rest stands in the report of --json")


def write_report(report: "ImportReport", path: Path) -> None:
    """It names persons: nobody else on this machine may read it."""
    plain: dict[str, Any] = dataclasses.asdict(report)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(plain, file, ensure_ascii=False, indent=1)
