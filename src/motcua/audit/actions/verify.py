from collections.abc import Iterator
from datetime import datetime

from motcua.audit import queries, rules
from motcua.audit.models import Seal
from motcua.audit.queries import Row
from motcua.audit.types import Fault, Finding, Report
from motcua.kit import clock, merkle
from motcua.kit.scope import SYSTEM, acting

ENOUGH_FINDINGS = 50


def verify(kept_root: str | None = None) -> Report:
    """Compute every hash again. `kept_root`: a root that someone kept outside this database."""
    with acting(SYSTEM):
        return _Check(kept_root).run()


class _Check:
    """One pass over seals and entries, side by side in the order of their numbers."""

    def __init__(self, kept_root: str | None) -> None:
        self.kept_root = kept_root
        self.kept_at: int | None = None
        self.findings: list[Finding] = []
        self.peaks = merkle.Peaks()
        self.entries = 0
        self.late_of = dict(_late_entries())
        self.late_rows = {row.id: row for row in queries.rows_within(_each(self.late_of))}
        self.rows = _Peekable(queries.all_rows())
        self.previous: Seal | None = None

    def run(self) -> Report:
        for seal in Seal.objects.order_by("number").iterator(chunk_size=200):
            self._check_seal(seal)
            self.previous = seal
            if len(self.findings) >= ENOUGH_FINDINGS:
                break
        unsealed = self._check_tail() if len(self.findings) < ENOUGH_FINDINGS else 0
        if self.kept_root is not None and self.kept_at is None:
            self._found(Fault.ROOT_UNKNOWN, self.peaks.size)
        return Report(
            entries=self.entries,
            seals=self.peaks.size,
            unsealed=unsealed,
            root=self.peaks.root().hex(),
            findings=tuple(self.findings[:ENOUGH_FINDINGS]),
            kept_at=self.kept_at,
        )

    def _check_seal(self, seal: Seal) -> None:
        expected_number = self.previous.number + 1 if self.previous else 1
        if seal.number != expected_number:
            self._found(Fault.SEAL_MISSING, expected_number)
        self._check_hashes(seal)
        self._check_entries(seal)

    def _check_hashes(self, seal: Seal) -> None:
        leaves = merkle.split(bytes(seal.leaves))
        self.peaks.append(queries.header(seal).leaf())
        computed = self.peaks.root()
        first = self.previous.last_id + 1 if self.previous else 1
        honest = (
            merkle.root(leaves) == bytes(seal.batch_root)
            and computed == bytes(seal.root)
            and self.peaks.dump() == bytes(seal.peaks)
            and seal.first_id == first
        )
        if not honest:
            self._found(Fault.SEAL_BROKEN, seal.number)
        if computed.hex() == self.kept_root:
            self.kept_at = seal.number

    def _check_entries(self, seal: Seal) -> None:
        present = [row for row in self.rows.up_to(seal.last_id) if self._belongs(row, seal)]
        late = [self.late_rows[number] for number in sorted(seal.late) if number in self.late_rows]
        rows = late + present
        self.entries += len(rows)
        expected = rules.covered(seal.first_id, seal.last_id, seal.gaps, seal.late)
        if [row.id for row in rows] != expected or b"".join(r.leaf for r in rows) != bytes(
            seal.leaves
        ):
            self._tell_differences(seal, expected, rows)
        self._check_times(rows, before=seal.at)

    def _tell_differences(self, seal: Seal, expected: list[int], rows: list[Row]) -> None:
        sealed = merkle.split(bytes(seal.leaves))
        if len(sealed) != len(expected):
            self._found(Fault.SEAL_BROKEN, seal.number)
            return
        found = {row.id: row.leaf for row in rows}
        for number, leaf in zip(expected, sealed, strict=True):
            if number not in found:
                self._found(Fault.MISSING, number)
            elif found[number] != leaf:
                self._found(Fault.CHANGED, number)

    def _belongs(self, row: Row, seal: Seal) -> bool:
        """False for a number that was empty when sealed: sealed late, on its way, or an intruder."""
        if not rules.in_gaps(row.id, seal.gaps):
            return True
        if row.id not in self.late_of and not rules.may_still_come(seal.at, clock.now()):
            self._found(Fault.INSERTED, row.id)
        return False

    def _check_tail(self) -> int:
        tail = list(self.rows.rest())
        self._check_times(tail, before=clock.now())
        return len(tail)

    def _check_times(self, rows: list[Row], *, before: datetime) -> None:
        after = self.previous.at if self.previous else None
        for row in rows:
            if not rules.time_fits(row.at, before_seal=before, after_seal=after):
                self._found(Fault.BACK_DATED, row.id)

    def _found(self, fault: Fault, where: int) -> None:
        finding = Finding(fault, where)
        if finding not in self.findings:
            self.findings.append(finding)


class _Peekable:
    """Rows in order, taken up to a number."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def up_to(self, number: int) -> Iterator[Row]:
        while self._next is not None and self._next.id <= number:
            yield self._next
            self._next = next(self._rows, None)

    def rest(self) -> Iterator[Row]:
        while self._next is not None:
            yield self._next
            self._next = next(self._rows, None)


def _late_entries() -> Iterator[tuple[int, int]]:
    told = Seal.objects.exclude(late=[]).values_list("number", "late")
    return ((entry, number) for number, late in told.iterator() for entry in late)


def _each(numbers: dict[int, int]) -> list[list[int]]:
    return [[number, number] for number in numbers]
