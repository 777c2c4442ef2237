from collections.abc import Callable
from datetime import datetime
from itertools import chain

from django.db import connection

from motcua.audit import queries
from motcua.audit.models import Seal, Stamp
from motcua.audit.rules import STRAGGLERS, gaps_between
from motcua.kit import merkle
from motcua.kit.scope import SYSTEM, acting

BATCH = 10_000
ONE_AT_A_TIME = 7_120_001


def seal() -> int:
    """Seal every entry that is not sealed yet; returns how many seals that took."""
    made = 0
    while _seal_one_batch():
        made += 1
    return made


def stamp(stamper: Callable[[bytes], bytes]) -> bool:
    """Ask an authority for the time of the newest root; `stamper` speaks to it, outside a transaction."""
    with acting(SYSTEM):
        newest = queries.newest_seal()
        if newest is None or newest.stamps.exists():
            return False
    token = stamper(bytes(newest.root))
    with acting(SYSTEM):
        Stamp.objects.create(seal=newest, token=token)
    return True


def _seal_one_batch() -> bool:
    with acting(SYSTEM):
        if not _alone():
            return False
        newest = queries.newest_seal()
        rows = queries.rows_after(newest.last_id if newest else 0, limit=BATCH)
        late = queries.rows_within(_open_gaps())
        if not rows and not late:
            return False
        _write(newest, rows, late)
        return len(rows) == BATCH


def _write(newest: Seal | None, rows: list[queries.Row], late: list[queries.Row]) -> None:
    first_id = newest.last_id + 1 if newest else 1
    last_id = rows[-1].id if rows else first_id - 1
    leaves = [row.leaf for row in chain(late, rows)]
    seal = Seal(
        number=newest.number + 1 if newest else 1,
        at=_database_time(),
        first_id=first_id,
        last_id=last_id,
        gaps=gaps_between(first_id, last_id, (row.id for row in rows)),
        late=[row.id for row in late],
        leaves=b"".join(leaves),
        batch_root=merkle.root(leaves),
    )
    peaks = merkle.Peaks.load(newest.number, bytes(newest.peaks)) if newest else merkle.Peaks()
    peaks.append(queries.header(seal).leaf())
    seal.peaks, seal.root = peaks.dump(), peaks.root()
    seal.save(force_insert=True)


def _open_gaps() -> list[list[int]]:
    """Numbers that were missing when their neighbours were sealed, and may have been committed since."""
    recent = Seal.objects.filter(at__gt=_database_time() - STRAGGLERS)
    told = list(recent.order_by("number").values_list("gaps", "late"))
    came = sorted(number for _, late in told for number in late)
    spans = [span for gaps, _ in told for span in gaps]
    return [rest for first, last in spans for rest in _without(first, last, came)]


def _without(first: int, last: int, came: list[int]) -> list[list[int]]:
    return gaps_between(first, last, (number for number in came if first <= number <= last))


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _database_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        found = cursor.fetchone()[0]
    if not isinstance(found, datetime):
        raise TypeError(found)
    return found
