"""A filled-in workbook is taken in, confirmed once, or taken back. The worker does the rest."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import NotOnlineError
from motcua.catalogue.types import ProcedureVersion, ServiceLevel
from motcua.directory.types import Actor, FirmRight
from motcua.documents import api as documents
from motcua.dossiers import errors
from motcua.dossiers.actions.change_version import refuse_old_version
from motcua.dossiers.actions.keep_batches import forget_rows
from motcua.dossiers.batches.layout import layout_of, papers_of
from motcua.dossiers.batches.words import language
from motcua.dossiers.errors import IdentityTooWeakError, NotDeclaredError, UnknownCaseError
from motcua.dossiers.events import BatchConfirmed, BatchUploaded
from motcua.dossiers.models import Batch
from motcua.dossiers.permissions import refuse_unless_granted
from motcua.dossiers.queries.batches import batch_of, name_sealed_in
from motcua.dossiers.queries.offices import offering_agency
from motcua.dossiers.types import BatchFile, BatchState
from motcua.kit import clock, crypto, files
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import acting, command

MOST_BOOK_BYTES = 12 << 20
MOST_ARCHIVE_BYTES = 60 << 20
MOST_AT_ONCE = 3
KEPT_FOR = timedelta(days=30)
_ZIP = b"PK\x03\x04"
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_MACROS = (".xlsm", ".xltm", ".xlsb")


def upload_batch(  # noqa: PLR0913  (a door: each is said by name)
    *,
    actor: Actor,
    key: UUID,
    procedure_code: str,
    case_code: str,
    agency_id: UUID,
    book: BatchFile | None,
    archive: BatchFile | None = None,
    papers: Mapping[str, Sequence[UUID]] | None = None,
    by_data: Collection[str] = (),
) -> UUID:
    """`key` is made with the empty form: sent twice, it is one upload. Files go before the row."""
    book = _refuse_book(book)
    _refuse_archive(archive)
    with acting(actor.scope):
        if Batch.objects.filter(pk=key).exists():
            return key
        version = _refuse_situation(actor, procedure_code, case_code, agency_id)
        given = _known_papers(actor, version, case_code, papers or {})
        replaced = _by_data(version, case_code, set(by_data) - set(given))
    stored = [_store(book), _store(archive)]
    try:
        with acting(actor.scope):
            return _write(
                actor,
                Batch(
                    id=key,
                    version_id=version.id,
                    procedure_code=procedure_code,
                    case_code=case_code,
                    agency_id=agency_id,
                    name_sealed=crypto.seal(book.name[-120:], row=name_sealed_in(key)),
                    book_id=stored[0],
                    archive_id=stored[1],
                    papers=given,
                    replaced=replaced,
                ),
            )
    except BaseException:
        for file_id in filter(None, stored):
            files.remove(file_id)
        raise


@command
def confirm_batch(*, actor: Actor, batch_id: UUID, declared: bool) -> None:
    """One yes for all good rows. Who says it is the submitter of each."""
    batch = batch_of(actor, batch_id, lock=True)
    if batch.state == BatchState.FILING:
        return
    if batch.state not in {BatchState.CHECKED, BatchState.STOPPED} or not batch.good:
        raise errors.BatchNotReadyError
    if not declared:
        raise NotDeclaredError
    refuse_unless_granted(actor, batch.procedure_code, FirmRight.SUBMIT)
    refuse_old_version(batch)
    batch.state = BatchState.FILING
    batch.confirmed_by_id, batch.confirmed_level = actor.person_id, actor.level
    batch.confirmed_at, batch.fault = clock.now(), {}
    batch.save()
    _write_down(actor, "dossier.batch_confirmed", batch, rows=batch.good)
    publish(BatchConfirmed(batch_id=batch.id))


@command
def ask_batch_again(*, actor: Actor, batch_id: UUID) -> None:
    """The register was silent: the same file is read anew, and it is asked again. Nothing is filed yet."""
    batch = batch_of(actor, batch_id, lock=True)
    if batch.state != BatchState.CHECKED or not batch.silent:
        raise errors.BatchNotReadyError
    refuse_unless_granted(actor, batch.procedure_code, FirmRight.DRAFT)
    forget_rows(batch)
    batch.state, batch.silent = BatchState.WAITING, False
    batch.total = batch.good = batch.bad = batch.same = 0
    batch.save()
    _write_down(actor, "dossier.batch_asked_again", batch)
    publish(BatchUploaded(batch_id=batch.id))


def _refuse_book(book: BatchFile | None) -> BatchFile:
    """What can be refused without opening it."""
    if book is None or not book.content:
        raise errors.BookMissingError
    if len(book.content) > MOST_BOOK_BYTES:
        raise errors.BookTooBigError(limit=MOST_BOOK_BYTES >> 20)
    if book.content.startswith(_OLD_FORMAT):
        raise errors.BookLockedError
    if book.name.lower().endswith(_MACROS):
        raise errors.BookActsError
    if not book.content.startswith(_ZIP):
        raise errors.BookKindError
    return book


def _refuse_archive(archive: BatchFile | None) -> None:
    if archive is None:
        return
    if len(archive.content) > MOST_ARCHIVE_BYTES:
        raise errors.ArchiveTooBigError(limit=MOST_ARCHIVE_BYTES >> 20)
    if not archive.content.startswith(_ZIP):
        raise errors.ArchiveKindError


def _refuse_situation(
    actor: Actor, procedure_code: str, case_code: str, agency_id: UUID
) -> ProcedureVersion:
    version = catalogue.procedure(procedure_code)
    if version.service_level is ServiceLevel.INFO:
        raise NotOnlineError(code=procedure_code)
    if actor.level < version.min_level:
        raise IdentityTooWeakError(level=version.min_level)
    refuse_unless_granted(actor, procedure_code, FirmRight.DRAFT)
    if case_code not in {case.code for case in version.cases}:
        raise UnknownCaseError
    offering_agency(version, agency_id)
    layout_of(version.id, case_code)
    running = Batch.objects.filter(
        person_id=actor.person_id, state__in=[BatchState.WAITING, BatchState.CHECKING]
    )
    if running.count() >= MOST_AT_ONCE:
        raise errors.TooManyBatchesError(most=MOST_AT_ONCE)
    return version


def _known_papers(
    actor: Actor, version: ProcedureVersion, case_code: str, papers: Mapping[str, Sequence[UUID]]
) -> dict[str, list[str]]:
    known = {component.code for component in papers_of(version.case(case_code))}
    for component, file_ids in papers.items():
        if component not in known:
            raise errors.UnknownPaperError(component=component)
        for file_id in file_ids:
            documents.file(actor, file_id)
    return {code: [str(file_id) for file_id in ids] for code, ids in papers.items() if ids}


def _by_data(version: ProcedureVersion, case_code: str, codes: set[str]) -> dict[str, str]:
    """The State holds what these papers say, by hand as by sheet."""
    asked = papers_of(version.case(case_code))
    return {c.code: c.replaceable_by[0] for c in asked if c.code in codes and c.replaceable_by}


def _store(file: BatchFile | None) -> UUID | None:
    if file is None:
        return None
    file_id = new_id()
    files.write(file_id, file.content)
    return file_id


def _write(actor: Actor, batch: Batch) -> UUID:
    now = clock.now()
    batch.person_id = actor.person_id
    batch.for_id = actor.principal.id if actor.principal else None
    batch.level, batch.language = actor.level, language()
    batch.state, batch.uploaded_at, batch.expires_at = BatchState.WAITING, now, now + KEPT_FOR
    documents.hold([UUID(held) for file_ids in batch.papers.values() for held in file_ids])
    batch.save(force_insert=True)
    _write_down(actor, "dossier.batch_uploaded", batch)
    publish(BatchUploaded(batch_id=batch.id))
    return batch.id


def _write_down(actor: Actor, verb: str, batch: Batch, **details: int) -> None:
    principal = actor.principal
    basis = {"basis": str(principal.basis_for(batch.procedure_code))} if principal else {}
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="batch",
        object_id=batch.id,
        details={"procedure": batch.procedure_code, **basis, **details},
    )
