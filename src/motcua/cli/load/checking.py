"""What was loaded, looked at again: counts, chronicles, the share that was on time, the disk."""

from dataclasses import dataclass

from django.db import connection

from motcua.dossiers import api as dossiers
from motcua.kit.scope import SYSTEM, acting

SAMPLE = 2_000
TABLES = (
    "dossier", "dossier_turn", "dossier_step", "dossier_paper", "dossier_supplement",
    "dossier_search", "dossier_content",
    "directory_person",
)  # fmt: skip
ON_TIME = """
SELECT count(*) FILTER (WHERE (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                              <= (due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), count(*)
FROM dossier WHERE accepted_at IS NOT NULL AND status IN (9, 10)
"""
SIZES = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relname = ANY (%s) AND relkind = 'r' ORDER BY relname
"""


@dataclass(frozen=True, slots=True)
class Report:
    dossiers: int
    on_time: float
    checked: int
    broken: tuple[str, ...]
    disk: tuple[tuple[str, int, int], ...]  # table, its bytes, those of its indexes

    def lines(self) -> list[str]:
        each = max(1, self.dossiers)
        told = [
            f"{self.dossiers:,} dossiers; {self.on_time:.2%} of those with a result were on time",
            f"{self.checked:,} chronicles checked, {len(self.broken)} broken",
            "bytes per dossier (table + indexes):",
            *(f"  {t:<20}{size / each:9.0f} +{index / each:6.0f}" for t, size, index in self.disk),
        ]
        total = sum(size + index for _, size, index in self.disk)
        many = total / each * 14_000_000 / 2**30
        return [*told, f"  together {total / each:.0f}; 14 million dossiers need {many:.0f} GiB"]


def report(sample: int = SAMPLE) -> Report:
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(ON_TIME)
        [(in_time, ended)] = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM dossier")
        [(count,)] = cursor.fetchall()
        cursor.execute("SELECT id FROM dossier ORDER BY md5(id::text) LIMIT %s", [sample])
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(SIZES, [list(TABLES)])
        disk = tuple(cursor.fetchall())
    broken = dossiers.broken_chronicles(ids)
    return Report(count, in_time / max(1, ended), len(ids), tuple(broken), disk)


def settle() -> None:
    """Visibility, statistics and the pending lists of the text indexes; as the tables' owner."""
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = options
