"""Every command by name. A command's module is imported only when it is asked for."""

from importlib import import_module
from typing import NamedTuple

import click


class Late(NamedTuple):
    """Where a command is, and what `--help` says of it without importing it."""

    module: str
    name: str
    about: str | None


COMMANDS = {
    "up": Late("up", "up", "Start the site, its worker and the sandbox; Ctrl-C stops all of it."),
    "test": Late("testing", "test", "Set up what the tests need, then check and test."),
    "check": Late("check", "check", "Style, types, walls between rooms, templates, translations."),
    "migrate": Late("data", "migrate", "Bring the tables up to date."),
    "demo": Late("data", "demo", "Fill a migrated, empty database with a living demo."),
    "audit": Late("audit", "audit", "Seal, verify and prove the record of who did what."),
    "catalogue": Late("catalogue", "catalogue", "Bring procedures and processes in from files."),
    "keys": Late("keys", "keys", "List and rotate the keys that seal personal data."),
    "bench": Late("bench.command", "bench", "Measure CPU, statements and latency; prints a table."),
    "load": Late("load.command", "load", "Add three years of invented history, a province's size."),
    "legacy": Late("legacy", "legacy", "Take over the dossiers of another system from CSV."),
    "lock": Late("lock", "lock", "Pin every library with its hashes."),
    "translate": Late("translations", "translate", "Bring the English file up to date."),
    "manage": Late("data", "manage", "Run a command of Django."),
    "prepare": Late("prepare", "prepare", None),
    "work": Late("worker", "work", None),
}


class LateGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        late = COMMANDS.get(cmd_name)
        if late is None:
            return None
        command = getattr(import_module(f"motcua.cli.{late.module}"), late.name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, c.about) for name, c in COMMANDS.items() if c.about])


@click.command(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
def motcua() -> None:
    """One door: a digital-government platform for a Vietnamese province.

    `./motcua up` starts it, Ctrl-C stops it; the data stays in ./var.
    """
