"""The national catalogue: read for the first time, and once more when nothing has changed."""

import os
import time
from pathlib import Path

import click

from motcua.cli.bench.cpu import cpu_seconds
from motcua.cli.bench.measure import Row
from motcua.cli.bench.rig import Rig
from motcua.cli.progress import step
from motcua.cli.site import start_django


def run(rig: Rig, size: int) -> list[Row]:
    del size
    if rig.file is None:
        raise click.ClickException("name the catalogue (.jsonl or .jsonl.gz) with --file")
    start_django()
    return [_read(rig, rig.file, "import"), _read(rig, rig.file, "import, again")]


def _read(rig: Rig, file: Path, name: str) -> Row:
    from motcua.catalogue import api as catalogue  # noqa: PLC0415  (after django.setup)
    from motcua.directory import api as directory  # noqa: PLC0415

    actor = directory.system_actor("catalogue-import")
    pids = [os.getpid()]  # PostgreSQL is a child of it
    with step(f"Measuring: {name}"):
        statements, cpu, began = rig.statements(), cpu_seconds(pids), time.perf_counter()
        found = catalogue.import_catalogue(actor=actor, name=file.name, content=file.read_bytes())
        took = time.perf_counter() - began
    return Row(
        bench="catalogue",
        operation=f"{name}: {found.clean} clean, {found.review} to review, {found.refused} refused",
        size=found.read,
        clients=1,
        cpu_ms=round((cpu_seconds(pids) - cpu) * 1000 / max(found.read, 1), 2),
        statements=round((rig.statements() - statements) / max(found.read, 1), 2),
        p50_ms=round(took * 1000, 1),
        p95_ms=round(took * 1000, 1),
        per_second=round(found.read / took),
        floor_cpu_ms=None,
    )
