"""Dossiers of another system land here: each once, in transactions of some hundred rows.

Cut off anywhere, what landed stays whole and the next run of the same file goes on with the rest.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import connection

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.actions.attach_legacy_answers import attach_answers
from motcua.dossiers.actions.attach_legacy_papers import attach_papers
from motcua.dossiers.errors import WrongMomentError
from motcua.dossiers.legacy.census import census_of
from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.legacy.errors import LegacyRunningError
from motcua.dossiers.legacy.mapping import LegacyMapping, load_mapping, read_plain
from motcua.dossiers.legacy.places import place_of_files
from motcua.dossiers.legacy.reading import (
    Reader,
    Told as ToldRow,
    digest_of,
    finding,
    old_code_of,
    values_of,
)
from motcua.dossiers.legacy.run import Run, changes_between, store_differences
from motcua.dossiers.legacy.skeleton import skeleton
from motcua.dossiers.legacy.table import Row, read_table
from motcua.dossiers.legacy.targets import target_of
from motcua.dossiers.legacy.telling import Landing, land
from motcua.dossiers.legacy.would_land import WouldLand
from motcua.dossiers.models import Dossier, LegacyBatch, LegacyEntry
from motcua.dossiers.permissions import authorize_administration
from motcua.dossiers.types.legacy import (
    Attachments,
    ImportReport,
    RowDifference,
    Told,
    Unknown,
    untold,
)
from motcua.kit import clock, crypto
from motcua.kit.ids import new_id
from motcua.kit.readable import Readable
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.text import search_key

CHUNK = 500
MERGER = directory.system_actor("merger")
ALONE = Attachments()
Fresh = tuple[Row, ToldRow]


def import_legacy(
    *,
    actor: Actor,
    file: Path,
    mapping: Path,
    dry_run: bool = False,
    encoding: str = "",
    told: Told = untold,
    attachments: Attachments = ALONE,
) -> ImportReport:
    """From files on the disk, at once."""
    authorize_administration(actor)
    words = load_mapping(mapping)
    return land_legacy(
        actor=actor,
        file=file,
        words=words,
        dry_run=dry_run,
        encoding=encoding,
        told=told,
        attachments=attachments,
    )


def land_legacy(  # noqa: PLR0913  (each is said by name)
    *,
    actor: Actor,
    file: Readable,
    words: LegacyMapping,
    dry_run: bool,
    encoding: str = "",
    told: Told = untold,
    attachments: Attachments = ALONE,
    batch_id: UUID | None = None,
) -> ImportReport:
    """A dry run does everything and takes all of it back; it says what would happen.

    The dossiers come first: an answer or a paper that cannot land keeps no dossier out. `told` hears of
    each transaction. With the `batch_id` of a run that was cut off, it counts as one run with this.
    """
    authorize_administration(actor)
    table = read_table(file, columns=words.columns, encoding=encoding)
    report = ImportReport(dry_run=dry_run, encoding=table.encoding, separator=table.separator)
    with _alone(words.source), ExitStack() as kept:
        batch = _held(batch_id)
        begun = batch or _batch(actor, file, words, dry_run=dry_run, batch_id=batch_id)
        run = Run(begun, report, words, Reader(words), resumed=batch is not None)
        if dry_run and attachments.any:
            run.would_land = kept.enter_context(WouldLand())
        while rows := list(islice(table.rows, CHUNK)):
            with run.chunk():
                _take(run, rows)
            told(report)
        _attach(run, attachments, encoding=encoding, told=told)
        _finish(run, actor)
    return report


def legacy_skeleton(
    *, file: Path, mapping: Path | None = None, source: str = "", encoding: str = ""
) -> tuple[str, list[Unknown]]:
    """The text of a mapping to be completed, and what is still unknown in it. Nothing is written."""
    plain = read_plain(mapping) if mapping else {}
    columns = {str(name): str(ours) for name, ours in (plain.get("columns") or {}).items()}
    found = census_of(file, columns=columns, encoding=encoding)
    return skeleton(found.codes, plain, source=source)


def _held(batch_id: UUID | None) -> LegacyBatch | None:
    if batch_id is None:
        return None
    with acting(SYSTEM):
        return LegacyBatch.objects.filter(pk=batch_id).first()


def _batch(
    actor: Actor, file: Readable, words: LegacyMapping, *, dry_run: bool, batch_id: UUID | None
) -> LegacyBatch:
    batch = LegacyBatch(
        id=batch_id or new_id(),
        source=words.source,
        file_name=file.name[:200],
        file_hash=crypto.sha256_of(file),
        started_by_id=actor.person_id,
        started_at=clock.now(),
    )
    if not dry_run:
        with acting(SYSTEM):
            batch.save(force_insert=True)
    return batch


@contextmanager
def _alone(source: str) -> Iterator[None]:
    """One import of a source at a time; PostgreSQL lets go of it when the run is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [f"motcua:legacy:{source}"])
        [(free,)] = cursor.fetchall()
    if not free:
        raise LegacyRunningError(source=source)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [f"motcua:legacy:{source}"])


