"""What is left of a spreadsheet: taken back, or kept for thirty days, then gone with what was in it."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.errors import BatchUnderWayError
from motcua.dossiers.models import Batch, BatchRow
from motcua.dossiers.queries.batches import batch_of
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import clock, files
from motcua.kit.scope import SYSTEM, acting, command


@command
def remove_batch(*, actor: Actor, batch_id: UUID) -> None:
    """Rows that are dossiers stay dossiers; all others go at once. The worker stops reading."""
    batch = batch_of(actor, batch_id, lock=True)
    if batch.state == BatchState.FILING:
        raise BatchUnderWayError
    forget(batch)
    batch.state = BatchState.REMOVED
    batch.save()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.batch_removed",
        object_type="batch",
        object_id=batch.id,
        details={"filed": batch.filed},
    )


def forget_batches() -> int:
    """As drafts: thirty days after it was sent, nothing of it is left but its dossiers."""
    with acting(SYSTEM):
        old = Batch.objects.select_for_update(skip_locked=True).filter(
            expires_at__lt=clock.now(), book_id__isnull=False
        )
        rows = list(old.exclude(state=BatchState.FILING)[:200])
        for batch in rows:
            forget(batch)
            batch.state = BatchState.REMOVED
            batch.save()
    return len(rows)


def forget(batch: Batch) -> None:
    """The caller has locked it, and saves it."""
    unfiled = BatchRow.objects.filter(batch=batch).exclude(state=RowState.FILED)
    papers = [row.papers for row in unfiled.exclude(papers={})]
    if not batch.filed:
        papers.append(batch.papers)
    documents.erase([UUID(held) for given in papers for ids in given.values() for held in ids])
    unfiled.delete()
    BatchRow.objects.filter(batch=batch).update(cells_sealed=None)
    for file_id in filter(None, (batch.book_id, batch.archive_id)):
        files.remove(file_id)
    batch.book_id = batch.archive_id = batch.known_sealed = None
    batch.silent = False


def forget_rows(batch: Batch) -> None:
    """Before the file is read anew: what was read of it, and the papers of its rows."""
    rows = BatchRow.objects.filter(batch=batch)
    papers = [row.papers for row in rows.exclude(papers={})]
    documents.erase([UUID(held) for given in papers for ids in given.values() for held in ids])
    rows.delete()


def kept_for_others(dossier_id: UUID) -> set[UUID]:
    """Papers that other dossiers of the same spreadsheet still need: the last one takes them along."""
    filed = BatchRow.objects.filter(dossier_id=dossier_id, state=RowState.FILED)
    row = filed.select_related("batch").first()
    if row is None:
        return set()
    row.gone_at = clock.now()
    row.save(update_fields=["gone_at"])
    living = row.batch.rows.filter(state=RowState.FILED, gone_at=None)
    if not living.exists():
        return set()
    return {UUID(held) for ids in row.batch.papers.values() for held in ids}
