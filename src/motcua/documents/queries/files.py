"""Reads and writes of stored files. They run in the caller's scope: what it hides does not exist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import FileMissingError
from motcua.documents.models import ArchivedPaper, PageReading, StoredFile
from motcua.documents.permissions import may_read
from motcua.documents.types import ArchiveState, FileRef
from motcua.kit import clock, crypto, files as store
from motcua.kit.ids import new_id


def _row(file_id: UUID) -> str:
    return f"documents_file:name:{file_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    name: str
    media_type: str
    pages: int
    owner_id: UUID
    made_by_id: UUID
    agencies: Iterable[UUID] = ()
    carries_signature: bool = False
    keep_until: date | None = None


def keep(content: bytes, new: NewFile) -> StoredFile:
    """Write the bytes, then the row: a row always has its bytes, whatever stops in between."""
    file_id = new_id()
    store.write(file_id, content)
    row = row_for(file_id, content, new)
    row.save(force_insert=True)
    return row


def row_for(file_id: UUID, content: bytes, new: NewFile) -> StoredFile:
    """Not stored yet: for whoever writes many at once."""
    return StoredFile(
        id=file_id,
        name_sealed=crypto.seal(new.name, row=_row(file_id)),
        media_type=new.media_type,
        size=len(content),
        sha256=crypto.sha256(content),
        pages=new.pages,
        owner_id=new.owner_id,
        uploaded_by_id=new.made_by_id,
        agencies=sorted(set(new.agencies)),
        carries_signature=new.carries_signature,
        keep_until=new.keep_until,
    )


def ref_of(row: StoredFile) -> FileRef:
    name = crypto.unseal(row.name_sealed, row=_row(row.id))
    return FileRef(row.id, name, row.media_type, row.size, row.sha256, row.pages, row.owner_id)


def readable(actor: Actor, file_id: UUID) -> StoredFile:
    row = StoredFile.objects.filter(pk=file_id, erased_at=None).first()
    if row is None or not may_read(actor, row):
        raise FileMissingError
    return row


def file(actor: Actor, file_id: UUID) -> FileRef:
    return ref_of(readable(actor, file_id))


def content(actor: Actor, file_id: UUID) -> bytes:
    return store.read(readable(actor, file_id).id)


def files(file_ids: Collection[UUID]) -> dict[UUID, FileRef]:
    """Those of the scope; for a caller that has already checked the thing the files belong to."""
    if not file_ids:
        return {}
    rows = StoredFile.objects.filter(pk__in=set(file_ids), erased_at=None)
    return {row.id: ref_of(row) for row in rows}


def hold(file_ids: Collection[UUID]) -> None:
    """Raises FileMissingError where one of them is gone: swept since it was looked at."""
    wanted = set(file_ids)
    there = StoredFile.objects.filter(pk__in=wanted, erased_at=None)
    if wanted and there.update(keep_until=None) != len(wanted):
        raise FileMissingError


def let_go(file_ids: Collection[UUID]) -> None:
    loose = rules.loose_until(clock.today())
    StoredFile.objects.filter(pk__in=set(file_ids), erased_at=None).update(keep_until=loose)


def erase(file_ids: Collection[UUID]) -> int:
    """The bytes go when this transaction commits; hash and date stay to show what there was.

    What lies in a person's archive is theirs, and stays when a dossier that used it is forgotten.
    """
    wanted = set(file_ids) - _archived(file_ids)
    ids = list(
        StoredFile.objects.filter(pk__in=wanted, erased_at=None).values_list("id", flat=True)
    )
    PageReading.objects.filter(file_id__in=ids).delete()
    StoredFile.objects.filter(pk__in=ids).update(erased_at=clock.now())
    for file_id in ids:
        transaction.on_commit(lambda gone=file_id: store.remove(gone))  # type: ignore[misc]
    return len(ids)


def _archived(file_ids: Collection[UUID]) -> set[UUID]:
    """One look for each file: many papers of the archive may share it."""
    living = ArchivedPaper.objects.filter(
        state__in=[ArchiveState.TO_APPROVE, ArchiveState.APPROVED]
    )
    return {one for one in set(file_ids) if living.filter(file_ids__contains=[one]).exists()}
