"""Every command by name. A command's module is imported only when it is asked for."""

from importlib import import_module

import click

COMMANDS = {
    "up": "motcua.cli.up:up",
    "test": "motcua.cli.testing:test",
    "check": "motcua.cli.check:check",
    "translate": "motcua.cli.translations:translate",
    "lock": "motcua.cli.lock:lock",
    "migrate": "motcua.cli.data:migrate",
    "demo": "motcua.cli.data:demo",
    "audit": "motcua.cli.audit:audit",
    "keys": "motcua.cli.keys:keys",
    "bench": "motcua.cli.bench.command:bench",
    "manage": "motcua.cli.data:manage",
    "prepare": "motcua.cli.prepare:prepare",
}


class LateGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
def motcua() -> None:
    """One door: a digital-government platform for a Vietnamese province.

    `./motcua up` starts it, Ctrl-C stops it; the data stays in ./var.
    """
