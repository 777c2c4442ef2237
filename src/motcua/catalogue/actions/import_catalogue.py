"""Read a file of the national catalogue: every line lands, and the same file twice changes nothing.

Lines land in stretches, each in a transaction of its own: a run that was cut off goes on where it was.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue.errors import ImportFileError
from motcua.catalogue.events import CatalogueUploaded
from motcua.catalogue.models import CatalogueImport
from motcua.catalogue.national.landing import Landed, land
from motcua.catalogue.national.lines import LARGEST, UnreadableError, lines_of
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
    count = _counted(content)
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
    _land(batch, files.read(batch.id), told=lambda _read: None)


def import_catalogue(
    *, actor: Actor, name: str, content: bytes, told: Told = lambda _read: None
) -> ImportReport:
    """From the command line, at once. `told` hears how many lines have landed."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    count = _counted(content)
    with acting(actor.scope):
        by = None if actor.kind == "system" else actor.person_id
        batch = CatalogueImport.objects.create(name=name[:200], begun_by=by, lines=count)
        _record(actor, batch, "catalogue.import")
    return _land(batch, content, told=told)


def _counted(content: bytes) -> int:
    """How many lines there are; a file that is none is refused before anything is kept."""
    if not content or len(content) > LARGEST * MEGABYTE:
        raise ImportFileError(limit=LARGEST)
    try:
        count = sum(1 for _line in lines_of(content))
    except UnreadableError as wrong:
        raise ImportFileError(limit=LARGEST) from wrong
    if count == 0:
        raise ImportFileError(limit=LARGEST)
    return count


def _land(batch: CatalogueImport, content: bytes, *, told: Told) -> ImportReport:
    began = time.monotonic()
    numbered, seen, total = lines_of(content), dict[str, int](), Landed()
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
