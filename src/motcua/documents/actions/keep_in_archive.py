"""A result that was issued, or a paper that an official confirmed, enters its owner's archive."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import AlreadyArchivedError, FileMissingError
from motcua.documents.models import ArchivedPaper, OfficialDocument, StoredFile
from motcua.documents.permissions import MAY_KEEP_IN_ARCHIVE, authorize_archive
from motcua.documents.queries.archive import number_key
from motcua.documents.queries.documents import data_of, title_of
from motcua.documents.queries.told import sealed_face
from motcua.documents.types import ArchiveOrigin, ArchiveState, NewArchived
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.scope import command


def archive_result(document: OfficialDocument, actor: Actor) -> None:
    """Inside the transaction of the issue: there is no issued result that is not in the archive."""
    issued_on = document.issued_on or clock.today()
    new = NewArchived(
        owner_id=document.owner_id,
        agency_id=document.agency_id,
        kind=document.result_code,
        title=title_of(document),
        number=rules.printed_number(document.number, document.symbol),
        issuer=directory.organisation(document.agency_id).name,
        valid_from=issued_on,
        valid_to=rules.valid_until(issued_on, document.valid_months),
        file_ids=(document.file_id,),
        dossier_id=document.dossier_id,
        source=str(data_of(document).get("dossier_code", "")),
    )
    row = row_of(new, actor, sha256=document.file.sha256, origin=ArchiveOrigin.RESULT)
    row.document = document
    row.save(force_insert=True)


@command
def archive_paper(*, actor: Actor, new: NewArchived) -> UUID:
    """The official has seen the original and says what stands on it.

    A paper of the same kind and number but another day replaces the one before.
    """
    authorize_archive(
        actor, MAY_KEEP_IN_ARCHIVE, owner_id=new.owner_id, agencies=frozenset({new.agency_id})
    )
    row = row_of(new, actor, sha256=_hash_of(new), origin=ArchiveOrigin.PAPER)
    _supersede(new)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyArchivedError(number=new.number) from twice
    audit.record(
        actor_id=actor.person_id,
        verb="documents.archive_paper",
        object_type="archived_paper",
        object_id=row.id,
        details={"kind": new.kind, "dossier": str(new.dossier_id), "sha256": row.sha256},
    )
    return row.id


def row_of(new: NewArchived, actor: Actor, *, sha256: str, origin: ArchiveOrigin) -> ArchivedPaper:
    row_id = new_id()
    return ArchivedPaper(
        id=row_id,
        owner_id=new.owner_id,
        agency_id=new.agency_id,
        kind=new.kind,
        origin=origin,
        state=ArchiveState.APPROVED,
        face_sealed=sealed_face(
            row_id, title=new.title, number=new.number, issuer=new.issuer, source=new.source
        ),
        number_key=number_key(new.number, new.issuer),
        found_by=rules.number_alone(new.number) if new.number.strip() else None,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        file_ids=list(new.file_ids),
        sha256=sha256,
        dossier_id=new.dossier_id,
        confirmed_by_id=actor.person_id,
        confirmed_at=clock.now(),
        created_at=clock.now(),
    )


def _hash_of(new: NewArchived) -> str:
    """Of the one file, or of the hashes of several in their order. The files are the owner's."""
    held = dict(
        StoredFile.objects.filter(
            pk__in=new.file_ids, owner_id=new.owner_id, erased_at=None
        ).values_list("id", "sha256")
    )
    if not new.file_ids or set(held) != set(new.file_ids):
        raise FileMissingError
    return joint_hash([held[file_id] for file_id in new.file_ids])


def joint_hash(hashes: Sequence[str]) -> str:
    return hashes[0] if len(hashes) == 1 else crypto.sha256("".join(hashes).encode())


def _supersede(new: NewArchived) -> None:
    key = number_key(new.number, new.issuer)
    if key is None or new.valid_from is None:
        return
    earlier = ArchivedPaper.objects.filter(
        owner_id=new.owner_id,
        kind=new.kind,
        number_key=key,
        origin=ArchiveOrigin.PAPER,
        state=ArchiveState.APPROVED,
        valid_from__lt=new.valid_from,
    )
    earlier.update(state=ArchiveState.SUPERSEDED, superseded_at=clock.now())
