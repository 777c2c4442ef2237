"""Fill a prepared database with three years of history."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TYPE_CHECKING

import click

from motcua.cli.database import database
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import data_option, places
from motcua.cli.progress import say, step
from motcua.cli.site import start_django

if TYPE_CHECKING:
    from motcua.cli.load.plan import Chunk
    from motcua.cli.load.writing import History

PERSONS = 10_000


@click.command()
@click.option("--dossiers", "total", type=click.IntRange(1), required=True, help="How many.")
@click.option(
    "--seed", type=int, default=2021, show_default=True, help="Another seed, another history."
)
@click.option("--processes", type=click.IntRange(1), default=2, show_default=True)
@data_option
def load(total: int, seed: int, processes: int) -> None:
    """Add three years (2021 to 2023) of invented history; a run that was cut off goes on."""
    make_missing_keys(places())
    with database(places()):
        start_django()
        prepare()
        fill(total, seed, processes)


def prepare() -> None:
    """Tables, agencies and procedures, as `./motcua up` makes them."""
    command = [sys.executable, "-m", "motcua", "prepare", "--empty"]
    if subprocess.run(command, check=False).returncode != 0:
        raise click.ClickException("the database could not be prepared (see above)")


def fill(total: int, seed: int, processes: int) -> None:
    from motcua.catalogue import api as catalogue  # noqa: PLC0415  (after django.setup)
    from motcua.cli.load import checking, plan, writing  # noqa: PLC0415

    history = writing.History(seed, total)
    with step("Sample files"):
        writing.write_sample_files()
    with step("Officials and owners"):
        writing.write_officials()
        for numbers in writing.missing_persons(history, PERSONS):
            writing.write_persons(seed, numbers)
    chunks = plan.chunks(plan.days(total, catalogue.calendar()))
    missing = writing.missing_chunks(history, chunks)
    wanted = sum(day.count for chunk in missing for day in chunk)
    say(f"{wanted:,} of {total:,} dossiers to tell, {processes} processes")
    began = time.monotonic()
    with click.progressbar(length=wanted, label="dossiers", width=40) as bar:
        for count in _told(history, missing, processes):
            bar.update(count)
    took = time.monotonic() - began
    say(f"told in {took:.0f} s ({wanted / max(took, 0.001):,.0f} a second)")
    with step("Words inside, for the search"):
        _index(processes)
    with step("VACUUM ANALYZE"):
        checking.settle()
    found = checking.report()
    for line in found.lines():
        say(line)
    wrong = [*found.broken[:10], *found.violated]
    if wrong:
        raise click.ClickException(f"broken chronicles or invariants: {', '.join(wrong)}")


def _index(processes: int) -> None:
    """What the worker does a minute after somebody wrote: until nothing waits."""
    with ProcessPoolExecutor(processes, get_context("spawn"), start_django) as pool:
        from motcua.cli.load.writing import index_all  # noqa: PLC0415

        for task in [pool.submit(index_all) for _ in range(processes)]:
            task.result()


def _told(history: "History", missing: list["Chunk"], processes: int) -> Iterator[int]:
    with ProcessPoolExecutor(processes, get_context("spawn"), start_django) as pool:
        from motcua.cli.load.writing import write_chunk  # noqa: PLC0415

        tasks = [pool.submit(write_chunk, history, chunk) for chunk in missing]
        for task in as_completed(tasks):
            yield task.result()
