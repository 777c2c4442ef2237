"""What waits at the counter to be handed to a unit, and the lists by which it was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.dossiers.errors import HandoverNotFoundError
from motcua.dossiers.models import Dossier, HandoverLine, HandoverList, Paper, Step
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import in_language, person_names, unit_name
from motcua.dossiers.types import (
    PAUSED,
    RUNNING,
    Channel,
    HandoverRow,
    HandoverView,
    PaperCount,
    PaperSource,
    UnitPile,
)
from motcua.engines.flow.types import StepKind
from motcua.kit.scope import acting

MOST_WAITING = 200
SHOWN = 40
AT_WORK = [status.value for status in RUNNING | PAUSED]
ON_PAPER = [Channel.DIRECT.value, Channel.POSTAL.value]
RECEIVERS = (Role.CASE_OFFICER, Role.HEAD, Role.LEADER, Role.REGISTRY_CLERK)


def to_hand_to_units(*, actor: Actor) -> tuple[UnitPile, ...]:
    """Accepted at the actor's counters with something on paper, unit by unit, the oldest first."""
    with acting(actor.scope):
        steps = list(waiting_steps(counters_of(actor)).order_by("opened_at")[:MOST_WAITING])
        papers = papers_of([step.dossier for step in steps])
        piles: defaultdict[UUID, dict[UUID, HandoverRow]] = defaultdict(dict)
        for step in steps:
            row = _row(step.dossier, papers[step.dossier_id])
            piles[step.unit_id].setdefault(step.dossier_id, row)
        return tuple(
            UnitPile(unit_id, unit_name(unit_id), tuple(rows.values()))
            for unit_id, rows in piles.items()
        )


def counters_of(actor: Actor) -> list[UUID]:
    return [seat.unit_id for seat in actor.seats if seat.role == Role.RECEPTION]


def waiting_steps(counters: Sequence[UUID]) -> QuerySet[Step]:
    """Open steps of other units, whose dossier's papers still lie at one of these counters.

    Papers leave the counter once, to who decides; from there on they go from unit to unit. Who is
    only asked for an opinion, and another agency with a matter of its own, get none of them.
    """
    given = HandoverLine.objects.filter(
        Q(received=None) | Q(received=True),
        dossier_id=OuterRef("dossier_id"),
    )
    brought = Paper.objects.filter(dossier_id=OuterRef("dossier_id"), source=PaperSource.COUNTER)
    on_paper = Q(dossier__channel__in=ON_PAPER) | Exists(brought)
    deciding = (
        Step.objects.filter(done_at=None).exclude(role=ELSEWHERE).exclude(kind=StepKind.CONSULT)
    )
    begun_before = deciding.filter(dossier_id=OuterRef("dossier_id"), id__lt=OuterRef("id"))
    found = deciding.filter(
        on_paper,
        dossier__status__in=AT_WORK,
        dossier__received_by_unit_id__in=counters,
    )
    found = found.exclude(unit_id__in=counters).exclude(Exists(begun_before))
    return found.exclude(Exists(given)).select_related("dossier")


def papers_of(dossiers: Iterable[Dossier]) -> Mapping[UUID, tuple[PaperCount, ...]]:
    """What was handed in on paper, by dossier; one statement."""
    named = {one.id: {c.code: c.name.vi for c in case_of(one).components} for one in dossiers}
    found: defaultdict[UUID, tuple[PaperCount, ...]] = defaultdict(tuple)
    rows = Paper.objects.filter(dossier_id__in=named, superseded_at=None).order_by("handed_in_at")
    for paper in rows:
        if paper.originals or paper.copies:
            name = named[paper.dossier_id].get(paper.component, paper.component)
            found[paper.dossier_id] += (PaperCount(name, paper.originals, paper.copies),)
    return found


def handover_lists(*, actor: Actor) -> tuple[HandoverView, ...]:
    """Given or to be received by units where the actor sits; those that wait, then the newest."""
    with acting(actor.scope):
        found = _of_actor(actor).annotate(lines_count=Count("lines"))
        waiting = list(found.filter(received_at=None).order_by("-made_at")[:SHOWN])
        done = list(found.filter(received_at__isnull=False).order_by("-made_at")[:SHOWN])
        rows = waiting + done
        names = person_names(p for row in rows for p in (row.made_by_id, row.received_by_id))
        return tuple(_view(row, actor, names, count=row.lines_count) for row in rows)


def handover_list(*, actor: Actor, list_id: UUID) -> HandoverView:
    with acting(actor.scope):
        row = found_handover(actor, list_id)
        names = person_names((row.made_by_id, row.received_by_id))
        lines = row.lines.select_related("dossier").order_by("dossier__code")
        rows = tuple(
            _row(line.dossier, tuple(PaperCount(**paper) for paper in line.papers), line.received)
            for line in lines
        )
        return _view(row, actor, names, count=len(rows), rows=rows)


def found_handover(actor: Actor, list_id: UUID, *, lock: bool = False) -> HandoverList:
    lists = _of_actor(actor)
    row = (lists.select_for_update() if lock else lists).filter(pk=list_id).first()
    if row is None:
        raise HandoverNotFoundError
    return row


def may_receive(actor: Actor, row: HandoverList) -> bool:
    sits = any(actor.holds(role, unit_id=row.to_unit_id) for role in RECEIVERS)
    return sits and row.received_at is None and row.made_by_id != actor.person_id


def _of_actor(actor: Actor) -> QuerySet[HandoverList]:
    units = [seat.unit_id for seat in actor.seats]
    mine = Q(from_unit_id__in=counters_of(actor)) | Q(to_unit_id__in=units)
    return HandoverList.objects.filter(mine)


def _row(
    dossier: Dossier,
    papers: tuple[PaperCount, ...],
    received: bool | None = None,  # noqa: FBT001
) -> HandoverRow:
    return HandoverRow(
        dossier_id=dossier.id,
        code=dossier.code,
        procedure_name=in_language(catalogue.version(dossier.version_id).name),
        owner_name=dossier.owner_name,
        accepted_at=dossier.accepted_at,
        due_at=dossier.due_at,
        papers=papers,
        received=received,
    )


def _view(
    row: HandoverList,
    actor: Actor,
    names: Mapping[UUID, str],
    *,
    count: int,
    rows: tuple[HandoverRow, ...] = (),
) -> HandoverView:
    from_unit = directory.organisation(row.from_unit_id)
    return HandoverView(
        list_id=row.id,
        code=row.code,
        agency_name=directory.organisation(from_unit.agency_id).name,
        from_unit=from_unit.name,
        to_unit=unit_name(row.to_unit_id),
        made_by=names.get(row.made_by_id, ""),
        made_at=row.made_at,
        received_by=names.get(row.received_by_id, "") if row.received_by_id else "",
        received_at=row.received_at,
        may_receive=may_receive(actor, row),
        count=count,
        rows=rows,
    )
