"""The national catalogue from a file: every row lands, and says what is doubtful in it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.cli.database import database
from motcua.cli.keys import make_missing_keys
from motcua.cli.load.command import prepare
from motcua.cli.places import data_option, places
from motcua.cli.progress import say, step
from motcua.cli.site import start_django

if TYPE_CHECKING:
    from motcua.catalogue.actions.import_catalogue import ImportReport
    from motcua.directory.types import Actor

SHOWN = 50
NUMBERS = ("read", "clean", "review", "refused", "seconds")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json",
    "report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the numbers here.",
)
@click.option("--hold", is_flag=True, help="Do not publish: an administrator does, on the screens.")
@data_option
def import_file(file: Path, report: Path | None, *, hold: bool) -> None:
    """Read FILE (.jsonl or .jsonl.gz, a procedure a line). Running it again adds only what changed."""
    make_missing_keys(places())
    with database(places()):
        start_django()
        prepare()
        read_file(file, report, hold=hold)


def read_file(file: Path, report: Path | None, *, hold: bool) -> None:
    from motcua.catalogue import api as catalogue_room  # noqa: PLC0415  (after django.setup)
    from motcua.directory import api as directory  # noqa: PLC0415
    from motcua.kit.errors import DomainError  # noqa: PLC0415

    actor = directory.system_actor("catalogue-import")
    try:
        with step(f"Reading {file.name}"), file.open("rb") as opened:
            found = catalogue_room.import_catalogue(actor=actor, name=file.name, content=opened)
    except DomainError as refused:
        if report is not None:
            _write(report, {**dict.fromkeys(NUMBERS, 0), "refusal": str(refused)})
        raise click.ClickException(str(refused)) from refused
    refusals = _refusals(actor, found)
    for line in refusals[:SHOWN]:
        say(f"row {line['row']}, {line['field'] or '-'}: {line['reason']}")
    if len(refusals) > SHOWN:
        say(f"and {len(refusals) - SHOWN} more refused rows: --json REPORT tells all of them")
    say(
        f"{found.read} read: {found.clean} clean, {found.review} to review, {found.refused} refused"
        f" ({found.unchanged} unchanged), {found.seconds:.1f} s"
    )
    if not hold:
        _publish(actor)
    if report is not None:
        numbers = {name: getattr(found, name) for name in NUMBERS}
        _write(report, {**numbers, "unchanged": found.unchanged, "refusals": refusals})


def _write(report: Path, told: dict[str, Any]) -> None:
    report.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _publish(actor: "Actor") -> None:
    from motcua.catalogue import api as catalogue_room  # noqa: PLC0415
    from motcua.catalogue.errors import NothingReadyError  # noqa: PLC0415

    try:
        say(f"{catalogue_room.publish_import(actor=actor)} procedures are in force from today")
    except NothingReadyError:
        say("nothing new to publish")


def _refusals(actor: "Actor", found: "ImportReport") -> list[dict[str, Any]]:
    """Every page of them."""
    from motcua.catalogue import api as catalogue_room  # noqa: PLC0415

    told: list[dict[str, Any]] = []
    page, more = 0, True
    while more:
        page += 1
        lines, more = catalogue_room.refused_lines(
            actor=actor, import_id=found.import_id, page=page
        )
        told += [
            {"row": one.number, "code": one.code, "field": one.field, "reason": one.reason}
            for one in lines
        ]
    return told
