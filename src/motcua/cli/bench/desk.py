"""The desk at 10,000 dossiers and at the size of a province, in one run: what grows with size?"""

import random
from collections.abc import Sequence
from itertools import cycle, islice
from typing import TYPE_CHECKING
from uuid import UUID

from motcua.cli.bench.dossiers import PROCEDURE, SAMPLES, Pooled, Repeated
from motcua.cli.bench.export import export
from motcua.cli.bench.load import Request
from motcua.cli.bench.measure import CLIENTS, WARM_UP, Row, measure
from motcua.cli.bench.rig import Rig
from motcua.cli.progress import step
from motcua.cli.site import start_django

if TYPE_CHECKING:
    from motcua.cli.bench.dossier_fill import Applicant, Commune

SMALL = 10_000
COUNT = 100
USERS = 40
TOLD = 60
STAGES = ("submitted", "in_progress", "in_progress")
# Each fills a page at every size: what is compared are answers of one length.
NAMES = ("nguyen", "nguyen thi", "thi", "van", "tran")
INSIDE = ("nguyen", "thi", "van", "tran")
# What the size before has left open is put away, so that the officials hold as much at each size.
PUT_AWAY = """
UPDATE dossier_step SET done_at = now(), outcome = 'done' WHERE done_at IS NULL
"""
OLD = """
SELECT d.id, d.owner_id FROM dossier d
JOIN directory_organisation o ON o.id = d.agency_id
WHERE o.code = %s AND d.status = 10 AND d.submitted_at < '2022-01-01' ORDER BY d.id LIMIT %s
"""


def run(rig: Rig, size: int) -> list[Row]:
    start_django()
    from motcua.cli.bench import dossier_fill as fill  # noqa: PLC0415  (after django.setup)
    from motcua.cli.load.command import fill as load  # noqa: PLC0415

    commune = fill.open_commune(PROCEDURE)
    rows: list[Row] = []
    so_far = _count()
    parts = [so_far] if rig.filled else sorted({min(SMALL, size), size})
    for seed, part in enumerate(parts, start=1):
        if part > so_far:
            load(part - so_far, seed, 2)
        so_far = part
        _put_away()
        commune.sign_in()  # again: an idle official is signed out meanwhile
        with step("Preparing officials' and citizens' work"):
            new = fill.tell(commune, TOLD, stages=STAGES, seed=seed)
            people = fill.applicants(commune, _writes() + USERS * 5, seed=10 + seed)
        if rig.web is None:
            rig.open_site()
        with step("Waiting until PostgreSQL is at rest"):
            rig.rest()
        rows += _Desk(rig, part, commune=commune, new=new, people=people).measured()
        rows.append(export(rig, part))
    return rows


def _writes() -> int:
    return WARM_UP + SAMPLES + COUNT * len(CLIENTS)


class Mixed(Pooled):
    """Many kinds of requests: there is no one floor under them."""

    def floor(self, rig: Rig) -> float | None:
        del rig
        return None


class _Desk:
    """Everything that is asked at one size."""

    def __init__(
        self,
        rig: Rig,
        size: int,
        *,
        commune: "Commune",
        new: list[UUID],
        people: Sequence["Applicant"],
    ) -> None:
        self._rig = rig
        self._size = size
        self._commune = commune
        self._new = new
        self._people = people

    def measured(self) -> list[Row]:
        from motcua.cli.bench import dossier_fill as fill, dossier_requests as ask  # noqa: PLC0415
        from motcua.cli.bench.floor import read_floor, write_floor  # noqa: PLC0415
        from motcua.dossiers import api as dossiers  # noqa: PLC0415

        first, rest = self._people[: _writes()], self._people[_writes() :]
        rows = self._of(Pooled("submit", [ask.submit(a) for a in first], write_floor))
        made = fill.submitted(first)
        rows += self._of(
            Pooled("accept", [ask.accept(self._commune, d) for d in made], write_floor)
        )
        rows += self._of(Pooled("complete a step", ask.steps(self._commune, made), write_floor))
        with step("Indexing the words of what was written, as the worker does"):
            while dossiers.index_content():
                pass
        reads = self._reads()
        for name, requests in reads.items():
            rows += self._of(Repeated(name, requests, read_floor))
        return rows + self._mixed(reads, [ask.submit(a) for a in rest])

    def _of(self, operation: Pooled, *, clients: Sequence[int] = CLIENTS) -> list[Row]:
        with step(f"Measuring: {operation.name}"):
            return measure(
                self._rig, operation, bench="desk", size=self._size, count=COUNT,
                side_by_side=clients,
            )  # fmt: skip

    def _reads(self) -> dict[str, list[Request]]:
        from motcua.cli.bench import dossier_requests as ask  # noqa: PLC0415

        commune, old = self._commune, _old()
        return {
            "officer's list": [ask.work_list(commune)],
            "dossier page, new": [ask.dossier_page(commune, d) for d in self._new],
            "dossier page, three years old": [ask.dossier_page(commune, d) for d, _ in old],
            "search without accents": [ask.search_words(commune, name) for name in NAMES],
            "search inside": [ask.search_inside(commune, words) for words in INSIDE],
            "search by code": [ask.search(commune, d) for d, _ in old],
            "search by ID number": [
                ask.search_words(commune, _number(owner)) for _, owner in old[:10]
            ],
            "tracking": [ask.tracking(d) for d in self._new],
        }

    def _mixed(self, reads: dict[str, list[Request]], writes: list[Request]) -> list[Row]:
        """One submission in four requests, the rest reads; 40 users who never pause."""
        from motcua.cli.bench.floor import read_floor  # noqa: PLC0415

        count = WARM_UP + COUNT
        each = {name: cycle(requests) for name, requests in reads.items()}
        chosen = cycle(each)
        mixed = [next(each[next(chosen)]) for _ in range(count - count // 4)]
        mixed += list(islice(writes, count // 4))
        random.Random(0).shuffle(mixed)  # noqa: S311
        operation = Mixed("mixed load", mixed, read_floor)
        return self._of(operation, clients=(USERS,))


def _count() -> int:
    from django.db import connection  # noqa: PLC0415

    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dossier")
        return int(cursor.fetchone()[0])


def _put_away() -> None:
    from django.db import connection  # noqa: PLC0415

    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(PUT_AWAY)


def _old() -> list[tuple[UUID, UUID]]:
    from django.db import connection  # noqa: PLC0415

    from motcua.demo.staff import COMMUNE  # noqa: PLC0415
    from motcua.kit.scope import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(OLD, [COMMUNE, TOLD])
        return list(cursor.fetchall())


def _number(owner: UUID) -> str:
    from motcua.demo.staff import BUILDER  # noqa: PLC0415
    from motcua.directory import api as directory  # noqa: PLC0415

    return directory.personal_id_of(actor=BUILDER, person_id=owner, purpose="bench")
