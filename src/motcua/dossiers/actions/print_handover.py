"""The hand-over list on paper: what was given, what was received, and a place for both signatures."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.queries.handovers import handover_list
from motcua.dossiers.types import HandoverRow
from motcua.engines.papers import api as papers
from motcua.kit import clock


def print_handover(*, actor: Actor, list_id: UUID) -> tuple[str, bytes]:
    """Name and PDF."""
    view = handover_list(actor=actor, list_id=list_id)
    data = {
        "agency": view.agency_name,
        "code": view.code,
        "from": view.from_unit,
        "to": view.to_unit,
        "made_at": _iso(view.made_at),
        "made_by": view.made_by,
        "received_at": _iso(view.received_at),
        "received_by": view.received_by,
        "entries": [_entry(row) for row in view.rows],
    }
    return f"{view.code}.pdf", papers.render_form("handover", data, on=clock.today()).pdf


def _entry(row: HandoverRow) -> dict[str, object]:
    return {
        "code": row.code,
        "content": row.procedure_name,
        "owner": row.owner_name,
        "papers": [asdict(paper) for paper in row.papers],
        "accepted": _iso(row.accepted_at),
        "due": _iso(row.due_at),
        "note": "Không nhận" if row.received is False else "",
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(clock.LEGAL_ZONE).isoformat() if at else None
