"""One run over the files of one source: what it knows, and what it has to tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.dossiers.legacy.mapping import LegacyMapping
from motcua.dossiers.legacy.reading import Reader
from motcua.dossiers.legacy.targets import Target, stored_targets
from motcua.dossiers.legacy.would_land import WouldLand
from motcua.dossiers.models import LegacyBatch, LegacyDifference
from motcua.dossiers.types.legacy import FieldChange, Finding, ImportReport, RowDifference, Unknown
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

MOST_REFUSALS = 50


@dataclass
class Run:
    """`would_land`: of a dry run with answers or papers, what it took back again."""

    batch: LegacyBatch
    report: ImportReport
    words: LegacyMapping
    reader: Reader
    seen: dict[str, int] = field(default_factory=dict)  # old code → row of this file
    would_land: WouldLand | None = None
    differences: list[LegacyDifference] = field(default_factory=list)  # of this transaction
    refusals: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    resumed: bool = False  # an earlier attempt of this very batch was cut off

    @contextmanager
    def chunk(self) -> Iterator[None]:
        """Whole or not at all, with how far it came; of a dry run nothing stays."""
        with acting(SYSTEM):
            if self.report.dry_run:
                self.batch.save(force_insert=True)
            yield
            self.count()
            if self.report.dry_run:
                transaction.set_rollback(True)
        if self.would_land is not None:
            self.would_land.keep()

    def refuse(self, found: Sequence[Finding]) -> None:
        self.report.refused += 1
        self.tell(found)

    def tell(self, found: Sequence[Finding]) -> None:
        self.report.findings += found
        for one in found:
            place = " ".join(filter(None, (one.sheet, one.field)))
            counted = self.refusals.setdefault((place, one.reason), [0, one.row])
            counted[0] += 1

    def targets(self, codes: Collection[str]) -> dict[str, Target]:
        """Old code → dossier, locked; in a dry run also what would have landed."""
        taken_back = self.would_land.of(codes) if self.would_land is not None else {}
        return {**taken_back, **stored_targets(self.batch.source, codes)}

    def differs(self, row: RowDifference, entry_id: UUID, digest: str) -> LegacyDifference:
        """To be stored with the others of its transaction: names of fields, no values."""
        self.report.differences.append(row)
        prefix = f"{row.sheet}: " if row.sheet else ""
        return LegacyDifference(
            entry_id=entry_id,
            batch=self.batch,
            row=row.row,
            digest=digest,
            fields=[f"{prefix}{change.field}" for change in row.changes],
            found_at=clock.now(),
        )

    def count(self) -> None:
        """How far it came, as the batch keeps it."""
        batch, report = self.batch, self.report
        for name in ("rows", "landed", "same", "changed", "refused"):
            setattr(batch, name, getattr(report, name))
        batch.attached = {"answers": asdict(report.answers), "papers": asdict(report.papers)}
        report.unknown = [
            Unknown(kind, code, name, rows)
            for (kind, code), (name, rows) in sorted(self.reader.unknown.items())
        ]
        batch.unknown = [[one.kind, one.code, one.name, one.rows] for one in report.unknown]
        batch.refusals = report.refusals = self._summary()
        batch.save()

    def _summary(self) -> list[list[object]]:
        """By field and reason: how many rows, and the first of them; the most frequent."""
        most = sorted(self.refusals.items(), key=lambda one: -one[1][0])[:MOST_REFUSALS]
        return [[*key, rows, first] for key, (rows, first) in most]


def store_differences(found: Sequence[LegacyDifference]) -> None:
    """Told once however often the same file comes."""
    LegacyDifference.objects.bulk_create(found, ignore_conflicts=True)


def changes_between(before: Mapping[str, object], now: Mapping[str, str]) -> list[FieldChange]:
    return [
        FieldChange(name, str(before.get(name, "")), now.get(name, ""))
        for name in sorted({*before, *now})
        if before.get(name, "") != now.get(name, "")
    ]
