"""Exports of one official, the newest first."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.errors import ExportNotFoundError
from motcua.dossiers.models import Export
from motcua.dossiers.queries.asked import unseal_asked
from motcua.dossiers.types import ExportState, ExportView, ListAsked, TableFormat
from motcua.kit.scope import acting

SHOWN = 50


def exports(*, actor: Actor) -> tuple[ExportView, ...]:
    """The actor's own, the newest first."""
    with acting(actor.scope):
        rows = Export.objects.filter(maker_id=actor.person_id)
        kept = rows.exclude(state=ExportState.REMOVED).order_by("-asked_at")
        return tuple(view_of(row) for row in kept[:SHOWN])


def export_of(actor: Actor, export_id: UUID, *, lock: bool = False) -> Export:
    rows = Export.objects.filter(pk=export_id, maker_id=actor.person_id)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None or row.state == ExportState.REMOVED:
        raise ExportNotFoundError
    return row


def view_of(row: Export) -> ExportView:
    return ExportView(
        export_id=row.id,
        asked=asked_of(row),
        format=TableFormat(row.format),
        state=ExportState(row.state),
        asked_at=row.asked_at,
        total=row.total,
        written=row.written,
        size=row.size,
        expires_at=row.expires_at,
    )


def asked_of(row: Export) -> ListAsked:
    return unseal_asked(row.asked_sealed, row=sealed_in(row.id))


def sealed_in(export_id: UUID) -> str:
    return f"dossier_export:asked:{export_id}"
