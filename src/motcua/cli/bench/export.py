"""A long list as a file, by a process of its own as the worker is: seconds, and the most memory."""

import os
import re
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from motcua.cli.bench.cpu import cpu_seconds
from motcua.cli.bench.measure import Row
from motcua.cli.bench.rig import Rig
from motcua.cli.progress import step
from motcua.cli.site import start_django

if TYPE_CHECKING:
    from motcua.directory.types import Actor
    from motcua.dossiers.types import Narrowing

LINES = 24_000
NEWEST = """
SELECT submitted_at::date FROM dossier ORDER BY submitted_at DESC OFFSET %s LIMIT 1
"""


def export(rig: Rig, size: int) -> Row:
    """The newest 24,000 dossiers, to the day, for somebody who may see every agency."""
    actor, narrowing = _everywhere(), _newest(min(LINES, size) - 1)
    with (
        step("Measuring: export of a list"),
        ProcessPoolExecutor(1, get_context("spawn"), start_django) as other,
    ):
        pids = [*rig.pids, other.submit(os.getpid).result()]
        statements, cpu, began = rig.statements(), cpu_seconds(pids), time.perf_counter()
        lines, peak = other.submit(_write, actor, narrowing).result()
        took = time.perf_counter() - began
        used = cpu_seconds(pids) - cpu
    return Row(
        bench="desk",
        operation=f"export of {lines} dossiers, peak {peak} MiB",
        size=size,
        clients=1,
        cpu_ms=round(used * 1000, 1),
        statements=rig.statements() - statements,
        p50_ms=round(took * 1000, 1),
        p95_ms=round(took * 1000, 1),
        per_second=round(lines / took),
        floor_cpu_ms=None,
    )


def _write(actor: "Actor", narrowing: "Narrowing") -> tuple[int, int]:
    """Lines, and the most MiB of memory; the row of the export is its maker's alone."""
    from motcua.dossiers import api as dossiers  # noqa: PLC0415  (needs Django)
    from motcua.dossiers.types import ListAsked, ListKind, TableFormat  # noqa: PLC0415

    asked = ListAsked(ListKind.SEARCH, narrowing=narrowing)
    export_id = dossiers.export_list(actor=actor, asked=asked, table=TableFormat.XLSX)
    dossiers.write_export_for(export_id, actor)
    written = next(e.written for e in dossiers.exports(actor=actor) if e.export_id == export_id)
    return written, _most_memory()


def _most_memory() -> int:
    """MiB. The kernel's other count, ru_maxrss, is that of the parent until it is passed."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", told)[0]) // 1024


def _newest(number: int) -> "Narrowing":
    from django.db import connection  # noqa: PLC0415

    from motcua.dossiers.types import Narrowing  # noqa: PLC0415
    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(NEWEST, [number])
        return Narrowing(submitted_from=cursor.fetchone()[0])


def _everywhere() -> "Actor":
    """A supervisor of every agency."""
    from motcua.directory import api as directory  # noqa: PLC0415
    from motcua.directory.types import Actor, OrganisationKind, Role, Seat  # noqa: PLC0415
    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM):
        agencies: set[UUID] = {
            one.agency_id for kind in OrganisationKind for one in directory.organisations(kind)
        }
    seats = tuple(Seat(uuid4(), a, a, Role.SUPERVISOR, "") for a in agencies)
    return Actor(uuid4(), "bench", "staff", seats)
