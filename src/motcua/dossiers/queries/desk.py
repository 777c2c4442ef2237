"""The officials' lists: sorted by what is due first, few statements however many rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor, Role
from motcua.documents import api as documents
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries.content import excerpts, ids_with
from motcua.dossiers.queries.desk_counts import counts, told_once
from motcua.dossiers.queries.finding import EVERY, Newest, sought
from motcua.dossiers.queries.legal_clock import row_time_left
from motcua.dossiers.queries.list_rows import HEAVY, HEAVY_OF_STEP, dossier_rows, rows_of
from motcua.dossiers.queries.names import in_language, person_names
from motcua.dossiers.queries.narrowing import (
    beyond,
    looked_back,
    narrow,
    order_of,
    place_of,
    read_place,
)
from motcua.dossiers.queries.visible import visible_dossiers
from motcua.dossiers.types import (
    FoundPage,
    Narrowing,
    SignCard,
    Status,
    Tab,
    WorkList,
    WorkRow,
)
from motcua.engines.flow import api as flow
from motcua.engines.legaltime.types import Calendar
from motcua.kit import clock
from motcua.kit.scope import acting

PAGE = 20
MOST_LOOKED_UP = 1000  # on the screen, of a name or of words inside, before the narrowing
MOST_URGENT = F("dossier__due_at").asc(nulls_last=True)
LAST_DONE = "-done_at"
# Nobody works on it any more: it lies at a counter until its owner comes.
WAITS_TO_BE_FETCHED = ExpressionWrapper(Q(kind=flow.StepKind.RETURN), BooleanField()).asc()
WAITS_FOR_CITIZEN = (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUIRED)


def work_list(*, actor: Actor, tab: Tab | None = None, page: int = 1, search: str = "") -> WorkList:
    """One list of the desk, 20 rows a page, with the counts of all tabs.

    Without a tab: one's own work, or what waits in the unit when there is none.
    """
    with acting(actor.scope):
        counted = counts(actor)
        tab = tab or _first(counted)
        start = (max(page, 1) - 1) * PAGE
        # The wide rows are read for this page only, not for all that is put in order.
        here = tab_steps(actor, tab, search).values("pk")[start : start + PAGE + 1]
        steps = Step.objects.filter(pk__in=here).select_related("dossier").defer(*HEAVY_OF_STEP)
        rows = list(steps.order_by(*_order(tab)))
        return WorkList(
            tab=tab,
            rows=rows_of(rows[:PAGE]),
            counts=counted,
            page=max(page, 1),
            has_next=len(rows) > PAGE,
        )


def _first(counted: Mapping[Tab, int]) -> Tab:
    return Tab.UNIT if counted[Tab.UNIT] and not counted[Tab.MINE] else Tab.MINE


def tab_steps(actor: Actor, tab: Tab, search: str) -> QuerySet[Step]:
    """The most urgent first; what was done, the last first; of others' steps, those to be worked on first.

    Units work in parallel: a dossier may stand once.
    """
    steps = Step.objects.filter(_condition(actor, tab)).order_by(*_order(tab))
    if search.strip():
        steps = steps.filter(sought(actor, search, prefix="dossier__"))
    # In the pass that sorts: each step compared with every other would grow with their square.
    return steps.distinct("dossier__due_at", "dossier_id") if tab in told_once(actor) else steps


def _order(tab: Tab) -> tuple[OrderBy | str, ...]:
    match tab:
        case Tab.DONE:
            return (LAST_DONE, "id")
        case Tab.OTHERS:
            return (WAITS_TO_BE_FETCHED, MOST_URGENT, "dossier_id", "id")
        case _:
            return (MOST_URGENT, "dossier_id", "id")


def _condition(actor: Actor, tab: Tab) -> Q:
    agencies = Q(agency_id__in=actor.agencies)
    match tab:
        case Tab.MINE:
            return _open() & (Q(assignee_id=actor.person_id) | _lent(actor))
        case Tab.UNIT:
            return _open() & Q(assignee_id=None) & _my_roles(actor)
        case Tab.OTHERS:
            return _open() & agencies & ~_my_roles(actor) & ~Q(assignee_id=actor.person_id)
        case Tab.CITIZEN:
            waiting = Q(dossier__status__in=WAITS_FOR_CITIZEN)
            return Q(done_at=None) & waiting & (agencies | Q(assignee_id=actor.person_id))
        case Tab.DONE:
            midnight = datetime.combine(clock.today(), time(0), clock.LEGAL_ZONE)
            return Q(done_by_id=actor.person_id, done_at__gte=midnight)


def _open() -> Q:
    return Q(done_at=None) & ~Q(dossier__status__in=WAITS_FOR_CITIZEN)


def _lent(actor: Actor) -> Q:
    """What those hold for whom this actor stands in, in the lent seats only."""
    held = Q(pk__in=[])
    for seat in actor.lent_seats:
        held |= Q(assignee_id=seat.on_behalf_of, unit_id=seat.unit_id, role=seat.role)
    return held


def _my_roles(actor: Actor) -> Q:
    """Steps that wait for a role in a unit where this actor sits; a head sees the whole unit."""
    mine = Q(pk__in=[])
    for seat in actor.seats:
        mine |= Q(unit_id=seat.unit_id, role=seat.role)
        if seat.role == Role.HEAD:
            mine |= Q(unit_id=seat.unit_id)
    return mine


def incoming(*, actor: Actor, page: int = 1, search: str = "") -> tuple[WorkRow, ...]:
    """Submitted and not yet accepted, the oldest first."""
    with acting(actor.scope):
        start = (max(page, 1) - 1) * PAGE
        return dossier_rows(at_counter(actor, Status.SUBMITTED, search)[start : start + PAGE])


def to_hand_over(*, actor: Actor, page: int = 1, search: str = "") -> tuple[WorkRow, ...]:
    """Resolved, and the result waits at this counter, the longest waiting first; 20 rows a page."""
    with acting(actor.scope):
        start = (max(page, 1) - 1) * PAGE
        found = list(at_counter(actor, Status.RESOLVED, search)[start : start + PAGE])
        waiting = {dossier.id: dossier.ended_at for dossier in found}
        rows = _with_results(dossier_rows(found), found)
        return tuple(replace(row, since=waiting[row.dossier_id]) for row in rows)


def _with_results(rows: Iterable[WorkRow], found: Iterable[Dossier]) -> Iterator[WorkRow]:
    """What each paper is called and who signed it; one statement."""
    papers = documents.documents_by_id([dossier.result_document_id for dossier in found])
    by_dossier = {paper.dossier_id: paper for paper in papers.values()}
    for row in rows:
        paper = by_dossier.get(row.dossier_id)
        if paper is None:
            yield row
        else:
            yield replace(row, result_title=paper.title, signer=paper.signer_name)


def at_counter(actor: Actor, status: Status, search: str) -> QuerySet[Dossier]:
    """What waits at the actor's counters to be received or handed over, the longest first."""
    units = [seat.unit_id for seat in actor.seats if seat.role == Role.RECEPTION]
    found = Dossier.objects.filter(status=status, received_by_unit_id__in=units).defer(*HEAVY)
    if search.strip():
        found = found.filter(sought(actor, search))
    return found.order_by("submitted_at" if status is Status.SUBMITTED else "ended_at", "id")


