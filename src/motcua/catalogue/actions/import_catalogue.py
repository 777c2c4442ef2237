"""Read a file of the national catalogue: every line lands, and the same file twice changes nothing.

Lines land in stretches, each in a transaction of its own: a run that was cut off goes on where it was.
"""

import io
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import IO
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue.errors import (
    ImportFileBrokenError,
    ImportFileEmptyError,
    ImportFileError,
    ImportFileListError,
    ImportFileTooLargeError,
    ImportFileUtf16Error,
)
from motcua.catalogue.events import CatalogueUploaded
from motcua.catalogue.models import CatalogueImport
from motcua.catalogue.national.landing import Landed, land
from motcua.catalogue.national.lines import LARGEST, UNPACKED, UnreadableError, lines_of
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit import files
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting, command

STRETCH = 100
MOST_REFUSALS = 2000  # that are listed; all are counted
MEGABYTE = 1_000_000
State = CatalogueImport.State
Told = Callable[[int], None]
_FILE_ERRORS: dict[str, type[ImportFileError]] = {
    "broken": ImportFileBrokenError,
    "large": ImportFileTooLargeError,
    "list": ImportFileListError,
    "utf16": ImportFileUtf16Error,
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`read` = `clean` + `review` + `refused`; `unchanged` of them were known already."""

    import_id: UUID
    read: int
    clean: int
    review: int
    refused: int
    unchanged: int
    seconds: float


@command
def upload_catalogue(*, actor: Actor, name: str, content: bytes) -> UUID:
    """From the screen: the worker reads it. Raises ImportFileError."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    if len(content) > LARGEST * MEGABYTE:
        raise ImportFileTooLargeError(limit=LARGEST)
    count = _counted(io.BytesIO(content))
    batch = CatalogueImport.objects.create(name=name[:200], begun_by=actor.person_id, lines=count)
    files.write(batch.id, content)
    _record(actor, batch, "catalogue.upload")
    publish(CatalogueUploaded(import_id=batch.id))
    return batch.id


def run_import(event: CatalogueUploaded) -> None:
    """Safe to run twice: what landed is known, and is not put down again."""
    with acting(SYSTEM):
        batch = CatalogueImport.objects.get(pk=event.import_id)
    if batch.state == State.DONE:
        return
    _land(batch, io.BytesIO(files.read(batch.id)), told=lambda _read: None)


def import_catalogue(
    *, actor: Actor, name: str, content: bytes | IO[bytes], told: Told = lambda _read: None
) -> ImportReport:
    """From the command line, at once; an open file is read line by line. `told` hears how many landed.

    Raises ImportFileError.
    """
    authorize(actor, Permission.IMPORT_CATALOGUE)
    file = io.BytesIO(content) if isinstance(content, bytes) else content
    count = _counted(file)
    with acting(actor.scope):
        by = None if actor.kind == "system" else actor.person_id
        batch = CatalogueImport.objects.create(name=name[:200], begun_by=by, lines=count)
        _record(actor, batch, "catalogue.import")
    return _land(batch, file, told=told)


def _counted(file: IO[bytes]) -> int:
    """How many lines there are; a file that is none is refused before anything is kept."""
    try:
        count = sum(1 for _line in lines_of(file))
    except UnreadableError as wrong:
        raise _FILE_ERRORS[wrong.why](limit=UNPACKED // MEGABYTE) from wrong
    if count == 0:
        raise ImportFileEmptyError
    return count


def _land(batch: CatalogueImport, file: IO[bytes], *, told: Told) -> ImportReport:
    began = time.monotonic()
    numbered, seen, total = lines_of(file), dict[str, int](), Landed()
    while stretch := list(islice(numbered, STRETCH)):
        with acting(SYSTEM):
            _add(total, land(batch, stretch, seen))
            _note(batch, total, State.RUNNING, time.monotonic() - began)
        told(total.read)
    with acting(SYSTEM):
        _note(batch, total, State.DONE, time.monotonic() - began)
    return ImportReport(
        batch.id,
        total.read,
        total.clean,
        total.review,
        total.refused,
        total.unchanged,
        round(batch.seconds, 2),
    )


def _add(total: Landed, more: Landed) -> None:
    """Numbers and lists alike."""
    for name in Landed.__slots__:
        setattr(total, name, getattr(total, name) + getattr(more, name))


def _note(batch: CatalogueImport, total: Landed, state: str, seconds: float) -> None:
    batch.read, batch.sound, batch.review = total.read, total.clean, total.review
    batch.refused, batch.unchanged = total.refused, total.unchanged
    batch.refusals = [asdict(one) for one in total.refusals[:MOST_REFUSALS]]
    batch.state, batch.seconds = state, seconds
    batch.save()


def _record(actor: Actor, batch: CatalogueImport, verb: str) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="catalogue_import",
        object_id=batch.id,
        details={"lines": batch.lines},
    )
