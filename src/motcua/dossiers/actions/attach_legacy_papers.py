"""Papers and results of another system join the dossiers that landed: each once.

Files are looked at before the transaction that stores them. Where a file is missing or broken, the paper
is noted with its dossier all the same, and the next run with the file completes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.documents.errors import UploadRefusedError
from motcua.documents.types import ForeignFile, LookedAt, NewArchived
from motcua.dossiers.legacy.columns import PAPERS, Column
from motcua.dossiers.legacy.folder import Found, PlaceOfFiles, joint_digest
from motcua.dossiers.legacy.papers import SHEET, ToldPaper, read_paper
from motcua.dossiers.legacy.reading import digest_of, finding, old_code_of, values_of
from motcua.dossiers.legacy.reasons import REMARKS
from motcua.dossiers.legacy.run import Run, store_differences
from motcua.dossiers.legacy.table import Row, read_table
from motcua.dossiers.models import LegacyDifference, LegacyPaper, Paper
from motcua.dossiers.types import PaperSource
from motcua.dossiers.types.legacy import FieldChange, Finding, Remark, RowDifference, Told
from motcua.kit import bulk, clock
from motcua.kit.readable import Readable
from motcua.kit.scope import SYSTEM, acting

CHUNK = 200
MOST_BYTES = 32 << 20  # of files that are held at once
MERGER = directory.system_actor("merger")
Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class _Looked:
    """`digest` empty: `problem` says why there is no file."""

    told: ToldPaper
    digest: str
    files: tuple[LookedAt, ...] = ()
    hashes: tuple[str, ...] = ()
    problem: Finding | None = None


@dataclass
class _Landing:
    known: Mapping[Key, LegacyPaper]
    active: Mapping[Key, Paper]
    rows: list[LegacyPaper] = field(default_factory=list)
    completed: list[LegacyPaper] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    superseded: list[UUID] = field(default_factory=list)
    files: list[ForeignFile] = field(default_factory=list)
    results: list[tuple[NewArchived, Sequence[ForeignFile]]] = field(default_factory=list)
    result_rows: list[Row] = field(default_factory=list)
    differences: list[LegacyDifference] = field(default_factory=list)


def attach_papers(
    run: Run, file: Readable, held: PlaceOfFiles, *, encoding: str, told: Told
) -> None:
    table = read_table(file, columns=run.words.columns, encoding=encoding, sheet=PAPERS)
    seen = dict[tuple[str, str], int]()
    for rows in _batches(table.rows, held):
        said = _told(run, rows, seen)
        looked = [_look(one, held, known) for one, known in _known(said)]
        with run.chunk():
            _land(run, looked)
        told(run.report)


def _batches(rows: Iterator[Row], folder: PlaceOfFiles) -> Iterator[list[Row]]:
    gathered: list[Row] = []
    size = 0
    for row in rows:
        gathered.append(row)
        size += folder.size(row)
        if len(gathered) == CHUNK or size >= MOST_BYTES:
            yield gathered
            gathered, size = [], 0
    if gathered:
        yield gathered


def _told(run: Run, rows: Sequence[Row], seen: dict[tuple[str, str], int]) -> list[ToldPaper]:
    """What the rows say; those that say nothing usable are refused."""
    with acting(SYSTEM):
        targets = run.targets({old_code_of(row) for row in rows if not row.broken})
    told: list[ToldPaper] = []
    for row in rows:
        run.report.papers.rows += 1
        one = read_paper(run, row, targets.get(old_code_of(row)))
        if isinstance(one, ToldPaper):
            first = seen.setdefault((old_code_of(row), one.name), row.number)
            if first == row.number:
                told.append(one)
                continue
            one = finding(row, Column.COMPONENT, "repeated_row", first=first, sheet=SHEET)
        run.report.papers.refused += 1
        run.tell([one])
    return told


def _known(told: Sequence[ToldPaper]) -> list[tuple[ToldPaper, LegacyPaper | None]]:
    with acting(SYSTEM):
        rows = _rows_of(told)
    return [(one, rows.get((one.target.entry_id, one.name))) for one in told]


def _rows_of(told: Sequence[ToldPaper]) -> dict[Key, LegacyPaper]:
    rows = LegacyPaper.objects.filter(entry_id__in={one.target.entry_id for one in told})
    return {(row.entry_id, row.name): row for row in rows}


def _look(told: ToldPaper, folder: PlaceOfFiles, known: LegacyPaper | None) -> _Looked:
    """As an upload is looked at; what lies here already with these very bytes is not opened again."""
    found = folder.read(told.row, SHEET)
    if isinstance(found, Finding):
        return _Looked(told, "", problem=found)
    digest = joint_digest(digest_of(values_of(told.row)), found.hashes)
    if known is not None and known.digest == digest:
        return _Looked(told, digest)
    try:
        return _Looked(told, digest, _examined(found), found.hashes)
    except UploadRefusedError as refused:
        why = finding(told.row, Column.FILE, "file_broken", why=str(refused), sheet=SHEET)
        return _Looked(told, "", problem=why)


def _examined(found: Found) -> tuple[LookedAt, ...]:
    pairs = zip(found.names, found.contents, strict=True)
    return tuple(documents.look_at(name=name, content=content) for name, content in pairs)


# ------------------------------------------------------------------ in the transaction


def _land(run: Run, looked: Sequence[_Looked]) -> None:
    told = [one.told for one in looked]
    run.targets({old_code_of(one.row) for one in told})  # locked: nobody hands in meanwhile
    landing = _Landing(known=_rows_of(told), active=_active(told))
    for one in looked:
        _place(run, one, landing)
    if not run.report.dry_run:
        _write(run, landing)


def _active(told: Sequence[ToldPaper]) -> dict[Key, Paper]:
    rows = Paper.objects.filter(
        dossier_id__in={one.target.dossier_id for one in told}, superseded_at=None
    )
    return {(row.dossier_id, row.component): row for row in rows}


def _place(run: Run, one: _Looked, landing: _Landing) -> None:
    told, counts = one.told, run.report.papers
    known = landing.known.get((told.target.entry_id, told.name))
    there = known.digest if known is not None else ""
    if there and (one.problem is not None or there == one.digest):
        if known is not None and known.batch_id == run.batch.id:  # by an attempt that was cut off
            counts.landed += 1
        else:
            counts.same += 1
    elif there:
        _differ(run, one, landing, before="")
    elif one.problem is not None:
        counts.missing += 1
        run.tell([one.problem])
        _note_missing(run, told, known, landing)
    else:
        _take(run, one, known, landing)


def _differ(run: Run, one: _Looked, landing: _Landing, *, before: str) -> None:
    row, entry_id = one.told.row, one.told.target.entry_id
    run.report.papers.changed += 1
    change = FieldChange(f"{one.told.name} {Column.FILE.value}", before, row[Column.FILE])
    found = RowDifference(row.number, old_code_of(row), (change,), SHEET)
    landing.differences.append(run.differs(found, entry_id, one.digest))


def _note_missing(run: Run, told: ToldPaper, known: LegacyPaper | None, landing: _Landing) -> None:
    """The dossier says that the paper exists; a result without its file enters no archive."""
    if known is not None:
        return
    landing.rows.append(_row(run, told, ""))
    if told.face is None and (told.target.dossier_id, told.name) not in landing.active:
        landing.papers.append(_paper(told, ()))


def _take(run: Run, one: _Looked, known: LegacyPaper | None, landing: _Landing) -> None:
    told = one.told
    there = landing.active.get((told.target.dossier_id, told.name))
    if there is not None and (there.source != PaperSource.TOLD or there.file_ids):
        _differ(run, one, landing, before=PaperSource(there.source).name.lower())
        return
    run.report.papers.landed += 1
    files = _foreign(run, one)
    if told.face is not None:
        landing.results.append((told.archived(tuple(file.id for file in files)), files))
        landing.result_rows.append(told.row)
    else:
        landing.files += files
        landing.papers.append(_paper(told, [file.id for file in files]))
        landing.superseded += [there.id] if there is not None else []
    if known is None:
        landing.rows.append(_row(run, told, one.digest))
    else:
        known.digest, known.row, known.batch = one.digest, told.row.number, run.batch
        landing.completed.append(known)


def _foreign(run: Run, one: _Looked) -> list[ForeignFile]:
    """The same file of the same paper has the same id whenever it comes."""
    target, told = one.told.target, one.told
    place = f"motcua:legacy:{run.batch.source}:{old_code_of(told.row)}:{told.name}"
    return [
        ForeignFile(
            id=uuid5(NAMESPACE_URL, f"{place}:{number}:{sha256}"),
            file=file,
            owner_id=target.owner_id,
            agencies=target.agencies,
        )
        for number, (file, sha256) in enumerate(zip(one.files, one.hashes, strict=True))
    ]


def _row(run: Run, told: ToldPaper, digest: str) -> LegacyPaper:
    return LegacyPaper(
        entry_id=told.target.entry_id,
        batch=run.batch,
        name=told.name,
        row=told.row.number,
        digest=digest,
    )


def _paper(told: ToldPaper, file_ids: Sequence[UUID]) -> Paper:
    return Paper(
        dossier_id=told.target.dossier_id,
        component=told.name,
        source=PaperSource.TOLD,
        file_ids=list(file_ids),
        copies=1,
        handed_in_at=told.target.submitted_at,
    )


def _write(run: Run, landing: _Landing) -> None:
    documents.take_over_files(actor=MERGER, files=landing.files)
    added = documents.take_over_results(actor=MERGER, results=landing.results)
    run.report.remarks += [
        Remark(row.number, old_code_of(row), Column.NUMBER.value, str(REMARKS["in_archive"]))
        for row, new in zip(landing.result_rows, added, strict=True)
        if not new
    ]
    Paper.objects.filter(pk__in=landing.superseded).update(superseded_at=clock.now())
    bulk.insert(landing.papers)
    bulk.insert(landing.rows)
    LegacyPaper.objects.bulk_update(landing.completed, ["digest", "row", "batch"])
    store_differences(landing.differences)
