"""Rows on their way into PostgreSQL: COPY into a passing table, then into the real one.

PostgreSQL knows no COPY under row-level security; the second half runs under it, with every
constraint, as the site's own role.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from motcua.cli.load.outcome import Printed
from motcua.cli.load.paper import Paper

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "dossier": (
        "id", "code", "secret_sealed", "source_key", "version_id", "case_code", "procedure_code",
        "agency_id", "received_by_unit_id", "agencies", "channel", "owner_id", "owner_name",
        "owner_key", "submitter_id", "answers_sealed", "language", "submitted_at", "keep_until",
        "status", "accepted_at", "first_due_at", "due_at", "paused_since", "ended_at",
        "returned_at", "supplements", "extensions", "flow_state", "result_document_id",
        "last_seq", "last_turn_hash",
    ),
    "dossier_turn": (
        "id", "dossier_id", "seq", "kind", "at", "recorded_at", "actor_id", "unit_id", "status",
        "due_at", "facts", "note_sealed", "previous_hash", "hash",
    ),
    "dossier_step": (
        "id", "dossier_id", "key", "kind", "role", "unit_id", "agency_id", "assignee_id",
        "opened_at", "due_at", "done_at", "done_by_id", "outcome",
    ),
    "dossier_paper": (
        "id", "dossier_id", "component", "source", "file_ids", "originals", "copies",
        "handed_in_at", "superseded_at",
    ),
    "dossier_supplement": (
        "id", "dossier_id", "items_sealed", "reason_sealed", "legal_basis", "asked_by_id",
        "requested_at", "answer_by", "answered_at", "status_before",
    ),
    "payments_fee_order": (
        "id", "dossier_id", "agency_id", "payer_id", "lines", "opened_at",
    ),
    "payments_receipt": (
        "id", "order_id", "agency_id", "payer_id", "number", "method", "amount", "key",
        "received_by_id", "received_at",
    ),
    "documents_document": (
        "id", "dossier_id", "agency_id", "owner_id", "result_code", "state", "title_sealed",
        "data_sealed", "template", "symbol", "signer_title", "version", "file_id", "number",
        "numbered_on", "issued_on", "signer_id", "signer_name", "signed_at", "sealed_by_id",
        "sealed_at", "verification_code", "valid_months", "sent_back_reason", "recall_reason",
        "created_at",
    ),
    "documents_outgoing": (
        "id", "agency_id", "year", "symbol", "number", "document_id", "entered_by_id",
        "entered_at",
    ),
    "documents_archived": (
        "id", "owner_id", "agency_id", "kind", "origin", "state", "face_sealed", "number_key",
        "valid_from", "valid_to", "file_ids", "sha256", "dossier_id", "document_id",
        "confirmed_by_id", "confirmed_at", "created_at",
    ),
    "directory_person": (
        "id", "name", "name_key", "birth_date", "sex", "personal_id_sealed", "personal_id_index",
        "official", "created_at",
    ),
}  # fmt: skip
ORDER = tuple(COLUMNS)


@dataclass(slots=True)
class Receipt:
    """Of one order; its number comes last, so that the counter is locked for a moment only."""

    id: str
    key: str
    order_id: str
    agency_id: str
    agency_code: str
    payer_id: str
    method: str
    amount: int
    by: str
    at: int


@dataclass(slots=True)
class Result:
    """An official document that was signed; a number comes last, where it has been sealed."""

    id: str
    archived_id: str
    dossier_id: str
    code: str
    owner_id: str
    printed: Printed
    paper: Paper


class Sheets:
    """Lines for each table, as COPY reads them."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {table: [] for table in ORDER}
        self.results: list[Result] = []
        self.receipts: list[Receipt] = []

    def add(self, table: str, *values: str | int | None) -> None:
        self._lines[table].append("\t".join([r"\N" if v is None else str(v) for v in values]))

    def write(self) -> None:
        """Inside a transaction of the system scope."""
        for table in ORDER:
            if self._lines[table]:
                _write(table, COLUMNS[table], self._lines[table])
                self._lines[table] = []


def _write(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    names = ", ".join(columns)
    passing = f"passing_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {passing} (LIKE {table}) ON COMMIT DROP")
        with cursor.copy(f"COPY {passing} ({names}) FROM STDIN") as copy:
            copy.write("\n".join(lines) + "\n")
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {passing}")  # noqa: S608  (names from above)
        cursor.execute(f"DROP TABLE {passing}")


def bytea(value: bytes) -> str:
    return rf"\\x{value.hex()}"


def uuid_array(ids: Iterable[str]) -> str:
    return "{" + ",".join(ids) + "}"
