from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from motcua.cli.bench.measure import Row, table, write_json
from motcua.cli.bench.rig import Rig, rig
from motcua.cli.progress import say
from motcua.cli.up import build_what_has_changed

BENCHES = {"dossiers": 10_000, "desk": 1_400_000, "audit": 200_000, "pages": 0, "catalogue": 0}


@click.command()
@click.argument("name", type=click.Choice(list(BENCHES)))
@click.option("--size", type=int, help="How many things there are beforehand.")
@click.option(
    "--from",
    "filled",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="desk: a data folder that `load` has filled and that no server uses; it is copied.",
)
@click.option(
    "--file",
    "read",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="catalogue: the national catalogue, .jsonl or .jsonl.gz.",
)
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write rows.")
def bench(
    name: str, *, size: int | None, filled: Path | None, read: Path | None, file: Path | None
) -> None:
    """Measure operations against a server and a database of their own."""
    build_what_has_changed()
    measure: Callable[[Rig, int], list[Row]] = import_module(f"motcua.cli.bench.{name}").run
    with rig(filled) as made:
        made.file = read
        rows = measure(made, BENCHES[name] if size is None else size)
    say("CPU: server and PostgreSQL together, per operation\n")
    print(table(rows))
    if file is not None:
        write_json(rows, file)
