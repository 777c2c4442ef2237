"""Lines of form 07, the register of dossiers: a few statements, however many lines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import PersonView
from motcua.dossiers.models import Dossier, HandoverLine, Turn, TurnKind
from motcua.kit import clock

ONE_SET = "1"  # what is handed in makes one set; procedures here ask for no second
METHOD_WORDS: Mapping[str, str] = {
    "counter": "Trực tiếp",
    "post": "Bưu chính",
    "electronic": "Bản điện tử",
}


def register_lines(rows: Sequence[Dossier]) -> list[dict[str, object]]:
    ids = [row.id for row in rows]
    owners = directory.persons([row.owner_id for row in rows])
    given, methods = _given_to_units(ids), _methods(ids)
    return [
        _line(row, owners.get(row.owner_id), given.get(row.id), methods.get(row.id, ""))
        for row in rows
    ]


def _line(
    row: Dossier, owner: PersonView | None, given_at: datetime | None, method: str
) -> dict[str, object]:
    return {
        "code": row.code,
        "content": catalogue.version(row.version_id).name.vi,
        "sets": ONE_SET,
        "owner": row.owner_name,
        "address": owner.residence if owner else "",
        "phone": owner.phone if owner else "",
        "submitted": _iso(row.submitted_at),
        "due": _iso(row.due_at),
        "transferred": _iso(given_at or row.accepted_at),
        "ended": _iso(row.ended_at),
        "returned": _iso(row.returned_at),
        "method": METHOD_WORDS.get(method, method),
        "status": row.status_name,
    }


def _given_to_units(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the papers went on by a list; what has no paper goes on as it is accepted."""
    lines = HandoverLine.objects.filter(dossier_id__in=ids).exclude(received=False)
    return dict(lines.order_by("-handover__made_at").values_list("dossier_id", "handover__made_at"))


def _methods(ids: Iterable[UUID]) -> dict[UUID, str]:
    turns = Turn.objects.filter(dossier_id__in=ids, kind=TurnKind.RETURNED).order_by("seq")
    return {
        row: str(facts.get("method", "")) for row, facts in turns.values_list("dossier_id", "facts")
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(clock.LEGAL_ZONE).isoformat() if at else None