def find(*, actor: Actor, words: str) -> tuple[WorkRow, ...]:
    if not words.strip():
        return ()
    with acting(actor.scope):
        found = visible_dossiers(actor).filter(sought(actor, words, newest=Newest(PAGE)))
        return dossier_rows(found.order_by("-submitted_at").defer(*HEAVY)[:PAGE])


def search(*, actor: Actor, words: str, narrowing: Narrowing, after: str = "") -> FoundPage:
    """In the order chosen, page after page; `after` is the place where the page before ended."""
    with acting(actor.scope):
        found = narrowed_search(actor, words, narrowing, newest=_looked_up(words, narrowing, after))
        if not narrowing.content:
            found = found.defer(*HEAVY)
        rows = list(found.filter(beyond(after, narrowing.order))[: PAGE + 1])
        more = place_of(rows[PAGE - 1], narrowing.order) if len(rows) > PAGE else ""
        shown = _with_excerpts(rows[:PAGE], narrowing.content)
        return FoundPage(shown, more, looked_back(words, narrowing))


def _with_excerpts(found: list[Dossier], content: str) -> tuple[WorkRow, ...]:
    told = excerpts(found, content) if content else {}
    rows = dossier_rows(found)
    return tuple(replace(row, excerpt=told.get(row.dossier_id, "")) for row in rows)


