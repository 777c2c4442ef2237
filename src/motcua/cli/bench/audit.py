"""The record: what one entry costs, and how fast a seal and a check of everything are."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from motcua.cli.bench.cpu import cpu_seconds
from motcua.cli.bench.measure import Row, floor_of
from motcua.cli.bench.rig import Rig
from motcua.cli.site import start_django

FILL = """
INSERT INTO audit_entry (actor_id, verb, object_type, object_id, details)
SELECT gen_random_uuid(), 'accept', 'dossier', gen_random_uuid()::text, jsonb_build_object('step', i)
FROM generate_series(1, {size}) AS i
"""
RECORDS = 2_000


def run(rig: Rig, size: int) -> list[Row]:
    start_django()
    from motcua.audit import api  # noqa: PLC0415  (needs Django)

    rig.cluster.sql(FILL.format(size=size))
    timed = partial(_timed, rig, size)
    return [
        timed(Timing("seal, per entry", size, api.seal)),
        timed(Timing("verify, per entry", size, api.verify)),
        timed(Timing("record", RECORDS, _record_many, floor=_floor(rig))),
    ]


@dataclass(frozen=True, slots=True)
class Timing:
    """`work` does `count` of them."""

    name: str
    count: int
    work: Callable[[], object]
    floor: float | None = None


def _record_many() -> None:
    from motcua.audit import api  # noqa: PLC0415

    for _ in range(RECORDS):
        api.record(actor_id=uuid4(), verb="accept", object_type="dossier", object_id=uuid4())


def _floor(rig: Rig) -> float:
    from django.db import connection  # noqa: PLC0415

    bare = connection.connection
    sql = "INSERT INTO audit_entry (verb, object_type, object_id) VALUES ('accept', 'dossier', 'x')"

    def work() -> None:
        for _ in range(RECORDS):
            bare.execute(sql)

    connection.ensure_connection()
    return round(floor_of(rig, work, times=1) / RECORDS, 4)


def _timed(rig: Rig, size: int, timing: Timing) -> Row:
    statements, own, cpu = rig.statements(), time.process_time(), cpu_seconds(rig.pids)
    began = time.perf_counter()
    timing.work()
    took = time.perf_counter() - began
    used = time.process_time() - own + cpu_seconds(rig.pids) - cpu
    each = round(took * 1000 / timing.count, 4)
    return Row(
        bench="audit",
        operation=timing.name,
        size=size,
        clients=1,
        cpu_ms=round(used * 1000 / timing.count, 4),
        statements=round((rig.statements() - statements) / timing.count, 4),
        p50_ms=each,
        p95_ms=each,
        per_second=round(timing.count / took),
        floor_cpu_ms=timing.floor,
    )
