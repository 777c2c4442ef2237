"""Numbers of receipts and results, given when everything else of a chunk is written.

The counters are those of the site: no gap, no double. They are locked from here to the end of the
transaction, so two processes wait for one another only that long.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from motcua.cli.load.due import iso, moment
from motcua.cli.load.rows import Receipt, Result, Sheets, bytea, uuid_array
from motcua.documents import api as documents
from motcua.engines.legaltime.api import VIETNAM
from motcua.kit import crypto

RECEIPTS = """
INSERT INTO payments_receipt_counter (agency_id, year, last)
SELECT agency::uuid, year, n FROM unnest(%s::text[], %s::int[], %s::int[]) AS given (agency, year, n)
ON CONFLICT ON CONSTRAINT receipt_counter_once
DO UPDATE SET last = payments_receipt_counter.last + excluded.last RETURNING agency_id::text, year, last
"""
RESULTS = """
INSERT INTO documents_counter (agency_id, year, symbol, last)
SELECT agency::uuid, year, symbol, n
FROM unnest(%s::text[], %s::int[], %s::text[], %s::int[]) AS given (agency, year, symbol, n)
ON CONFLICT ON CONSTRAINT counter_once
DO UPDATE SET last = documents_counter.last + excluded.last
RETURNING agency_id::text, year, symbol, last
"""
Key = tuple[str | int, ...]


def number(sheets: Sheets, sample_hash: str, names: Mapping[str, str]) -> None:
    """Into the sheets, in the order of time; what is not sealed yet gets no number."""
    with connection.cursor() as cursor:  # what is checked at the end is checked before the lock
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    _receipts(sheets, sorted(sheets.receipts, key=lambda one: (one.at, one.id)))
    sealed = [one for one in sheets.results if one.paper.sealed_at is not None]
    sealed.sort(key=lambda one: (one.paper.sealed_at, one.id))
    numbers = _taken(RESULTS, [_series(one) for one in sealed])
    given = {one.id: number for one, number in zip(sealed, numbers, strict=True)}
    for one in sheets.results:
        _document(sheets, one, given.get(one.id), names)
    for one in sealed:
        _entered(sheets, one, given[one.id], sample_hash)
    sheets.receipts, sheets.results = [], []


def _taken(statement: str, keys: Sequence[Key]) -> list[int]:
    """A number for each, counted on from where its counter stood."""
    wanted = Counter(keys)
    if not wanted:
        return []
    ordered = sorted(wanted)
    columns = [list(column) for column in zip(*ordered, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns, [wanted[key] for key in ordered]])
        last = {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}
    next_number = {key: last[key] - count for key, count in wanted.items()}
    numbers = []
    for key in keys:
        next_number[key] += 1
        numbers.append(next_number[key])
    return numbers


def _receipts(sheets: Sheets, receipts: Sequence[Receipt]) -> None:
    years = [moment(one.at).astimezone(VIETNAM).year for one in receipts]
    keys: Iterable[Key] = zip([one.agency_id for one in receipts], years, strict=True)
    numbers = _taken(RECEIPTS, list(keys))
    for one, year, taken in zip(receipts, years, numbers, strict=True):
        sheets.add(
            "payments_receipt", one.id, one.order_id, one.agency_id, one.payer_id,
            f"BL-{one.agency_code}-{year}-{taken:06d}", one.method, one.amount, one.key, one.by,
            iso(one.at),
        )  # fmt: skip


def _series(one: Result) -> Key:
    return one.printed.agency_id, _day(one.paper.sealed_at).year, one.printed.symbol


def _day(second: int | None) -> date:
    return moment(second or 0).astimezone(VIETNAM).date()


def _document(sheets: Sheets, one: Result, taken: int | None, names: Mapping[str, str]) -> None:
    printed, paper = one.printed, one.paper
    title, data = documents.sealed_result(
        UUID(one.id), title=printed.title, data={"dossier_code": one.code}
    )
    state = "issued" if taken else "signed" if paper.signed_at is not None else "proposed"
    on = _day(paper.sealed_at).isoformat() if taken else None
    sheets.add(
        "documents_document", one.id, one.dossier_id, printed.agency_id, one.owner_id,
        printed.code, state, bytea(title), bytea(data), "", printed.symbol, printed.signer_title,
        1, printed.sample_id, taken, on, on, paper.signer or None, names.get(paper.signer, ""),
        iso(paper.signed_at) or None, paper.sealer or None, iso(paper.sealed_at) or None,
        crypto.new_secret(12), printed.valid_months, "", "", iso(paper.drafted_at),
    )  # fmt: skip


def _entered(sheets: Sheets, one: Result, taken: int, sample_hash: str) -> None:
    """The register of numbers, and the owner's archive."""
    printed, paper = one.printed, one.paper
    day, at = _day(paper.sealed_at), iso(paper.sealed_at)
    sheets.add(
        "documents_outgoing", one.id, printed.agency_id, day.year, printed.symbol, taken, one.id,
        paper.sealer, at,
    )  # fmt: skip
    shown = documents.printed_number(taken, printed.symbol)
    face = documents.sealed_face(
        UUID(one.archived_id),
        title=printed.title,
        number=shown,
        issuer=printed.issuer,
        source=one.code,
    )
    key = documents.number_key(shown, printed.issuer)
    until = documents.valid_until(day, printed.valid_months)
    sheets.add(
        "documents_archived", one.archived_id, one.owner_id, printed.agency_id, printed.code,
        "result", "approved", bytea(face), bytea(key) if key else None, day.isoformat(),
        until.isoformat() if until else None, uuid_array([printed.sample_id]), sample_hash,
        one.dossier_id, one.id, paper.sealer, at, at,
    )  # fmt: skip
