"""Proof that the chronicles are whole: every hash fits, and the projection follows from them."""

from motcua.dossiers.chronicle import turn_hash
from motcua.dossiers.models import Dossier, Turn
from motcua.kit.scope import SYSTEM, acting


def broken_chronicles() -> list[str]:
    """Codes of dossiers whose chronicle was changed, cut or no longer fits the dossier."""
    with acting(SYSTEM):
        turns: dict[object, list[Turn]] = {}
        for turn in Turn.objects.order_by("dossier_id", "seq").iterator(chunk_size=2000):
            turns.setdefault(turn.dossier_id, []).append(turn)
        return [
            dossier.code
            for dossier in Dossier.objects.iterator(chunk_size=2000)
            if not _fits(dossier, turns.get(dossier.id, []))
        ]


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
