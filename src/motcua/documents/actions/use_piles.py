"""An official takes piles from the scanner for a dossier, throws them away, or time does."""

from collections.abc import Collection
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.actions.split_pile import split_pile
from motcua.documents.adapters.scanner import folder as scanner
from motcua.documents.errors import NoPileChosenError
from motcua.documents.models import ScannedPile
from motcua.documents.queries import files, scans as queries
from motcua.documents.types import FileRef
from motcua.kit import clock, files as store
from motcua.kit.scope import SYSTEM, acting, command


def split_scanned(
    actor: Actor, *, pile_ids: Collection[UUID], owner_id: UUID
) -> tuple[FileRef, ...]:
    """Single pages, in the order of scanning. The piles stay until what was made of them is kept."""
    if not pile_ids:
        raise NoPileChosenError
    with acting(actor.scope):
        rows = [row.file for row in queries.waiting(actor, pile_ids) if row.file is not None]
        piles = [(files.ref_of(row).name, store.read(row.id)) for row in rows]
    return split_pile(actor, files=piles, owner_id=owner_id)


@command
def use_piles(*, actor: Actor, pile_ids: Collection[UUID]) -> None:
    """They have become papers: nobody takes them a second time."""
    rows = queries.waiting(actor, pile_ids, lock=True)
    files.erase([row.file_id for row in rows if row.file_id])
    ScannedPile.objects.filter(pk__in=[row.id for row in rows]).update(
        used_at=clock.now(), face_sealed=None
    )
    _write_down(actor, "documents.use_scan", rows)


@command
def drop_piles(*, actor: Actor, pile_ids: Collection[UUID]) -> int:
    """Scanned by mistake. The same file put into the folder again is a new pile."""
    if not pile_ids:
        raise NoPileChosenError
    rows = queries.waiting(actor, pile_ids, lock=True)
    files.erase([row.file_id for row in rows if row.file_id])
    ScannedPile.objects.filter(pk__in=[row.id for row in rows]).delete()
    _write_down(actor, "documents.drop_scan", rows)
    return len(rows)


def forget_piles() -> int:
    """Unused piles, and what was set aside in the folders, are gone when their days are over."""
    with acting(SYSTEM):
        old = ScannedPile.objects.filter(keep_until__lt=clock.today())
        rows = [row for row in old.select_related("folder") if _is_off_the_share(row)]
        files.erase([row.file_id for row in rows if row.file_id])
        ScannedPile.objects.filter(pk__in=[row.id for row in rows]).delete()
        return len(rows)


def _is_off_the_share(row: ScannedPile) -> bool:
    """A refused file is removed first; while its share is away the row stays, to try again."""
    if not row.refusal:
        return True
    try:
        scanner.forget_aside(row.folder.name, rules.aside_name(row.id, queries.name_of(row)))
    except OSError:
        return False
    return True


def _write_down(actor: Actor, verb: str, rows: Collection[ScannedPile]) -> None:
    for row in rows:
        audit.record(
            actor_id=actor.person_id,
            verb=verb,
            object_type="scanned_pile",
            object_id=row.id,
            details={"sha256": row.sha256},
        )
