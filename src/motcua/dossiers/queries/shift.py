"""The counter's day in figures: taken in, handed on, given back, fees, and what is still open."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.errors import SeatRequiredError
from motcua.dossiers.models import Dossier, HandoverLine, HandoverList
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.handovers import counters_of, waiting_steps
from motcua.dossiers.types import Channel, ShiftReport, Status
from motcua.kit import clock
from motcua.kit.scope import acting
from motcua.payments import api as payments

AT_WORK = [2, 4, 5, 6]  # in the words of the index `dossier_at_work`


def shift_report(*, actor: Actor, day: date) -> ShiftReport:
    """Of the counter where the actor sits; fees are those of its agency."""
    counters = counters_of(actor)
    if not counters:
        raise SeatRequiredError(permission=Permission.ACCEPT)
    unit = directory.organisation(counters[0])
    start = datetime.combine(day, time(0), clock.LEGAL_ZONE)
    end = start + timedelta(days=1)
    with acting(actor.scope):
        here = Dossier.objects.filter(received_by_unit_id=unit.id)
        lists = HandoverList.objects.filter(
            from_unit_id=unit.id, made_at__gte=start, made_at__lt=end
        )
        handed, refused_there = _lines(lists)
        return ShiftReport(
            unit_name=unit.name,
            day=day,
            taken_in=_taken_in(here, start, end),
            refused=here.filter(status=3, ended_at__gte=start, ended_at__lt=end).count(),
            given_back=here.filter(returned_at__gte=start, returned_at__lt=end).count(),
            lists=lists.count(),
            handed_to_units=handed,
            not_received=refused_there,
            fees=payments.taken_between(unit.agency_id, start, end),
            waiting=here.filter(status=Status.SUBMITTED).count(),
            at_work=here.filter(status__in=AT_WORK).count(),
            papers_here=_papers_here(unit.id),
            results_here=here.filter(status=Status.RESOLVED).count(),
        )


def _taken_in(here: QuerySet[Dossier], start: datetime, end: datetime) -> Mapping[Channel, int]:
    rows = here.filter(accepted_at__gte=start, accepted_at__lt=end).values_list("channel")
    return {Channel(channel): count for channel, count in rows.annotate(Count("id"))}


def _lines(lists: QuerySet[HandoverList]) -> tuple[int, int]:
    found = HandoverLine.objects.filter(handover__in=lists)
    counted = found.aggregate(given=Count("id"), refused=Count("id", filter=Q(received=False)))
    return counted["given"], counted["refused"]


def _papers_here(unit_id: UUID) -> int:
    return waiting_steps([unit_id]).values("dossier_id").distinct().count()
