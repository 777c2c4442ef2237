"""What was loaded, looked at again: counts, chronicles, the share that was on time, the disk."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

from motcua.dossiers import api as dossiers
from motcua.kit.scope import SYSTEM, acting

SAMPLE = 2_000
TABLES = (
    "dossier", "dossier_turn", "dossier_step", "dossier_paper", "dossier_supplement",
    "dossier_search", "dossier_content",
    "payments_fee_order", "payments_receipt", "documents_document", "documents_outgoing",
    "documents_archived", "directory_person",
)  # fmt: skip
# What the live path holds one by one, asked of everything at once: each counts what breaks it.
INVARIANTS = {
    "results are numbered without gap or double": """
        SELECT count(*) FROM documents_counter c FULL JOIN (
          SELECT agency_id, year, symbol, count(*) AS many, max(number) AS most
          FROM documents_outgoing GROUP BY agency_id, year, symbol
        ) o USING (agency_id, year, symbol) WHERE c.last <> o.many OR o.many IS DISTINCT FROM o.most""",
    "receipts are numbered without gap or double": """
        SELECT count(*) FROM payments_receipt_counter c FULL JOIN (
          SELECT agency_id, split_part(reverse(number), '-', 2) AS turned, count(*) AS many,
            max(split_part(reverse(number), '-', 1)) AS shown FROM payments_receipt GROUP BY 1, 2
        ) r ON r.agency_id = c.agency_id AND reverse(r.turned) = c.year::text
        WHERE c.last IS DISTINCT FROM r.many""",
    "a dossier with a result has it issued, and issued results lie in the archive": """
        SELECT count(*) FROM dossier d
        LEFT JOIN documents_document o ON o.id = d.result_document_id AND o.dossier_id = d.id
        LEFT JOIN documents_archived a ON a.document_id = o.id AND a.owner_id = d.owner_id
        WHERE d.result_document_id IS NOT NULL AND (
          o.id IS NULL OR (d.status IN (9, 10) AND o.state NOT IN ('issued', 'recalled'))
          OR (o.state = 'issued' AND a.id IS NULL))""",
    "what was handed over is paid for": """
        SELECT count(*) FROM dossier d JOIN payments_fee_order f ON f.dossier_id = d.id
        WHERE d.status = 10 AND (
          SELECT coalesce(sum((line->>'amount')::bigint), 0) FROM jsonb_array_elements(f.lines) line
        ) <> (SELECT coalesce(sum(amount), 0) FROM payments_receipt r WHERE r.order_id = f.id)""",
}
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
    violated: tuple[str, ...]  # of the invariants, with how often
    disk: tuple[tuple[str, int, int], ...]  # table, its bytes, those of its indexes

    def lines(self) -> list[str]:
        each = max(1, self.dossiers)
        told = [
            f"{self.dossiers:,} dossiers; {self.on_time:.2%} of those with a result were on time",
            f"{self.checked:,} chronicles checked, {len(self.broken)} broken",
            f"{len(INVARIANTS)} invariants asked of all, {len(self.violated)} violated",
            *(f"  violated: {one}" for one in self.violated),
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
        violated = tuple(_violated(cursor))
        cursor.execute(SIZES, [list(TABLES)])
        disk = tuple(cursor.fetchall())
    broken = dossiers.broken_chronicles(ids)
    on_time = in_time / max(1, ended)
    return Report(count, on_time, len(ids), tuple(broken), violated, disk)


def _violated(cursor: CursorWrapper) -> Iterator[str]:
    for name, statement in INVARIANTS.items():
        cursor.execute(statement)
        [(many,)] = cursor.fetchall()
        if many:
            yield f"{name} ({many})"


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
