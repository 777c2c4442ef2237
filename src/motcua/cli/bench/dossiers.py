"""The main operations on dossiers, with ten thousand of them: through the product's own server."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from motcua.cli.bench.load import Request
from motcua.cli.bench.measure import CLIENTS, WARM_UP, Row, measure
from motcua.cli.bench.rig import Rig
from motcua.cli.progress import step
from motcua.cli.site import start_django

# Household business registration: a form of several pages, papers, a fee, a process of six steps.
PROCEDURE = "1.001612"
COUNT = 200
SAMPLES = 20
TOLD = 120
STAGES = ("submitted", "in_progress", "in_progress", "in_progress")


@dataclass
class Pooled:
    """An operation that uses each of its things once."""

    name: str
    pool: list[Request]
    find_floor: Callable[[Rig, Sequence[Request]], float]

    def requests(self, count: int) -> Sequence[Request]:
        taken, self.pool = self.pool[:count], self.pool[count:]
        if len(taken) < count:
            raise RuntimeError(f"{self.name}: {count} requests wanted, {len(taken)} left")
        return taken

    def floor(self, rig: Rig) -> float | None:
        return self.find_floor(rig, self.requests(SAMPLES))


@dataclass
class Repeated(Pooled):
    """An operation that changes nothing, and so may come back to the same things."""

    turn: int = field(default=0)

    def requests(self, count: int) -> Sequence[Request]:
        first, self.turn = self.turn, self.turn + count
        return [self.pool[number % len(self.pool)] for number in range(first, first + count)]


def run(rig: Rig, size: int) -> list[Row]:
    start_django()
    from motcua.cli.bench import dossier_fill as fill, dossier_requests as ask  # noqa: PLC0415
    from motcua.cli.bench.floor import read_floor, write_floor  # noqa: PLC0415

    needed = WARM_UP + SAMPLES + COUNT * len(CLIENTS)
    with step(f"Filling: {size} dossiers"):
        commune = fill.open_commune(PROCEDURE)
        told = fill.tell(commune, TOLD, stages=STAGES, seed=1)
        fill.multiply(rig, size)
    with step(f"Preparing {needed} citizens who are about to submit"):
        applicants = fill.applicants(commune, needed, seed=2)
    rig.open_site()

    def measured(operation: Pooled) -> list[Row]:
        with step(f"Measuring: {operation.name}"):
            return measure(rig, operation, bench="dossiers", size=size, count=COUNT)

    rows = measured(Pooled("submit", [ask.submit(a) for a in applicants], write_floor))
    made = fill.submitted(applicants)
    rows += measured(Pooled("accept", [ask.accept(commune, d) for d in made], write_floor))
    rows += measured(Pooled("complete a step", ask.steps(commune, made), write_floor))
    seen = told + made
    reads = {
        "dossier page": [ask.dossier_page(commune, d) for d in seen],
        "dossier page, citizen": [
            ask.own_dossier_page(a, d) for a, d in zip(applicants, made, strict=True)
        ],
        "work list of 20": [ask.work_list(commune)],
        "search by code": [ask.search(commune, d) for d in seen],
        "tracking page": [ask.tracking(d) for d in seen],
    }
    for name, requests in reads.items():
        rows += measured(Repeated(name, requests, read_floor))
    return rows
