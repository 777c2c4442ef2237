"""The worker reads a workbook in portions: each row meets the refusals that it would meet by hand.

An attempt that died is gone on with where it stood: what is written is a whole portion or nothing.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from uuid import UUID

from django.db.models import Count

from motcua.catalogue import api as catalogue
from motcua.directory.errors import PrincipalNotFoundError
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers import errors
from motcua.dossiers.actions.ask_register import ask_register
from motcua.dossiers.actions.keep_batches import forget
from motcua.dossiers.actions.submit import (
    Application,
    application_of,
    lacking_answers,
    missing_papers,
    reused_papers_in,
)
from motcua.dossiers.batches.archive import PaperArchive, take_papers
from motcua.dossiers.batches.row_answers import faults_of
from motcua.dossiers.batches.row_faults import gathered, one_each, twin_of
from motcua.dossiers.batches.row_reading import RowRead
from motcua.dossiers.batches.rows import (
    draft_of,
    in_own_name,
    key_of,
    known_of,
    layout_of_batch,
    offers_of,
    papers_lacking,
    read_cells,
    reused_for,
    seal_cells,
    seal_faults,
    seal_known,
)
from motcua.dossiers.batches.sheet import Fault, Sheet, SheetRow
from motcua.dossiers.batches.words import of_refusal
from motcua.dossiers.events import BatchPaused, BatchTurn
from motcua.dossiers.models import Batch, BatchRow, Dossier
from motcua.dossiers.queries.batches import sender_of
from motcua.dossiers.queries.reuse import Offers
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import files
from motcua.kit.errors import DomainError
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting
from motcua.payments import api as payments
from motcua.payments.types import Facts

log = logging.getLogger(__name__)
AT_ONCE = 100  # rows a portion; progress is seen between them
AT_ONCE_WITH_FILES = 1
PORTIONS_AT_A_TIME = 40  # some seconds; then others get in, and the rest goes on behind them


class _NoLongerWantedError(Exception):
    """Taken back by its sender while it was read."""


def check_batch(event: BatchTurn) -> None:
    """Safe to run again."""
    batch = _begin(event.batch_id)
    if batch is None:
        return
    try:
        _check(batch, sender_of(batch.person_id, batch.level, batch.for_id))
    except (errors.BatchFileError, PrincipalNotFoundError) as refusal:
        _refuse(batch, refusal)
    except _NoLongerWantedError:
        log.info("batch %s was taken back while it was read", batch.id)


def _begin(batch_id: UUID) -> Batch | None:
    with acting(SYSTEM):
        under_way = [BatchState.WAITING, BatchState.CHECKING]
        row = Batch.objects.select_for_update().filter(pk=batch_id, state__in=under_way).first()
        if row is not None:
            row.state = BatchState.CHECKING
            row.save(update_fields=["state"])
        return row


def _check(batch: Batch, actor: Actor) -> None:
    if batch.book_id is None:
        raise errors.BookMissingError
    sheet = Sheet(files.read(batch.book_id))
    _refuse_mark(batch, sheet)
    archive = PaperArchive(files.read(batch.archive_id) if batch.archive_id else None)
    _ask(batch, actor)
    checking = _Checking(batch, actor, archive)
    if _read_some(sheet, checking):
        _pause(batch)
    elif not checking.last:
        raise errors.NoRowsError
    else:
        _finish(batch)


def _read_some(sheet: Sheet, checking: "_Checking") -> bool:
    """Whether there may be more."""
    rows = sheet.rows(checking.layout, after=checking.last, may_lack=checking.may_lack)
    for _portion in range(PORTIONS_AT_A_TIME):
        portion = list(islice(rows, checking.at_once))
        if not portion:
            return False
        checking.write(portion, total=sheet.rows_at_most)
    return True


def _ask(batch: Batch, actor: Actor) -> None:
    """The register, once for all rows; what it says is kept with the sheet, as with a draft.

    A register that is down loses nothing: what the file has no column for waits, and says so.
    """
    if not in_own_name(batch) or batch.silent or batch.known_sealed is not None:
        return
    record = ask_register(actor=actor, purpose=batch.procedure_code, about=batch.id)
    with acting(SYSTEM):
        row = Batch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.CHECKING)
        held = row.first()
        if held is None:
            raise _NoLongerWantedError
        if held.known_sealed is None and not held.silent:
            held.known_sealed = seal_known(batch.id, record) if record else None
            held.silent = record is None
            held.save(update_fields=["known_sealed", "silent"])
    batch.known_sealed, batch.silent = held.known_sealed, held.silent


def _pause(batch: Batch) -> None:
    with acting(SYSTEM):
        publish(BatchPaused(batch_id=batch.id))


def _refuse_mark(batch: Batch, sheet: Sheet) -> None:
    mark = sheet.mark
    if (mark.procedure_code, mark.case_code) != (batch.procedure_code, batch.case_code):
        raise errors.OtherTemplateError(code=mark.procedure_code, case=mark.case_code)
    if mark.version != str(batch.version_id) or _is_over(batch):
        raise errors.OldTemplateError


def _is_over(batch: Batch) -> bool:
    return catalogue.procedure(batch.procedure_code).id != batch.version_id


@dataclass(slots=True)
class _Read:
    """A row on its way: as it stands in the sheet, as it will be stored, what is wrong so far."""

    line: SheetRow
    stored: BatchRow
    faults: list[Fault]
    keys: tuple[UUID, ...]  # as it says what is not known, and as it was typed
    reading: RowRead | None = None

    def filed(self, filed: Mapping[UUID, UUID]) -> UUID | None:
        return next((filed[key] for key in self.keys if key in filed), None)


class _Checking:
    """What is known of the rows so far: the content of each, so that twins are seen."""

    def __init__(self, batch: Batch, actor: Actor, archive: PaperArchive) -> None:
        self._batch, self._actor, self._archive = batch, actor, archive
        self.layout = layout_of_batch(batch)
        self.may_lack = self.layout.locked if in_own_name(batch) else ()
        self._told = known_of(batch)
        self.at_once = AT_ONCE_WITH_FILES if archive.is_given else AT_ONCE
        with acting(SYSTEM):
            known = list(BatchRow.objects.filter(batch=batch).values_list("key", "row"))
        self._seen: dict[UUID, int] = {}
        for key, number in sorted(known, key=itemgetter(1)):
            self._seen.setdefault(key, number)
        self.last = max((number for _key, number in known), default=0)

    def write(self, portion: list[SheetRow], *, total: int) -> None:
        """Papers are taken in before the transaction: that takes a while, in a process of its own.

        They are held in it: those of a job that is killed in between are swept.
        """
        read = [self._read(line) for line in portion]
        filed = filed_before(key for one in read for key in one.keys)
        for one in read:
            if one.filed(filed) is None:
                self._take_papers(one)
        with acting(self._actor.scope):
            self._refuse_if_taken_back()
            fresh = self._not_there(read)
            offered = offers_of(self._batch)
            for one in fresh:
                self._judge(one, filed, offered)
            documents.hold([UUID(held) for one in fresh for held in _files_of(one.stored)])
            BatchRow.objects.bulk_create([one.stored for one in fresh])
            count_rows(self._batch, total=total)
        self.last = portion[-1].number

    def _read(self, line: SheetRow) -> _Read:
        typed = key_of(self._batch, line.cells)
        stored = BatchRow(batch=self._batch, row=line.number, key=typed)
        stored.cells_sealed = seal_cells(stored.id, line.cells)
        if self._told is None:
            return _Read(line, stored, list(line.faults), (typed,))
        reading = read_cells(self._batch, line.cells, self._told)
        said = {n: words for n, words in line.cells.items() if n not in reading.repeated}
        stored.key = key_of(self._batch, said)
        return _Read(line, stored, list(line.faults), (stored.key, typed), reading)

    def _take_papers(self, one: _Read) -> None:
        one.stored.papers, faults = take_papers(
            self._actor, self.layout, one.line.cells, self._archive
        )
        one.faults += faults

    def _refuse_if_taken_back(self) -> None:
        held = Batch.objects.select_for_update().filter(
            pk=self._batch.pk, state=BatchState.CHECKING
        )
        if held.first() is None:
            raise _NoLongerWantedError

    def _not_there(self, read: list[_Read]) -> list[_Read]:
        """Another worker may have read the same rows; what it wrote stands, our papers stay loose."""
        numbers = [one.stored.row for one in read]
        known = BatchRow.objects.filter(batch=self._batch, row__in=numbers)
        there = set(known.values_list("row", flat=True))
        return [one for one in read if one.stored.row not in there]

    def _judge(self, one: _Read, filed: Mapping[UUID, UUID], offered: Offers) -> None:
        row = one.stored
        twin = self._seen.setdefault(row.key, row.row)
        before = one.filed(filed)
        if before is not None:
            row.state, row.dossier_id = RowState.SAME, before
            return
        reading = one.reading or read_cells(self._batch, one.line.cells, self._told)
        cells, application = one.line.cells, self._applied(row, reading, offered)
        lacking = refusals(
            self._batch, application, cells, misread=reading.misread, offered=offered
        )
        if self._batch.silent:
            written = {*cells, *(fault.name for fault in one.faults)}
            lacking = gathered(lacking, self.layout, written)
        faults = one_each([*one.faults, *lacking])
        if not faults and twin != row.row:
            faults = (twin_of(twin),)
        row.state = RowState.BAD if faults else RowState.GOOD
        row.faults_sealed = seal_faults(row.id, faults)
        row.due = _due(application)

    def _applied(self, row: BatchRow, reading: RowRead, offered: Offers) -> Application:
        """With what the archive has of the papers that the row lacks; shown before anybody says yes."""
        application = application_of(self._actor, draft_of(self._batch, row, reading.content))
        if not offered:
            return application
        missing = missing_papers(application)
        row.reused = reused_for(missing, application.case, offered)
        return replace(application, papers=(*application.papers, *reused_papers_in(row.reused)))


def _files_of(row: BatchRow) -> Iterator[str]:
    return (held for given in row.papers.values() for held in given)


def refusals(
    batch: Batch,
    application: Application,
    cells: Mapping[str, str],
    *,
    misread: Iterable[Fault],
    offered: Offers,
) -> tuple[Fault, ...]:
    """Everything that would stop handing this in, one at each column."""
    answers = faults_of(lacking_answers(application), layout_of_batch(batch), cells)
    papers = papers_lacking(missing_papers(application), application.case, offered)
    return one_each([*misread, *answers, *papers])


def filed_before(keys: Iterable[UUID]) -> dict[UUID, UUID]:
    """Asked past row-level security: a colleague's dossier counts, though its code is not shown."""
    with acting(SYSTEM):
        rows = Dossier.objects.filter(source_key__in=list(keys))
        return dict(rows.values_list("source_key", "id"))


