"""Join photographs, keep a paper we made, show files to agencies, erase."""

import io
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

import img2pdf
import pikepdf
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, UUIDField, Value

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.errors import FileInUseError, FileMissingError, NotPicturesError
from motcua.documents.models import StoredFile
from motcua.documents.permissions import authorize_upload
from motcua.documents.queries import files as queries
from motcua.documents.types import FileRef
from motcua.kit import clock, files as store
from motcua.kit.scope import acting, command

_PICTURES = frozenset({"image/jpeg", "image/png"})
_A4 = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)), auto_orient=True)


def join_pictures(actor: Actor, file_ids: Sequence[UUID], name: str) -> FileRef:
    """Several photographs of one paper become one PDF, a page each, in this order."""
    with acting(actor.scope):
        rows = [queries.readable(actor, file_id) for file_id in file_ids]
        if not rows or any(row.media_type not in _PICTURES for row in rows):
            raise NotPicturesError
        pictures = [store.read(row.id) for row in rows]
        joined = img2pdf.convert(pictures, layout_fun=_A4)
        made = queries.keep(
            joined,
            queries.NewFile(
                name=rules.display_name(name, ".pdf"),
                media_type="application/pdf",
                pages=len(pictures),
                owner_id=rows[0].owner_id,
                made_by_id=actor.person_id,
                agencies=actor.agencies,
                keep_until=rules.loose_until(clock.today()),
            ),
        )
        return queries.ref_of(made)


@command
def store_paper(
    *,
    actor: Actor,
    name: str,
    content: bytes,
    media_type: str,
    owner_id: UUID,
    agencies: Iterable[UUID],
) -> FileRef:
    """A paper that we printed: forms, receipts."""
    authorize_upload(actor, owner_id)
    pages = 1
    if media_type == "application/pdf":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = len(pdf.pages)
    row = queries.keep(
        content,
        queries.NewFile(
            name=rules.display_name(name),
            media_type=media_type,
            pages=pages,
            owner_id=owner_id,
            made_by_id=actor.person_id,
            agencies=agencies,
        ),
    )
    return queries.ref_of(row)


def share(file_ids: Collection[UUID], agencies: Iterable[UUID]) -> None:
    """From now on these agencies may read the files, which are part of something; runs in the scope of
    whoever hands them in.
    """
    wanted = sorted(set(agencies))
    joined = Func(
        F("agencies"),
        Value(wanted, output_field=ArrayField(UUIDField())),
        template="ARRAY(SELECT DISTINCT unnest(array_cat(%(expressions)s)))",
        output_field=ArrayField(UUIDField()),
    )
    news = Q(keep_until__isnull=False) | ~Q(agencies__contains=wanted)
    StoredFile.objects.filter(news, pk__in=set(file_ids)).update(agencies=joined, keep_until=None)


def hold(file_ids: Collection[UUID]) -> None:
    """They are part of something now, in the transaction that writes it; until then every file that is
    sent in is loose, and swept. Raises FileMissingError.
    """
    queries.hold(file_ids)


def let_go(file_ids: Collection[UUID]) -> None:
    """Nothing names them any more: they are swept as what was never part of anything."""
    queries.let_go(file_ids)


def erase(file_ids: Collection[UUID]) -> int:
    return queries.erase(file_ids)


def remove_draft_file(actor: Actor, file_id: UUID) -> None:
    """Only the person's own file, and only before it was handed in to an agency."""
    with acting(actor.scope):
        row = queries.readable(actor, file_id)
        if row.uploaded_by_id != actor.person_id:
            raise FileMissingError
        if set(row.agencies) - actor.agencies:
            raise FileInUseError
        queries.erase([row.id])
