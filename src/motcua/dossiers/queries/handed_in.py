"""How an application came in, from the facts of its first turn."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from motcua.directory import api as directory
from motcua.dossiers.models import Turn
from motcua.dossiers.types import HandedIn

_PERSONS = ("typed_by",)


def persons_in(turns: Sequence[Turn]) -> list[UUID]:
    """Whose names `handed_in` will need."""
    facts = _facts(turns)
    return [UUID(str(facts[name])) for name in _PERSONS if name in facts]


def handed_in(turns: Sequence[Turn], names: Mapping[UUID, str]) -> HandedIn | None:
    """None where the owner handed it in, with nobody between."""
    facts = _facts(turns)
    if not facts.keys() & {"typed_by", "acting"}:
        return None
    typed_by = facts.get("typed_by")
    signed = facts.get("signed_file")
    return HandedIn(
        typed_by=names.get(UUID(str(typed_by)), "") if typed_by else "",
        confirmed_how=str(facts.get("confirmed", "")),
        acting=str(facts.get("acting", "")),
        submitted_by=_submitter(turns[0], names) if "acting" in facts else "",
        signed_file_id=UUID(str(signed)) if signed else None,
    )


def _submitter(turn: Turn, names: Mapping[UUID, str]) -> str:
    """The owner may not read who the other is; the mandate that they gave says it."""
    known = names.get(turn.actor_id, "") if turn.actor_id else ""
    basis = UUID(str(turn.facts["basis"]))
    return known or directory.mandate_holders({basis}).get(basis, "")


def _facts(turns: Sequence[Turn]) -> Mapping[str, object]:
    return turns[0].facts if turns else {}
