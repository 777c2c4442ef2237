"""A list as a file: asked for on the screen, written by the worker, fetched by its maker alone."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.errors import ExportNotReadyError, SeatRequiredError, TooManyExportsError
from motcua.dossiers.events import ExportAsked
from motcua.dossiers.models import Export
from motcua.dossiers.models.export import UNDER_WAY
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.asked import seal_asked
from motcua.dossiers.queries.exports import asked_of, export_of, sealed_in
from motcua.dossiers.queries.visible import READERS
from motcua.dossiers.types import ExportState, ListAsked, TableFormat
from motcua.kit import clock, files, sealed_stream
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting, command

MOST_AT_ONCE = 3
KEPT = timedelta(days=3)


@command
def export_list(*, actor: Actor, asked: ListAsked, table: TableFormat) -> UUID:
    """Comes back at once; the worker writes what the actor may see when its turn comes."""
    if not any(actor.holds(role) for role in READERS):
        raise SeatRequiredError(permission=Permission.VIEW)
    mine = Export.objects.filter(maker_id=actor.person_id, state__in=UNDER_WAY)
    if mine.count() >= MOST_AT_ONCE:
        raise TooManyExportsError(most=MOST_AT_ONCE)
    export_id, now = new_id(), clock.now()
    Export.objects.create(
        id=export_id,
        maker_id=actor.person_id,
        asked_at=now,
        asked_sealed=seal_asked(asked, row=sealed_in(export_id)),
        format=table,
        state=ExportState.WAITING,
        expires_at=now + KEPT,
    )
    _write_down(actor, "dossier.export", export_id, list=asked.kind.value, format=table.value)
    publish(ExportAsked(export_id=export_id, maker_id=actor.person_id))
    return export_id


def exported_file(*, actor: Actor, export_id: UUID) -> tuple[str, TableFormat, Iterator[bytes]]:
    """Name, format and content piece by piece; each fetching is written down."""
    with acting(actor.scope):
        row = export_of(actor, export_id)
        if row.state != ExportState.DONE or row.file_id is None:
            raise ExportNotReadyError
        day = row.asked_at.astimezone(clock.LEGAL_ZONE)
        name = f"{asked_of(row).kind}-{day:%Y%m%d-%H%M}.{row.format}"
        _write_down(actor, "dossier.export_fetched", export_id, lines=row.written)
    return name, TableFormat(row.format), sealed_stream.pieces(row.file_id)


@command
def remove_export(*, actor: Actor, export_id: UUID) -> None:
    """Its maker no longer wants it: the file goes at once; the worker stops writing it."""
    row = export_of(actor, export_id, lock=True)
    _forget(row)
    _write_down(actor, "dossier.export_removed", export_id)


def forget_exports() -> int:
    """Files are kept for three days; what was never finished goes with them."""
    with acting(SYSTEM):
        kept = Export.objects.select_for_update(skip_locked=True)
        old = list(kept.exclude(state=ExportState.REMOVED).filter(expires_at__lt=clock.now()))
        for row in old:
            _forget(row)
    return len(old)


def _forget(row: Export) -> None:
    """The caller has locked it. Of a file that is being written nothing is left when its writer stops,
    nor when that one was killed.
    """
    if row.file_id is not None:
        files.remove(row.file_id)
    row.state = ExportState.REMOVED
    row.save(update_fields=["state"])


def _write_down(actor: Actor, verb: str, export_id: UUID, **details: str | int) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="export",
        object_id=export_id,
        details={**details},
    )
