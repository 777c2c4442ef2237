"""Files of another system come in: examined as uploads are, sealed, each once."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.actions.accept_upload import asked, kind_of
from motcua.documents.actions.keep_in_archive import joint_hash, row_of
from motcua.documents.models import ArchivedPaper, StoredFile
from motcua.documents.permissions import MAY_TAKE_OVER, authorize_archive
from motcua.documents.queries.archive import number_key
from motcua.documents.queries.files import NewFile, row_for
from motcua.documents.types import (
    ArchiveOrigin,
    ArchiveState,
    ForeignFile,
    LookedAt,
    NewArchived,
)
from motcua.kit import bulk, crypto, files as store
from motcua.kit.scope import command

Key = tuple[UUID, str, bytes | None, object]


def look_at(*, name: str, content: bytes) -> LookedAt:
    """Raises UploadRefusedError, as for a file that a person sends. Not inside a transaction."""
    shown = rules.display_name(name)
    seen, kept = asked("inspect", kind_of(shown, content), content, shown)
    return LookedAt(
        name=rules.display_name(shown, seen["suffix"]),
        content=kept,
        media_type=seen["media_type"],
        pages=seen["pages"],
        carries_signature=seen["carries_signature"],
    )


@command
def take_over_files(*, actor: Actor, files: Sequence[ForeignFile]) -> None:
    """Bytes that a killed run left behind without a row are written again, not kept beside."""
    for one in files:
        authorize_archive(actor, MAY_TAKE_OVER, owner_id=one.owner_id, agencies=frozenset())
    there = set(StoredFile.objects.filter(pk__in=[one.id for one in files]).values_list("id"))
    fresh = [one for one in {one.id: one for one in files}.values() if (one.id,) not in there]
    for one in fresh:
        store.remove(one.id)
        store.write(one.id, one.file.content)
    bulk.insert([_row(one, actor) for one in fresh])


def _row(one: ForeignFile, actor: Actor) -> StoredFile:
    new = NewFile(
        name=one.file.name,
        media_type=one.file.media_type,
        pages=one.file.pages,
        owner_id=one.owner_id,
        made_by_id=actor.person_id,
        agencies=one.agencies,
        carries_signature=one.file.carries_signature,
    )
    return row_for(one.id, one.file.content, new)


@command
def take_over_results(
    *, actor: Actor, results: Sequence[tuple[NewArchived, Sequence[ForeignFile]]]
) -> list[bool]:
    """Whether each is new in its owner's archive; the same paper is never there twice, nor its files."""
    there = _there([new for new, _files in results])
    fresh: list[tuple[NewArchived, Sequence[ForeignFile]]] = []
    added: list[bool] = []
    for new, files in results:
        authorize_archive(actor, MAY_TAKE_OVER, owner_id=new.owner_id, agencies=frozenset())
        added.append(_key(new) not in there)
        if added[-1]:
            there.add(_key(new))
            fresh.append((new, files))
    take_over_files(actor=actor, files=[file for _new, files in fresh for file in files])
    bulk.insert([_archived(new, files, actor) for new, files in fresh])
    return added


def _archived(new: NewArchived, files: Sequence[ForeignFile], actor: Actor) -> ArchivedPaper:
    sha256 = joint_hash([crypto.sha256(one.file.content) for one in files])
    return row_of(new, actor, sha256=sha256, origin=ArchiveOrigin.LEGACY)


def _key(new: NewArchived) -> Key:
    return new.owner_id, new.kind, number_key(new.number, new.issuer), new.valid_from


def _there(results: Sequence[NewArchived]) -> set[Key]:
    rows = ArchivedPaper.objects.filter(
        Q(state=ArchiveState.APPROVED) | Q(state=ArchiveState.TO_APPROVE),
        owner_id__in={new.owner_id for new in results},
        kind__in={new.kind for new in results},
    )
    return {
        (owner_id, kind, bytes(key) if key is not None else None, valid_from)
        for owner_id, kind, key, valid_from in rows.values_list(
            "owner_id", "kind", "number_key", "valid_from"
        )
    }
