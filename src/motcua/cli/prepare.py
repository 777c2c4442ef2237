"""What must be true of the database and the static files before the site opens.

`up` runs this as a child process: it imports the whole site, and gives the memory back by ending.
"""

import hashlib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from motcua.cli.places import SOURCES, data_option, places
from motcua.cli.progress import step
from motcua.cli.site import start_django

PROCEDURES = SOURCES / "motcua" / "catalogue" / "data" / "procedures"


@click.command(hidden=True)
@click.option("--demo/--empty", "with_demo", default=True)
@data_option
def prepare(*, with_demo: bool) -> None:
    """Migrate, load the reference data, collect static files, build the demo; nothing twice."""
    start_django(as_owner=True)
    migrate_tables()
    become_the_site()
    refuse_half_open()
    load_reference_data()
    collect_static()
    if with_demo:
        build_demo()


def migrate_tables() -> None:
    from django.core.management import call_command  # noqa: PLC0415  (after django.setup)
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with step("Making the tables"):
            call_command("migrate", verbosity=0, interactive=False)


def become_the_site() -> None:
    """From here on in this process, connections step down as those of the site do."""
    from django.db import connection  # noqa: PLC0415

    from motcua.config.settings.database import APPLICATION_ROLE  # noqa: PLC0415

    connection.close()
    connection.settings_dict["OPTIONS"] = {"options": f"-c role={APPLICATION_ROLE}"}


def refuse_half_open() -> None:
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415

    serious = [found for found in run_checks(databases=["default"]) if found.level >= ERROR]
    if serious:
        told = "\n".join(f"- {found.msg} {found.hint or ''} ({found.id})" for found in serious)
        raise click.ClickException(f"the site does not start like this:\n{told}")


def load_reference_data() -> None:
    """Loading is idempotent; the mark only saves the seconds when no file has changed."""
    from motcua.catalogue import api as catalogue  # noqa: PLC0415
    from motcua.directory import api as directory  # noqa: PLC0415
    from motcua.kit.errors import DomainError  # noqa: PLC0415

    folders = [SOURCES / "motcua" / "directory" / "data", PROCEDURES.parent]
    version = _hash_of([*folders, *(SOURCES / "motcua").glob("*/migrations")])
    mark = places().run / "reference-data"
    is_loaded = mark.exists() and mark.read_text(encoding="ascii") == version
    if is_loaded and directory.organisations():
        return
    with step("Loading organisations, calendar and procedures"):
        loader = directory.system_actor("reference-data")
        directory.load_reference_data()
        catalogue.load_calendar(actor=loader)
        try:
            catalogue.load_procedures(PROCEDURES, actor=loader)
        except DomainError as refused:  # the sentence says which file, which line, what to do
            raise click.ClickException(str(refused)) from refused
    mark.write_text(version, encoding="ascii")


def collect_static() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    version = _hash_of([SOURCES / "motcua" / "static"])
    mark = places().data / "static" / ".collected-from"
    if mark.exists() and mark.read_text(encoding="ascii") == version:
        return
    with step("Collecting static files"):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(version, encoding="ascii")


def build_demo() -> None:
    demo = demo_module()
    if demo is None or demo.is_built():
        return
    with step("Building the demo: persons, dossiers in every state"):
        demo.build()
    (places().run / "accounts.txt").write_text(demo.accounts(), encoding="utf-8")


def demo_module() -> Any | None:
    """The demo, where this installation has it."""
    return import_module("motcua.demo") if find_spec("motcua.demo") else None


def _hash_of(folders: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        if path.suffix != ".pyc":
            digest.update(f"{path.relative_to(SOURCES)} ".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