def count_rows(batch: Batch, **changed: object) -> None:
    """The figures of the batch, counted anew: what died in between cannot have counted twice."""
    rows = BatchRow.objects.filter(batch=batch).order_by().values_list("state")
    counts = dict(rows.annotate(Count("id")))
    figures = {state.value: counts.get(state.value, 0) for state in RowState}
    Batch.objects.filter(pk=batch.pk).update(**figures, **changed)


def _due(application: Application) -> int | None:
    """đồng, as the order will say on acceptance; None where an official states the amount then."""
    facts = Facts(
        channel=application.channel,
        answers=application.content.answers,
        case=application.case.code,
    )
    bill = payments.bill(application.case.fees, facts)
    return bill.total if bill.complete else None


def _finish(batch: Batch) -> None:
    with acting(SYSTEM):
        count_rows(batch)
        batch.refresh_from_db()
        if batch.state == BatchState.CHECKING:
            batch.state, batch.total = BatchState.CHECKED, batch.rows.count()
            batch.save(update_fields=["state", "total"])


def _refuse(batch: Batch, refusal: DomainError) -> None:
    """Nothing of a refused file is kept but its name and the reason."""
    with acting(SYSTEM):
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        if row.state == BatchState.CHECKING:
            forget(row)
            row.state, row.fault = BatchState.REFUSED, of_refusal(refusal).as_dict()
            row.save()
            count_rows(row, total=0)
