"""A pile from the scanner or the camera becomes single pages."""

from collections.abc import Sequence
from uuid import UUID

from motcua.directory.types import Actor
from motcua.documents import rules
from motcua.documents.actions.accept_upload import asked, kind_of
from motcua.documents.errors import NoFileChosenError, ScanCutOffError
from motcua.documents.events import PageScanned
from motcua.documents.models import StoredFile
from motcua.documents.permissions import authorize_upload
from motcua.documents.queries import files as queries
from motcua.documents.types import FileRef
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting

_PDF = "application/pdf"


def split_pile(
    actor: Actor, *, files: Sequence[tuple[str, bytes]], owner_id: UUID
) -> tuple[FileRef, ...]:
    """(name, content) in the order of the pile. Not inside a transaction: reading takes its time."""
    authorize_upload(actor, owner_id)
    if not files:
        raise NoFileChosenError
    pages = [page for name, content in files for page in _pages(name, content)]
    with acting(actor.scope):
        rows = [
            queries.keep(content, _new(number, kind, actor, owner_id))
            for number, (kind, content) in enumerate(pages, start=1)
        ]
        for row in rows:
            publish(PageScanned(file_id=row.id))
        return tuple(queries.ref_of(row) for row in rows)


def _pages(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """(media type, content) of each page."""
    shown = rules.display_name(name)
    kind = kind_of(shown, content, scanned=True)
    if rules.is_half_a_pdf(content):
        raise ScanCutOffError(name=shown)  # chosen while the scanner was still writing
    answer, body = asked("pages", kind, content, shown)
    pages = []
    for head in answer["pages"]:
        pages.append((head["media_type"], body[: head["size"]]))
        body = body[head["size"] :]
    return pages


def _new(number: int, media_type: str, actor: Actor, owner_id: UUID) -> queries.NewFile:
    suffix = ".pdf" if media_type == _PDF else ".jpg"
    return queries.NewFile(
        name=f"trang-{number}{suffix}",
        media_type=media_type,
        pages=1,
        owner_id=owner_id,
        made_by_id=actor.person_id,
        agencies=actor.agencies,
        keep_until=rules.loose_until(clock.today()),
    )


def forget_loose_pages() -> int:
    """What was sent in and became part of nothing is gone two days later: pages that nobody gave a
    paper, files of a form that was left, of a draft that no longer names them, of a job that was killed.
    """
    with acting(SYSTEM):
        old = StoredFile.objects.filter(keep_until__lt=clock.today(), erased_at=None)
        return queries.erase([row.id for row in old.select_for_update(skip_locked=True)])
