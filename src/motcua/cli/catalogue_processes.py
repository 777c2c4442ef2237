"""`./motcua catalogue processes FILE`: published internal processes, to copy from in the editor."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from motcua.cli.database import database
from motcua.cli.places import data_option, places
from motcua.cli.site import start_django


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json", "report_to", type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report there as JSON.",
)  # fmt: skip
@data_option
def processes(file: Path, report_to: Path | None) -> None:
    """Read published internal processes; refuse those whose step times do not add up."""
    published = _read(file)
    began = time.monotonic()
    with database(places()):
        start_django()
        report = _load(published)
    report["seconds"] = round(time.monotonic() - began, 2)
    if report_to is not None:
        report_to.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    _tell(report)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"{file.name} is not JSON: {wrong}") from wrong


def _load(published: Any) -> dict[str, Any]:
    from motcua.catalogue import api  # noqa: PLC0415  (needs Django)
    from motcua.directory.types import system  # noqa: PLC0415
    from motcua.kit.errors import DomainError  # noqa: PLC0415

    try:
        report = api.load_processes(actor=system("catalogue"), file=published)
    except DomainError as refused:
        raise click.ClickException(str(refused)) from refused
    return {
        "read": report.read,
        "taken": report.taken,
        "new": report.new,
        "changed": list(report.changed),
        "refused": [
            {"row": row.number, "code": row.code, "title": row.title, "field": row.field,
             "reason": row.reason, "told": str(row)}
            for row in report.refused
        ],
    }  # fmt: skip


def _tell(report: dict[str, Any]) -> None:
    changed, refused = report["changed"], report["refused"]
    print(
        f"read {report['read']}, taken {report['taken']} ({report['new']} new, {len(changed)} changed),"
        f" refused {len(refused)}, in {report['seconds']} s"
    )
    for name in changed:
        print(f"changed: {name}")
    for row in refused:
        print(f"refused: {row['told']}", file=sys.stderr)
