"""Where things are: the repository, and the data folder that `--data` names."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from motcua.config.env import REPOSITORY, data_folder

SOURCES = REPOSITORY / "src"

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one installation."""

    data: Path

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def run(self) -> Path:
        return self.data / "run"

    @property
    def cluster(self) -> Path:
        return self.data / "postgresql"


def places() -> Places:
    return Places(data_folder())


def _remember(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    del ctx, param
    if value is not None:
        os.environ["MOTCUA_DATA"] = str(value.resolve())


def data_option(command: F) -> F:
    """`--data DIR` on a command: settings and child processes read it from the environment."""
    option = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        callback=_remember,
        expose_value=False,
        is_eager=True,
        help="Folder of the data (files, keys, embedded database).  [default: ./var]",
    )
    return option(command)