def _attach(run: Run, attachments: Attachments, *, encoding: str, told: Told) -> None:
    if attachments.answers is not None:
        attach_answers(run, attachments.answers, encoding=encoding, told=told)
    if attachments.papers is not None and attachments.files is not None:
        held = place_of_files(attachments.files)
        attach_papers(run, attachments.papers, held, encoding=encoding, told=told)


def _take(run: Run, rows: Sequence[Row]) -> None:
    run.report.rows += len(rows)
    entries = _entries(run.batch.source, rows)
    fresh: list[Fresh] = []
    for row in rows:
        entry = entries.get(old_code_of(row)) if not row.broken else None
        if _repeated(run, row):
            continue
        if entry is not None:
            _compare(run, row, entry)
            continue
        read = run.reader.read(row)
        if isinstance(read, ToldRow):
            fresh.append((row, read))
        else:
            run.refuse(read)
    store_differences(run.differences)
    run.differences = []
    _land(run, fresh)


def _entries(source: str, rows: Sequence[Row]) -> dict[str, LegacyEntry]:
    codes = [old_code_of(row) for row in rows if not row.broken]
    found = LegacyEntry.objects.filter(source=source, old_code__in=codes)
    return {entry.old_code: entry for entry in found}


def _repeated(run: Run, row: Row) -> bool:
    """The same dossier twice in one file: the first counts, whatever the second says."""
    code = old_code_of(row)
    if row.broken or not code:
        return False
    first = run.seen.setdefault(code, row.number)
    if first == row.number:
        return False
    run.refuse([finding(row, Column.CODE, "repeated", first=first)])
    return True


# ------------------------------------------------------------------ what landed before


def _compare(run: Run, row: Row, entry: LegacyEntry) -> None:
    now = values_of(row)
    if digest_of(now) == entry.digest:
        if entry.batch_id == run.batch.id:  # by an attempt of this run that was cut off
            run.report.landed += 1
        else:
            run.report.same += 1
        return
    before = crypto.unseal_json(entry.told_sealed, row=f"dossier_legacy:told:{entry.id}")
    told = before if isinstance(before, dict) else {}
    run.report.changed += 1
    changes = tuple(changes_between(told, now))
    found = RowDifference(row.number, entry.old_code, changes)
    run.differences.append(run.differs(found, entry.id, digest_of(now)))


# ------------------------------------------------------------------ what is new


def _land(run: Run, fresh: Sequence[Fresh]) -> None:
    free = _with_free_codes(run, fresh)
    owners = directory.register_persons(
        actor=MERGER,
        persons=[directory.Named(told.owner, told.personal_id, told.born) for _row, told in free],
    )
    landing = Landing(run.reader.calendar)
    for (row, told), (owner_id, name) in zip(free, owners, strict=True):
        if told.personal_id and search_key(name) != search_key(told.owner):
            run.refuse([finding(row, Column.PERSONAL_ID, "another_person")])
            continue
        try:
            land(told, owner_id, run.batch, actor=MERGER, landing=landing)
        except WrongMomentError as unlawful:
            run.refuse([finding(row, Column.STATUS, "unlawful", why=str(unlawful))])
            continue
        run.report.landed += 1
        run.report.remarks += told.remarks
        standing = landing.dossiers[-1].state.name.lower()
        run.report.by_standing[standing] = run.report.by_standing.get(standing, 0) + 1
    landing.write()
    if run.would_land is not None:
        pairs = zip(landing.entries, landing.dossiers, strict=True)
        run.would_land.note({entry.old_code: target_of(entry, one) for entry, one in pairs})


def _with_free_codes(run: Run, fresh: Sequence[Fresh]) -> list[Fresh]:
    codes = [told.code for _row, told in fresh]
    taken = set(Dossier.objects.filter(code__in=codes).values_list("code", flat=True))
    for row, told in fresh:
        if told.code in taken:
            run.refuse([finding(row, Column.CODE, "code_taken")])
    return [(row, told) for row, told in fresh if told.code not in taken]


# ------------------------------------------------------------------ the end


def _finish(run: Run, actor: Actor) -> None:
    if run.report.dry_run:
        return
    if run.batch.ended_at is not None:
        return  # what was cut off was only the telling
    with acting(SYSTEM):
        run.batch.ended_at = clock.now()
        run.batch.save(update_fields=["ended_at"])
        audit.record(
            actor_id=actor.person_id,
            verb="dossier.import_legacy",
            object_type="legacy_batch",
            object_id=run.batch.id,
            details={
                "source": run.batch.source,
                "rows": run.report.rows,
                "landed": run.report.landed,
                "changed": run.report.changed,
                "refused": run.report.refused,
                "answers": run.report.answers.landed,
                "papers": run.report.papers.landed,
            },
        )
