"""What an administrator does with a row of the review queue."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.audit import api as audit
from motcua.catalogue.draft_locks import lock_procedure
from motcua.catalogue.errors import (
    DraftOpenError,
    ReturnReasonMissingError,
    RowClosedError,
    RowNotFoundError,
    RowUnsoundError,
)
from motcua.catalogue.models import ImportedRow, VersionDraft
from motcua.catalogue.national.content import content_of
from motcua.catalogue.national.landing import came_from, faults_of
from motcua.catalogue.national.mending import mended
from motcua.catalogue.national.mends import RowMend
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import command

State = ImportedRow.State


@command
def accept_rows(*, actor: Actor, row_ids: Sequence[UUID]) -> int:
    """The proposed repairs are right: the rows are ready. How many were still waiting."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    rows = ImportedRow.objects.select_for_update().filter(pk__in=row_ids, state=State.REVIEW)
    return _accept(list(rows.defer("source", "facts")), actor)


@command
def accept_sure_rows(*, actor: Actor, defect: str = "") -> int:
    """Everything whose repair the row itself says, perhaps only of one kind of defect."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    rows = ImportedRow.objects.select_for_update().filter(state=State.REVIEW, sure=True)
    if defect:
        rows = rows.filter(defect_codes__contains=[defect])
    return _accept(list(rows.defer("source", "facts")), actor)


@command
def mend_row(*, actor: Actor, row_id: UUID, mend: RowMend) -> None:
    """Another repair than the proposed one; what would not work is refused."""
    row = _lock(row_id, actor, (State.REVIEW, State.READY))
    facts = mended(row.facts, mend)
    wrong = faults_of(facts)
    if wrong:
        raise RowUnsoundError(told=wrong)
    row.facts, row.name = facts, facts["name"][:300]
    _close(row, State.READY, actor, "catalogue.mend_row")


@command
def reject_row(*, actor: Actor, row_id: UUID, reason: str) -> None:
    """The row is not taken over; where a procedure is live, it stays as it is."""
    row = _lock(row_id, actor, (State.REVIEW, State.READY, State.DIFFERS))
    if not reason.strip():
        raise ReturnReasonMissingError
    row.reason = reason.strip()[:300]
    _close(row, State.REJECTED, actor, "catalogue.reject_row")


@command
def take_over_row(*, actor: Actor, row_id: UUID) -> UUID:
    """A changed row becomes the next version on its way, which two people publish as always."""
    row = _lock(row_id, actor, (State.DIFFERS,))
    procedure = lock_procedure(row.code, actor=actor, permission=Permission.PREPARE_VERSION)
    newest = procedure.versions.latest("valid_from")
    if not is_ours(row, newest.id):
        raise RowClosedError(code=row.code)
    day = max(clock.today(), newest.valid_from) + timedelta(days=1)
    draft = VersionDraft(
        procedure=procedure,
        based_on=newest,
        content=content_of(row.facts, valid_from=day),
        authors=[actor.person_id],
        decision=row.facts["decision"],
        takes_effect_on=day,
    )
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as twice:
        raise DraftOpenError(code=row.code) from twice
    row.draft = draft
    _close(row, State.DRAFTED, actor, "catalogue.take_over_row")
    return draft.id


def is_ours(row: ImportedRow, live: UUID) -> bool:
    """Whether an earlier import made what is live; the province's own versions are not replaced."""
    earlier = ImportedRow.objects.filter(code=row.code, pk__lt=row.pk).select_related("draft")
    return any(came_from(one, live) for one in earlier)


def _lock(row_id: UUID, actor: Actor, states: Sequence[str]) -> ImportedRow:
    authorize(actor, Permission.IMPORT_CATALOGUE)
    row = ImportedRow.objects.select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None:
        raise RowNotFoundError
    if row.state not in states:
        raise RowClosedError(code=row.code)
    return row


def _accept(rows: Sequence[ImportedRow], actor: Actor) -> int:
    moment = clock.now()
    for row in rows:
        row.state, row.decided_by, row.decided_at = State.READY, actor.person_id, moment
        row.authors = [actor.person_id]
        _record(row, actor, "catalogue.accept_row")
    fields = ["state", "decided_by", "decided_at", "authors"]
    ImportedRow.objects.bulk_update(rows, fields, batch_size=500)
    return len(rows)


def _close(row: ImportedRow, state: str, actor: Actor, verb: str) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.person_id, clock.now()
    row.authors = [actor.person_id]
    row.save()
    _record(row, actor, verb)


def _record(row: ImportedRow, actor: Actor, verb: str) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="imported_row",
        object_id=row.id,
        details={"code": row.code},
    )
