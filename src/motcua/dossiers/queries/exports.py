"""Exports of one official, and what stands in their rows."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.errors import ExportNotFoundError
from motcua.dossiers.models import Export
from motcua.dossiers.types import (
    Channel,
    ExportState,
    ExportView,
    ListAsked,
    ListKind,
    Mark,
    Narrowing,
    Status,
    TableFormat,
)
from motcua.kit import crypto
from motcua.kit.scope import acting

SHOWN = 50


def exports(*, actor: Actor) -> tuple[ExportView, ...]:
    """The actor's own, the newest first."""
    with acting(actor.scope):
        rows = Export.objects.filter(maker_id=actor.person_id)
        kept = rows.exclude(state=ExportState.REMOVED).order_by("-asked_at")
        return tuple(view_of(row) for row in kept[:SHOWN])


def export_of(actor: Actor, export_id: UUID) -> Export:
    row = Export.objects.filter(pk=export_id, maker_id=actor.person_id).first()
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


def seal_asked(export_id: UUID, asked: ListAsked) -> bytes:
    narrowing = {name: _plain(value) for name, value in asdict(asked.narrowing).items()}
    stored = {"kind": asked.kind.value, "words": asked.words, "narrowing": narrowing}
    return crypto.seal_json(stored, row=_row(export_id))


def asked_of(row: Export) -> ListAsked:
    stored = crypto.unseal_json(row.asked_sealed, row=_row(row.id))
    if not isinstance(stored, dict):
        raise crypto.SealBrokenError
    return ListAsked(ListKind(stored["kind"]), stored["words"], narrowing_of(stored["narrowing"]))


def narrowing_of(stored: dict[str, str | int | None]) -> Narrowing:
    """The reverse of `_plain` for each of its columns."""
    given = {name: value for name, value in stored.items() if value not in {None, ""}}
    return Narrowing(
        status=Status(int(given["status"])) if "status" in given else None,
        channel=Channel(str(given["channel"])) if "channel" in given else None,
        procedure_code=str(given.get("procedure_code", "")),
        mark=Mark(str(given["mark"])) if "mark" in given else None,
        submitted_from=_day(given.get("submitted_from")),
        submitted_to=_day(given.get("submitted_to")),
    )


def _day(stored: object) -> date | None:
    return date.fromisoformat(str(stored)) if stored else None


def _plain(value: object) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int) else None


def _row(export_id: UUID) -> str:
    return f"dossier_export:asked:{export_id}"
