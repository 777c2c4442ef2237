"""The worker writes an asked list into its file: in bounded memory, and its maker sees how far.

Each portion is read in a transaction of its own, in the maker's scope of that moment: a long file
holds no long transaction, and nobody gets a line that they may no longer see.
"""

import logging
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.events import ExportAsked
from motcua.dossiers.models import Export
from motcua.dossiers.models.export import UNDER_WAY
from motcua.dossiers.queries import export_rows
from motcua.dossiers.queries.exports import asked_of
from motcua.dossiers.types import ExportState, ListAsked, TableFormat
from motcua.kit import clock, files
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.sealed_stream import SealedWriter
from motcua.kit.tables import MOST_XLSX_ROWS, CsvTable, XlsxTable

log = logging.getLogger(__name__)


class _NoLongerWantedError(Exception):
    """Removed by its maker while it was written."""


def write_export(event: ExportAsked) -> None:
    """Safe to run again: what an attempt that died had written is thrown away first."""
    with acting(SYSTEM):
        actor = directory.official_of_person(event.maker_id)
    write_export_for(event.export_id, actor)


def write_export_for(export_id: UUID, actor: Actor) -> None:
    """`actor` as they are now: seats may have come or gone since it was asked for."""
    row = _begin(export_id)
    if row is None:
        return
    try:
        _write(row, actor)
    except _NoLongerWantedError:
        log.info("export %s was removed while it was written", row.id)
    except Exception:
        _change(row, state=ExportState.WAITING, written=0)
        raise


def _begin(export_id: UUID) -> Export | None:
    with acting(SYSTEM):
        row = Export.objects.select_for_update().filter(pk=export_id, state__in=UNDER_WAY).first()
        if row is None:
            return None
        if row.file_id is not None:
            files.remove(row.file_id)
        row.file_id, row.state, row.written = new_id(), ExportState.RUNNING, 0
        row.save(update_fields=["file_id", "state", "written"])
        return row


def _write(row: Export, actor: Actor) -> None:
    asked = asked_of(row)
    with acting(actor.scope):
        order = export_rows.order_of(actor, asked)
    total = len(order) // export_rows.ID_BYTES
    if row.format == TableFormat.XLSX and total > MOST_XLSX_ROWS:
        _change(row, state=ExportState.FAILED, total=total)
        return
    _change(row, total=total)
    if row.file_id is None:
        raise _NoLongerWantedError
    with SealedWriter(row.file_id) as out:
        written = _write_table(row, actor, asked, order=order, out=out)
    _finish(row, actor, written=written, size=out.size)


def _write_table(
    row: Export, actor: Actor, asked: ListAsked, *, order: bytes, out: SealedWriter
) -> int:
    written = 0
    with _table(TableFormat(row.format), asked, out) as table:
        for ids in export_rows.portions(order):
            with acting(actor.scope):
                lines = export_rows.lines(actor, asked.kind, ids)
            for line in lines:
                table.row(line)
            written += len(lines)
            _change(row, written=written)
    return written


def _table(table: TableFormat, asked: ListAsked, out: SealedWriter) -> CsvTable | XlsxTable:
    heading = export_rows.heading(asked.kind)
    if table is TableFormat.CSV:
        return CsvTable(out, heading)
    return XlsxTable(out, heading, title=_("Danh sách hồ sơ"))


def _finish(row: Export, actor: Actor, *, written: int, size: int) -> None:
    try:
        _change(row, state=ExportState.DONE, size=size, finished_at=clock.now())
    except _NoLongerWantedError:
        if row.file_id is not None:
            files.remove(row.file_id)
        raise
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.export_written",
        object_type="export",
        object_id=row.id,
        details={"lines": written},
    )


def _change(row: Export, **values: object) -> None:
    with acting(SYSTEM):
        changed = Export.objects.filter(pk=row.pk, state=ExportState.RUNNING).update(**values)
    if not changed:
        raise _NoLongerWantedError