def _looked_up(words: str, narrowing: Narrowing, after: str) -> Newest:
    """No more than the page needs, as long as nothing else narrows it."""
    by_both = bool(words.strip() and narrowing.content)
    if by_both or replace(narrowing, content="") != Narrowing():
        return Newest(MOST_LOOKED_UP)
    return Newest(PAGE + 1, read_place(after))


def narrowed_search(
    actor: Actor, words: str, narrowing: Narrowing, *, newest: Newest = EVERY
) -> QuerySet[Dossier]:
    """What may be seen, matches the words and is narrowed; asked for nothing, finds nothing.

    Without words and days, only what came in the last 90 days or still runs.
    """
    if not words.strip() and narrowing == Narrowing():
        return Dossier.objects.none()
    bounded = replace(
        narrowing, submitted_from=narrowing.submitted_from or looked_back(words, narrowing)
    )
    found = visible_dossiers(actor).filter(narrow(bounded)).order_by(*order_of(narrowing))
    if narrowing.content:
        found = found.filter(id__in=ids_with(narrowing.content, actor.agencies, newest))
    return found.filter(sought(actor, words, newest=newest)) if words.strip() else found


def to_issue(*, actor: Actor) -> tuple[WorkRow, ...]:
    """Signed, and waiting for number, date and seal."""
    units = [seat.unit_id for seat in actor.seats if seat.role == Role.REGISTRY_CLERK]
    with acting(actor.scope):
        steps = Step.objects.filter(kind="number", done_at=None, unit_id__in=units)
        found = list(steps.select_related("dossier").order_by("opened_at")[:100])
        return tuple(_with_results(rows_of(found), [step.dossier for step in found]))


def to_sign(*, actor: Actor) -> tuple[SignCard, ...]:
    """What waits for this leader's signature, the most urgent first."""
    units = [seat.unit_id for seat in actor.own.seats if seat.role == Role.LEADER]
    with acting(actor.scope):
        steps = list(
            Step.objects.filter(kind="sign", done_at=None, unit_id__in=units)
            .filter(Q(assignee_id=None) | Q(assignee_id=actor.person_id))
            .select_related("dossier")
            .order_by(F("dossier__due_at").asc(nulls_last=True))[:100]
        )
        drafts = documents.documents_by_id([s.dossier.result_document_id for s in steps])
        proposers = _proposers(steps)
        calendar = catalogue.calendar()
        return tuple(_card(step, drafts, proposers, calendar) for step in steps)


def _proposers(steps: Iterable[Step]) -> dict[UUID, tuple[str, datetime]]:
    """Who finished the drafting step of each dossier, and when."""
    done = Step.objects.filter(
        dossier__in=[step.dossier_id for step in steps], kind="draft", done_at__isnull=False
    ).order_by("done_at")
    rows = list(done)
    names = person_names(row.done_by_id for row in rows)
    return {
        row.dossier_id: (names.get(row.done_by_id, ""), row.done_at)
        for row in rows
        if row.done_at is not None and row.done_by_id is not None
    }


def _card(
    step: Step,
    drafts: Mapping[UUID, documents.DocumentView],
    proposers: Mapping[UUID, tuple[str, datetime]],
    calendar: Calendar,
) -> SignCard:
    dossier = step.dossier
    draft = drafts.get(dossier.result_document_id) if dossier.result_document_id else None
    who, when = proposers.get(dossier.id, ("", step.opened_at))
    return SignCard(
        dossier_id=dossier.id,
        code=dossier.code,
        step_id=step.id,
        result_title=draft.title if draft else "",
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        owner_name=dossier.owner_name,
        proposed_by=who,
        proposed_at=when,
        summary=draft.summary if draft else "",
        left=row_time_left(dossier, calendar, now=clock.now()),
        file_id=draft.file_id if draft else None,
    )
