"""The catalogue of procedures: what comes in from files."""

import click

from motcua.cli.catalogue_import import import_file
from motcua.cli.catalogue_processes import processes


@click.group()
def catalogue() -> None:
    """Bring procedures and processes in from files."""


catalogue.add_command(import_file)
catalogue.add_command(processes)
