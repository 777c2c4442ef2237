"""Commands on the database: migrate, demo, and Django's own."""

import os

import click

from motcua.cli.database import database
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import data_option, places
from motcua.cli.prepare import build_demo, migrate_tables
from motcua.cli.site import start_django


@click.command()
@data_option
def migrate() -> None:
    """Bring the tables up to date."""
    make_missing_keys(places())
    with database(places()):
        start_django(as_owner=True)
        migrate_tables()


@click.command()
@data_option
def demo() -> None:
    """Fill a migrated, empty database with a living demo."""
    with database(places()):
        start_django()
        build_demo()


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--owner", is_flag=True, help="Act as the owner of the tables (migrations).")
@data_option
def manage(arguments: tuple[str, ...], *, owner: bool) -> None:
    """Run a command of Django, for example `manage shell`."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  (slow)

    make_missing_keys(places())
    with database(places()):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
        start_django(as_owner=owner)
        execute_from_command_line(["./motcua manage", *arguments])
