"""Spreadsheets of dossiers: which exist for the actor, how far they are, what their rows lack."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor, FirmRight
from motcua.dossiers.batches.layout import (
    OWN_NUMBER,
    Layout,
    layout_of,
    only_declares,
    papers_of,
)
from motcua.dossiers.batches.rows import (
    case_of_batch,
    cells_of,
    faults_in,
    known_of,
    layout_of_batch,
    read_cells,
)
from motcua.dossiers.batches.template import limit_words, template_of, with_reasons
from motcua.dossiers.batches.words import language
from motcua.dossiers.errors import BatchNotFoundError, NotForSheetsError
from motcua.dossiers.models import Batch, BatchRow, Dossier
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.reuse import reused_papers
from motcua.dossiers.types import (
    BatchFault,
    BatchForm,
    BatchKnown,
    BatchPaper,
    BatchReused,
    BatchRowView,
    BatchState,
    BatchView,
    Reusable,
    RowState,
)
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer
from motcua.kit import clock, crypto
from motcua.kit.scope import Scope, acting

SHOWN = 50
IN_BOOK_AT_ONCE = 500


def batches_of(actor: Actor) -> QuerySet[Batch]:
    """As drafts: one's own; in another's name, those of that one that one may see."""
    kept = Batch.objects.exclude(state=BatchState.REMOVED)
    if actor.principal is None:
        return kept.filter(person_id=actor.person_id, for_id=None)
    named = kept.filter(for_id=actor.principal.id)
    if FirmRight.SEE_ALL in actor.principal.rights:
        return named
    return named.filter(person_id=actor.person_id)


def batch_of(actor: Actor, batch_id: UUID, *, lock: bool = False) -> Batch:
    rows = batches_of(actor)
    found = (rows.select_for_update() if lock else rows).filter(pk=batch_id).first()
    if found is None:
        raise BatchNotFoundError
    return found


def batches(*, actor: Actor) -> tuple[BatchView, ...]:
    """The newest first."""
    with acting(actor.scope):
        return tuple(_view(row) for row in batches_of(actor).order_by("-uploaded_at")[:SHOWN])


def batch(*, actor: Actor, batch_id: UUID) -> BatchView:
    with acting(actor.scope):
        row = batch_of(actor, batch_id)
        wanted = row.rows.filter(state__in=[RowState.GOOD, RowState.FILED])
        sums = wanted.aggregate(known=Sum("due"), unknown=Count("pk", filter=Q(due=None)))
    view = _view(row, due=sums["known"] or 0, due_unknown=sums["unknown"])
    told = known_of(row)
    return replace(view, known=known_words(row, told.start)) if told else view


def batch_rows(
    *, actor: Actor, batch_id: UUID, states: tuple[RowState, ...], page: int
) -> tuple[tuple[BatchRowView, ...], bool]:
    """One page in the order of the sheet, and whether there is another."""
    with acting(actor.scope):
        row = batch_of(actor, batch_id)
        first = (page - 1) * SHOWN
        found = row.rows.filter(state__in=states).order_by("row")[first : first + SHOWN + 1]
        shown = list(found)
        codes = _codes([one.dossier_id for one in shown if one.dossier_id])
        reused = reused_papers(UUID(held) for one in shown for held in one.reused.values())
    telling = _Telling(row, codes, reused)
    return tuple(telling.row(one) for one in shown[:SHOWN]), len(shown) > SHOWN


def batch_leftovers(*, actor: Actor, batch_id: UUID) -> bytes:
    """A workbook of the rows that became no dossier, each with what to correct."""
    with acting(actor.scope):
        row = batch_of(actor, batch_id)
        states = (
            [RowState.BAD] if row.state != BatchState.STOPPED else [RowState.BAD, RowState.GOOD]
        )
        left = row.rows.filter(state__in=states).order_by("row")
        layout = _layout_left(row, left)
        version = catalogue.version(row.version_id)
        told = ((_reason(one, layout), cells_of(one)) for one in left.iterator(IN_BOOK_AT_ONCE))
        return with_reasons(version, row.case_code, layout, told)


def _layout_left(batch: Batch, left: QuerySet[BatchRow]) -> Layout:
    """Without what the register has said, except where somebody wrote in it or it said too little."""
    layout = layout_of_batch(batch)
    if batch.known_sealed is None:
        return layout
    locked = {column.name for column in layout.locked}
    told: set[str] = set()
    for row in left.iterator(IN_BOOK_AT_ONCE):
        told |= locked & {*cells_of(row), *(fault["name"] for fault in faults_in(row))}
        if told == locked:
            break
    return layout.asked(told)


def batch_template(*, actor: Actor, procedure_code: str, case_code: str) -> bytes:
    """In one's own name without the columns that only a register may fill. Raises NotForSheetsError."""
    version = catalogue.procedure(procedure_code)
    layout = layout_of(version.id, case_code)
    known = () if actor.principal else tuple(c.heading for c in layout.locked)
    asked = layout if actor.principal else layout.asked()
    return template_of(version, case_code, asked, known)


