"""What administrators read of imports: batches, unknown codes, differences. No person's data."""

from datetime import timedelta
from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.legacy.errors import LegacyBatchNotFoundError
from motcua.dossiers.models import LegacyBatch, LegacyDifference
from motcua.dossiers.permissions import authorize_administration
from motcua.dossiers.queries.names import person_name
from motcua.dossiers.types.legacy import (
    Attached,
    BatchLine,
    BatchPage,
    DifferenceLine,
    Refusals,
    Unknown,
)
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

PAGE = 20
MOST_DIFFERENCES = 200
LONGEST_RUN = timedelta(hours=6)


def legacy_batches(*, actor: Actor, page: int = 1) -> tuple[tuple[BatchLine, ...], bool]:
    """Newest first, twenty a page; and whether there are more."""
    authorize_administration(actor)
    start = (page - 1) * PAGE
    with acting(SYSTEM):
        rows = list(LegacyBatch.objects.order_by("-started_at")[start : start + PAGE + 1])
    return tuple(map(_line, rows[:PAGE])), len(rows) > PAGE


def legacy_batch(*, actor: Actor, batch_id: UUID) -> BatchPage:
    """One run: what the mapping lacked, why rows were refused, which dossiers are told otherwise now."""
    authorize_administration(actor)
    with acting(SYSTEM):
        batch = LegacyBatch.objects.filter(pk=batch_id).first()
        if batch is None:
            raise LegacyBatchNotFoundError
        found = LegacyDifference.objects.filter(batch=batch).select_related("entry")
        rows = list(found.order_by("row")[:MOST_DIFFERENCES])
        name = person_name(batch.started_by_id)
    return BatchPage(
        batch=_line(batch),
        started_by=name,
        unknown=tuple(Unknown(*one) for one in batch.unknown),
        refusals=tuple(Refusals(*one) for one in batch.refusals),
        differences=tuple(
            DifferenceLine(one.entry.old_code, one.row, tuple(one.fields), one.found_at)
            for one in rows
        ),
    )


def _line(batch: LegacyBatch) -> BatchLine:
    return BatchLine(
        id=batch.id,
        source=batch.source,
        file_name=batch.file_name,
        started_at=batch.started_at,
        ended_at=batch.ended_at,
        rows=batch.rows,
        landed=batch.landed,
        same=batch.same,
        changed=batch.changed,
        refused=batch.refused,
        state=_state(batch),
        answers=Attached(**batch.attached.get("answers", {})),
        papers=Attached(**batch.attached.get("papers", {})),
    )


def _state(batch: LegacyBatch) -> str:
    if batch.ended_at is not None:
        return "done"
    return "running" if clock.now() - batch.started_at < LONGEST_RUN else "cut_off"
