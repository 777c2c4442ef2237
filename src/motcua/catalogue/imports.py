"""What administrators read of imports: how a file went, the review queue, one row with its repair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Func, Q, QuerySet

from motcua.catalogue.actions.decide_row import is_ours
from motcua.catalogue.differences import differences
from motcua.catalogue.errors import ImportNotFoundError, RowNotFoundError
from motcua.catalogue.models import CatalogueImport, ImportedRow, ProcedureVersion
from motcua.catalogue.national.content import content_of
from motcua.catalogue.national.defects import WORDS, Defect
from motcua.catalogue.national.rows import field_words, refusal_words
from motcua.catalogue.permissions import Permission, authorize
from motcua.catalogue.version_drafts import Difference
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.kit.text import clean

PAGE = 20
IMPORTS = 10
State = ImportedRow.State
Rows = QuerySet[ImportedRow]


@dataclass(frozen=True, slots=True)
class ImportLine:
    import_id: UUID
    name: str
    begun_by: UUID | None
    begun_at: datetime
    state: str
    lines: int
    read: int
    clean: int
    review: int
    refused: int
    unchanged: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """`field` as the file calls it, `where` as people do."""

    number: int
    code: str
    name: str
    field: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """`sure`: every repair is said by the row itself, so it may be accepted with others."""

    row_id: UUID
    number: int
    code: str
    name: str
    state: str
    sure: bool
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """`kinds`: defect code, its words, how many rows that wait have it."""

    rows: tuple[QueueLine, ...]
    has_next: bool
    kinds: tuple[tuple[str, str, int], ...]
    waiting: int
    sure: int
    ready: int
    mine: int  # of the ready ones, those that this actor may not publish


@dataclass(frozen=True, slots=True)
class RowView:
    """`plain` is the description that would be published; `takes_over`: it may become a draft."""

    row_id: UUID
    number: int
    code: str
    name: str
    state: str
    reason: str
    defects: tuple[Defect, ...]
    facts: Mapping[str, Any]
    plain: Mapping[str, Any]
    source_url: str
    differences: tuple[Difference, ...]
    is_live: bool
    takes_over: bool
    draft_id: UUID | None

    @property
    def is_waiting(self) -> bool:
        return self.state in {State.REVIEW, State.READY}


def imports(*, actor: Actor) -> tuple[ImportLine, ...]:
    """The latest ten."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    with acting(actor.scope):
        return tuple(
            _line(one)
            for one in CatalogueImport.objects.defer("refusals").order_by("-id")[:IMPORTS]
        )


def import_progress(*, actor: Actor, import_id: UUID) -> ImportLine:
    authorize(actor, Permission.IMPORT_CATALOGUE)
    with acting(actor.scope):
        found = CatalogueImport.objects.defer("refusals").filter(pk=import_id).first()
    if found is None:
        raise ImportNotFoundError
    return _line(found)


def refused_lines(
    *, actor: Actor, import_id: UUID, page: int = 1
) -> tuple[tuple[RefusedLine, ...], bool]:
    """Row number, field, reason and what to do; a page, and whether there is another."""
    authorize(actor, Permission.IMPORT_CATALOGUE)
    first = (page - 1) * PAGE
    with acting(actor.scope):
        found = CatalogueImport.objects.filter(pk=import_id).first()
    if found is None:
        raise ImportNotFoundError
    lines = found.refusals[first : first + PAGE + 1]
    return tuple(_refused(one) for one in lines[:PAGE]), len(lines) > PAGE


def review_queue(
    *, actor: Actor, state: str = "review", defect: str = "", words: str = "", page: int = 1
) -> Queue:
    authorize(actor, Permission.IMPORT_CATALOGUE)
    first = (page - 1) * PAGE
    with acting(actor.scope):
        rows = ImportedRow.objects.filter(state=state)
        kinds = _kinds(rows)
        if defect:
            rows = rows.filter(defect_codes__contains=[defect])
        if words:
            rows = rows.filter(Q(name__icontains=clean(words)) | Q(code__startswith=words.strip()))
        columns = ("id", "number", "code", "name", "state", "sure", "defects")
        found = rows.order_by("name", "id").values(*columns)[first : first + PAGE + 1]
        lines = tuple(_queue_line(row) for row in found)
        counts = ImportedRow.objects.aggregate(
            waiting=Count("id", filter=Q(state__in=[State.REVIEW, State.DIFFERS])),
            sure=Count("id", filter=_sure(defect)),
            ready=Count("id", filter=Q(state=State.READY)),
            mine=Count("id", filter=Q(state=State.READY, authors__contains=[actor.person_id])),
        )
    return Queue(lines[:PAGE], len(lines) > PAGE, kinds, **counts)


def _sure(defect: str) -> Q:
    sure = Q(state=State.REVIEW, sure=True)
    return sure & Q(defect_codes__contains=[defect]) if defect else sure


def imported_row(*, actor: Actor, row_id: UUID) -> RowView:
    authorize(actor, Permission.IMPORT_CATALOGUE)
    with acting(actor.scope):
        row = ImportedRow.objects.filter(pk=row_id).exclude(state=State.REFUSED).first()
        if row is None:
            raise RowNotFoundError
        live = (
            ProcedureVersion.objects.filter(procedure__code=row.code)
            .order_by("-valid_from")
            .first()
        )
        takes_over = live is not None and row.state == State.DIFFERS and is_ours(row, live.id)
    content = content_of(row.facts, valid_from=clock.today())
    return RowView(
        row_id=row.id,
        number=row.number,
        code=row.code,
        name=row.name,
        state=row.state,
        reason=row.reason,
        defects=tuple(Defect.from_dict(one) for one in row.defects),
        facts=row.facts,
        plain=content["procedure"],
        source_url=_web_address(row.source),
        differences=differences(live.content, content) if live is not None else (),
        is_live=live is not None,
        takes_over=takes_over,
        draft_id=row.draft_id,
    )


def _kinds(rows: Rows) -> tuple[tuple[str, str, int], ...]:
    unnested = rows.annotate(kind=Func(F("defect_codes"), function="unnest"))
    counted = unnested.values_list("kind").annotate(count=Count("id")).order_by("-count")
    return tuple((code, str(WORDS[code][0]), count) for code, count in counted)


def _queue_line(row: Mapping[str, Any]) -> QueueLine:
    plain = {("row_id" if name == "id" else name): value for name, value in row.items()}
    return QueueLine(**plain | {"defects": tuple(Defect.from_dict(one) for one in row["defects"])})


def _refused(told: Mapping[str, Any]) -> RefusedLine:
    field = told["field"]
    reason = refusal_words(told["reason"], told["value"])
    return RefusedLine(
        told["number"], told["code"], told["name"], field, field_words(field), reason
    )


def _line(one: CatalogueImport) -> ImportLine:
    return ImportLine(
        one.id,
        one.name,
        one.begun_by,
        one.begun_at,
        one.state,
        one.lines,
        one.read,
        one.sound,
        one.review,
        one.refused,
        one.unchanged,
        one.seconds,
    )


def _web_address(source: Mapping[str, Any] | None) -> str:
    """Only what a browser may safely be sent to."""
    address = str((source or {}).get("source_url") or "")
    return address if address.startswith("https://") else ""
