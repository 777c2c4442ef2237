"""The worker files the good rows of a confirmed workbook, a few in each transaction.

A row's key is the source key of its dossier, unique in the database: a job that is run again, a file
that is sent again or two files at once cannot double a dossier. A portion is whole or not there.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.utils import translation

from motcua.audit import api as audit
from motcua.directory.errors import PrincipalNotFoundError, RightNotGivenError
from motcua.directory.types import Actor
from motcua.dossiers.actions.check_batch import count_rows, filed_before, refusals
from motcua.dossiers.actions.submit import application_of, file_draft
from motcua.dossiers.batches.row_reading import Told
from motcua.dossiers.batches.rows import (
    cells_of,
    draft_of,
    known_of,
    offers_of,
    own_number_in,
    papers_lapsed,
    read_cells,
    seal_cells,
    seal_faults,
)
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import of_refusal
from motcua.dossiers.errors import (
    AnswersIncompleteError,
    NotCoveredError,
    PapersMissingError,
    VersionChangedError,
)
from motcua.dossiers.events import BatchFiled, BatchPaused, BatchTurn
from motcua.dossiers.models import Batch, BatchRow
from motcua.dossiers.queries.batches import sender_of
from motcua.dossiers.queries.reuse import Offers
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import clock
from motcua.kit.errors import DomainError
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting

log = logging.getLogger(__name__)
AT_ONCE = 10  # the agency's numbering is held by a portion: short, so that others get in between
PORTIONS_AT_A_TIME = 30  # some two seconds: codes and letters of others come through in between
MOST_TRIES = 5  # of one portion, while somebody files the same rows from another file
STOPS = (PrincipalNotFoundError, RightNotGivenError, NotCoveredError, VersionChangedError)


def file_batch(event: BatchTurn) -> None:
    """Safe to run again, and beside itself: portions wait for one another at the batch's row."""
    with acting(SYSTEM):
        batch = Batch.objects.filter(pk=event.batch_id, state=BatchState.FILING).first()
    if batch is None:
        return
    try:
        with translation.override(batch.language):
            goes_on = all(_file_portion(batch) for _portion in range(PORTIONS_AT_A_TIME))
    except STOPS as refusal:
        _stop(batch, refusal)
    else:
        if goes_on:
            _pause(batch)


def _pause(batch: Batch) -> None:
    with acting(SYSTEM):
        publish(BatchPaused(batch_id=batch.id))


def _file_portion(batch: Batch) -> bool:
    """Whether there may be more. The right to file is asked anew each time."""
    if batch.confirmed_by_id is None or batch.confirmed_level is None:
        return False
    actor = sender_of(batch.confirmed_by_id, batch.confirmed_level, batch.for_id)
    for _again in range(MOST_TRIES):
        try:
            return _file_some(batch, actor)
        except IntegrityError:
            log.info("batch %s: rows were filed from another file meanwhile", batch.id)
    raise _BusyError


class _BusyError(RuntimeError):
    """The queue tries the job again later."""


def _file_some(batch: Batch, actor: Actor) -> bool:
    filed = filed_before(_next(batch))
    with acting(actor.scope):
        held = Batch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.FILING)
        if held.first() is None:
            return False
        rows = list(batch.rows.filter(state=RowState.GOOD).order_by("row")[:AT_ONCE])
        known = _Known(filed, known_of(batch), _offers(batch, rows))
        for row in rows:
            _file_row(batch, row, actor, known)
        count_rows(batch)
        if not rows:
            _finish(batch, actor)
    return bool(rows)


def _next(batch: Batch) -> list[UUID]:
    with acting(SYSTEM):
        good = batch.rows.filter(state=RowState.GOOD).order_by("row")
        return list(good.values_list("key", flat=True)[:AT_ONCE])


@dataclass(frozen=True, slots=True)
class _Known:
    """Of a portion: looked up once for all its rows."""

    filed: Mapping[UUID, UUID]
    told: Told | None
    offered: Offers


def _offers(batch: Batch, rows: list[BatchRow]) -> Offers:
    return offers_of(batch) if any(row.reused for row in rows) else {}


def _file_row(batch: Batch, row: BatchRow, actor: Actor, known: _Known) -> None:
    """The day has moved on since it was checked: what is no longer good is bad now, and says so."""
    lapsed = papers_lapsed(row, known.offered)
    if row.key in known.filed:
        row.state, row.dossier_id = RowState.SAME, known.filed[row.key]
    elif lapsed:
        _set_bad(row, lapsed)
    else:
        cells = cells_of(row)
        read = read_cells(batch, cells, known.told)
        draft = draft_of(batch, row, read.content)
        try:
            facts = {"batch": str(batch.id), "row": row.row}
            dossier = file_draft(draft, actor=actor, facts=facts, offered=known.offered)
            row.state, row.dossier_id = RowState.FILED, dossier.id
            row.cells_sealed = seal_cells(row.id, own_number_in(cells))
        except (AnswersIncompleteError, PapersMissingError) as refusal:
            application = application_of(actor, draft)
            faults = refusals(
                batch, application, cells, misread=read.misread, offered=known.offered
            )
            _set_bad(row, faults or (Fault("", of_refusal(refusal)),))
    row.save()


def _set_bad(row: BatchRow, faults: tuple[Fault, ...]) -> None:
    row.state = RowState.BAD
    row.faults_sealed = seal_faults(row.id, faults)


def _finish(batch: Batch, actor: Actor) -> None:
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.DONE, finished_at=clock.now())
    batch.refresh_from_db()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.batch_filed",
        object_type="batch",
        object_id=batch.id,
        details={"filed": batch.filed, "bad": batch.bad, "same": batch.same},
    )
    publish(BatchFiled(batch_id=batch.id))


def _stop(batch: Batch, refusal: DomainError) -> None:
    """What is filed stays filed; the rest waits for whoever may still say yes."""
    with acting(SYSTEM):
        Batch.objects.filter(pk=batch.pk, state=BatchState.FILING).update(
            state=BatchState.STOPPED, fault=of_refusal(refusal).as_dict()
        )
        count_rows(batch)
