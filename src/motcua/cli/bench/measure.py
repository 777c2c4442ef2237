"""One operation, measured: the same requests for each number of clients, with fresh data."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from motcua.cli.bench.cpu import cpu_seconds
from motcua.cli.bench.load import Request, send_all
from motcua.cli.bench.rig import Rig

CLIENTS = (1, 4)
WARM_UP = 40


@dataclass(frozen=True, slots=True)
class Row:
    """CPU is of server and PostgreSQL together; the floor is the same rows by bare SQL."""

    bench: str
    operation: str
    size: int
    clients: int
    cpu_ms: float
    statements: float
    p50_ms: float
    p95_ms: float
    per_second: float
    floor_cpu_ms: float | None


class Operation(Protocol):
    """`requests(n)` makes n requests that each do the same to another thing."""

    name: str

    def requests(self, count: int) -> Sequence[Request]: ...
    def floor(self, rig: Rig) -> float | None: ...


def measure(
    rig: Rig,
    operation: Operation,
    *,
    bench: str,
    size: int,
    count: int,
    side_by_side: Sequence[int] = CLIENTS,
) -> list[Row]:
    send_all(rig.port, operation.requests(WARM_UP), clients=2)
    floor = operation.floor(rig)
    return [
        _measure(
            rig, operation, Row(bench, operation.name, size, clients, 0, 0, 0, 0, 0, floor), count
        )
        for clients in side_by_side
    ]


def _measure(rig: Rig, operation: Operation, empty: Row, count: int) -> Row:
    requests = operation.requests(count)
    statements, cpu, began = rig.statements(), cpu_seconds(rig.pids), time.perf_counter()
    took = send_all(rig.port, requests, clients=empty.clients)
    elapsed = time.perf_counter() - began
    cpu, statements = cpu_seconds(rig.pids) - cpu, rig.statements() - statements
    told = {
        "cpu_ms": cpu * 1000 / count,
        "statements": statements / count,
        "p50_ms": statistics.median(took),
        "p95_ms": statistics.quantiles(took, n=20)[18],
        "per_second": count / elapsed,
    }
    return Row(**{**asdict(empty), **{name: round(value, 2) for name, value in told.items()}})


def floor_of(rig: Rig, work: Callable[[], object], *, times: int) -> float:
    """CPU ms of PostgreSQL and of the bare client that does `work`."""
    work()
    own, cpu = time.process_time(), cpu_seconds([rig.postgres.pid])
    for _ in range(times):
        work()
    used = time.process_time() - own + cpu_seconds([rig.postgres.pid]) - cpu
    return round(used * 1000 / times, 2)


def table(rows: Sequence[Row]) -> str:
    names = list(asdict(rows[0])) if rows else []
    lines = [names, *([_shown(value) for value in asdict(row).values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "\n".join(
        "  ".join(cell.ljust(width) if number < 2 else cell.rjust(width)
                  for number, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    )  # fmt: skip


def write_json(rows: Sequence[Row], path: Path) -> None:
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")


def _shown(value: object) -> str:
    return "–" if value is None else str(value)