def batch_form(*, actor: Actor, procedure_code: str, case_code: str) -> BatchForm:
    """What can be said before anything is sent; with the reason where the form cannot be a sheet."""
    version = catalogue.procedure(procedure_code)
    form, case = catalogue.form(version.id), version.case(case_code)
    declared = [leaf for page in form.pages if only_declares(page) for leaf in page.leaves()]
    declarations = tuple(leaf.label.say(language()) for leaf in declared)
    papers = tuple(
        BatchPaper(
            component.code,
            in_language(component.name),
            in_language(component.condition_text) if component.condition_text else "",
            always=component.required and not component.condition,
            by_data=bool(component.replaceable_by),
        )
        for component in papers_of(case)
    )
    try:
        layout = layout_of(version.id, case_code)
    except NotForSheetsError as refusal:
        return BatchForm(0, (), papers, declarations, reason=str(refusal))
    limits = tuple(
        f"{limit.label.say(language())}: {limit_words(limit.rows, limit.of)}"
        for limit in layout.limits
    )
    locked = () if actor.principal else layout.locked
    return BatchForm(
        len(layout.columns) - len(locked),
        limits,
        papers,
        declarations,
        known=tuple(column.heading.say(language()) for column in locked),
    )


def _codes(dossier_ids: list[UUID]) -> dict[UUID, str]:
    """Of those that the actor may see: a colleague's dossier keeps its code to itself."""
    return dict(Dossier.objects.filter(pk__in=dossier_ids).values_list("id", "code"))


class _Telling:
    """Rows of one page in words; looked up once for all of them."""

    def __init__(
        self, batch: Batch, codes: Mapping[UUID, str], reused: Mapping[UUID, Reusable]
    ) -> None:
        self._batch, self._codes, self._reused = batch, codes, reused
        self._layout = layout_of_batch(batch)
        self._told = known_of(batch)
        components = case_of_batch(batch).components
        self._names = {one.code: in_language(one.name) for one in components}

    def row(self, row: BatchRow) -> BatchRowView:
        cells = cells_of(row)
        return BatchRowView(
            row=row.row,
            own_number=cells.get(OWN_NUMBER, ""),
            state=RowState(row.state),
            faults=tuple(_fault(told, self._layout) for told in faults_in(row)),
            known=self._known(cells) if row.state == RowState.GOOD else (),
            reused=tuple(self._again(row)),
            dossier_id=row.dossier_id if row.dossier_id in self._codes else None,
            code=self._codes.get(row.dossier_id, "") if row.dossier_id else "",
        )

    def _known(self, cells: Mapping[str, str]) -> tuple[BatchKnown, ...]:
        """What this row calls up beside the others, and what it says instead of the register."""
        if self._told is None:
            return ()
        taken, common = read_cells(self._batch, cells, self._told).taken, self._told.start
        own = {path: one for path, one in taken.items() if one != common.get(path)}
        return known_words(self._batch, own)

    def _again(self, row: BatchRow) -> Iterator[BatchReused]:
        for component, held in row.reused.items():
            paper = self._reused.get(UUID(held))
            if paper is not None:
                yield BatchReused(self._names.get(component, component), paper)


def known_words(batch: Batch, answers: Mapping[str, Answer]) -> tuple[BatchKnown, ...]:
    """In the order of the form, each with its source and age."""
    said_in, today = language(), clock.today()
    told = []
    for _page, item in catalogue.form(batch.version_id).leaves():
        answer = answers.get(item.path)
        mark = forms.source_mark(item, answer, today=today) if answer else None
        if answer and mark:
            value = forms.show(item, answer.value, said_in)
            told.append(BatchKnown(forms.label_of(item, said_in), value, mark.say(said_in)))
    return tuple(told)


def _fault(told: Mapping[str, str], layout: Layout) -> BatchFault:
    column = layout.named(told["name"])
    said_in = language()
    return BatchFault(
        column=column.heading.say(said_in) if column else "",
        typed=told["typed"],
        message=told["en"] if said_in == "en" else told["vi"],
    )


def _reason(row: BatchRow, layout: Layout) -> str:
    faults = [_fault(told, layout) for told in faults_in(row)]
    return "\n".join(
        f"{fault.column}: {fault.message}" if fault.column else fault.message for fault in faults
    )


def _view(row: Batch, *, due: int = 0, due_unknown: int = 0) -> BatchView:
    return BatchView(
        batch_id=row.id,
        procedure_code=row.procedure_code,
        procedure_name=in_language(catalogue.version(row.version_id).name),
        case_code=row.case_code,
        agency_id=row.agency_id,
        file_name=crypto.unseal(row.name_sealed, row=name_sealed_in(row.id)),
        state=BatchState(row.state),
        uploaded_at=row.uploaded_at,
        total=row.total,
        good=row.good,
        bad=row.bad,
        same=row.same,
        filed=row.filed,
        fault=row.fault.get("en" if language() == "en" else "vi", ""),
        due=due,
        due_unknown=due_unknown,
        expires_at=row.expires_at,
        silent=row.silent,
    )


def name_sealed_in(batch_id: UUID) -> str:
    return f"dossier_batch:name:{batch_id}"


def sender_of(person_id: UUID, level: int, for_id: UUID | None) -> Actor:
    """As they are now. Raises PrincipalNotFoundError once their right has ended."""
    with acting(Scope(person=person_id)):
        actor = directory.citizen_actor(person_id, level)
    return actor if for_id is None else directory.acting_for(actor=actor, principal_id=for_id)
