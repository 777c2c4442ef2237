"""Reading the record. The text of an entry is made by PostgreSQL, the same for all readers."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from motcua.audit.models import Entry, Seal
from motcua.audit.types import SealHeader
from motcua.kit import merkle

AT_ONCE = 5_000

# What is hashed: JSON text that a person can read and anyone can hash again.
TEXT = (
    "jsonb_build_object('id', id, 'at', to_char(at AT TIME ZONE 'UTC',"
    " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), 'actor_id', actor_id, 'verb', verb,"
    " 'object_type', object_type, 'object_id', object_id, 'details', details)::text"
)
LEAF = f"sha256('\\x00'::bytea || convert_to({TEXT}, 'UTF8'))"


class Row(NamedTuple):
    id: int
    leaf: bytes
    at: datetime


def rows_after(entry_id: int, *, limit: int) -> list[Row]:
    sql = f"SELECT id, {LEAF}, at FROM audit_entry WHERE id > %s ORDER BY id LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [entry_id, limit])
        return [Row(number, bytes(leaf), at) for number, leaf, at in cursor.fetchall()]


def rows_within(spans: Iterable[list[int]]) -> list[Row]:
    """Entries whose number lies in one of the spans (both ends included)."""
    first, last = [span[0] for span in spans], [span[1] for span in spans]
    if not first:
        return []
    sql = (
        "SELECT found.* FROM unnest(%s::bigint[], %s::bigint[]) AS span(a, b) CROSS JOIN LATERAL"  # noqa: S608
        f" (SELECT id, {LEAF}, at FROM audit_entry WHERE id BETWEEN a AND b) AS found"
        " ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [first, last])
        return [Row(number, bytes(leaf), at) for number, leaf, at in cursor.fetchall()]


def all_rows() -> Iterator[Row]:
    """In the order of their numbers, a few thousand in memory at a time."""
    last = 0
    while rows := rows_after(last, limit=AT_ONCE):
        yield from rows
        last = rows[-1].id


def text_of(entry_id: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TEXT} FROM audit_entry WHERE id = %s", [entry_id])  # noqa: S608
        found = cursor.fetchone()
    return None if found is None else str(found[0])


def newest_seal() -> Seal | None:
    return Seal.objects.order_by("number").last()


def header(seal: Seal) -> SealHeader:
    return SealHeader(
        number=seal.number,
        at=seal.at,
        first_id=seal.first_id,
        last_id=seal.last_id,
        count=len(seal.leaves) // merkle.SIZE,
        gaps=seal.gaps,
        late=seal.late,
        batch_root=bytes(seal.batch_root).hex(),
    )


def entries_about(object_id: object) -> list[Entry]:
    return list(Entry.objects.filter(object_id=str(object_id)).order_by("id"))


def oldest_unsealed() -> datetime | None:
    """When the oldest entry was written that no seal covers yet."""
    newest = newest_seal()
    after = Entry.objects.filter(id__gt=newest.last_id if newest else 0)
    return after.order_by("id").values_list("at", flat=True).first()
