"""A long list as a file: seconds, and how much memory the process that writes it has used at most."""

import resource
import time
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from motcua.cli.bench.cpu import cpu_seconds
from motcua.cli.bench.measure import Row
from motcua.cli.bench.rig import Rig
from motcua.cli.progress import step

if TYPE_CHECKING:
    from motcua.directory.types import Actor
    from motcua.dossiers.types import Narrowing

LINES = 24_000
NEWEST = """
SELECT submitted_at::date FROM dossier ORDER BY submitted_at DESC OFFSET %s LIMIT 1
"""


def export(rig: Rig, size: int) -> Row:
    """The newest 24,000 dossiers, to the day, for somebody who may see every agency."""
    with step("Measuring: export of a list"):
        statements, own, cpu = rig.statements(), time.process_time(), cpu_seconds(rig.pids)
        began = time.perf_counter()
        lines = _write(_everywhere(), _newest(min(LINES, size) - 1))
        took = time.perf_counter() - began
        used = time.process_time() - own + cpu_seconds(rig.pids) - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
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


def _write(actor: "Actor", narrowing: "Narrowing") -> int:
    """In this process, as the worker would; the row of the export is its maker's alone."""
    from motcua.dossiers import api as dossiers  # noqa: PLC0415  (needs Django)
    from motcua.dossiers.types import ListAsked, ListKind, TableFormat  # noqa: PLC0415

    asked = ListAsked(ListKind.SEARCH, narrowing=narrowing)
    export_id = dossiers.export_list(actor=actor, asked=asked, table=TableFormat.XLSX)
    dossiers.write_export_for(export_id, actor)
    return next(e.written for e in dossiers.exports(actor=actor) if e.export_id == export_id)


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
