"""Proof that the chronicles are whole: every hash fits, and the projection follows from them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from uuid import UUID

from motcua.dossiers.chronicle import turn_hash
from motcua.dossiers.models import Dossier, Turn
from motcua.kit.scope import SYSTEM, acting

BATCH = 1000


def broken_chronicles(only: Collection[UUID] | None = None) -> list[str]:
    """Codes of dossiers whose chronicle was changed, cut or no longer fits; all, or `only` these.

    In bounded memory: a thousand dossiers at a time.
    """
    with acting(SYSTEM):
        return [code for batch in _batches(only) for code in _broken(batch)]


def _batches(only: Collection[UUID] | None) -> Iterator[list[Dossier]]:
    found = Dossier.objects.defer("answers_sealed", "secret_sealed").order_by("id")
    if only is not None:
        found = found.filter(pk__in=only)
    rows = found.iterator(chunk_size=BATCH)
    return iter(lambda: list(islice(rows, BATCH)), [])


def _broken(dossiers: list[Dossier]) -> Iterator[str]:
    turns: dict[UUID, list[Turn]] = defaultdict(list)
    ids = [dossier.id for dossier in dossiers]
    for turn in Turn.objects.filter(dossier_id__in=ids).order_by("dossier_id", "seq"):
        turns[turn.dossier_id].append(turn)
    return (d.code for d in dossiers if not _fits(d, turns[d.id]))


def _fits(dossier: Dossier, turns: list[Turn]) -> bool:
    previous = b""
    for number, turn in enumerate(turns, start=1):
        if turn.seq != number or bytes(turn.previous_hash) != previous:
            return False
        if turn_hash(turn) != bytes(turn.hash):
            return False
        previous = bytes(turn.hash)
    return (
        len(turns) == dossier.last_seq
        and previous == bytes(dossier.last_turn_hash)
        and bool(turns)
        and turns[-1].status == dossier.status
    )
