"""Conditions of a narrowed search, and the place in the list where its next page starts."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThan

from motcua.dossiers.models import Dossier
from motcua.dossiers.types import ENDED, PAUSED, RUNNING, Mark, Narrowing, Order, Status
from motcua.kit import clock

NEAR = timedelta(days=3)
NEWEST_FIRST = ("-submitted_at", "-id")
MOST_URGENT_FIRST = ("due_at", "id")
LOOKED_BACK = timedelta(days=90)
# These are few at any time, and an index of their own leads to them.
STILL_RUNNING = RUNNING | PAUSED | {Status.SUBMITTED}
RUNNING_MARKS = frozenset({Mark.OVERDUE, Mark.NEAR})


def looked_back(words: str, narrowing: Narrowing) -> date | None:
    """The first day, where neither words nor days nor "still running" keep the search short."""
    chosen = narrowing.submitted_from or narrowing.submitted_to
    running = (
        narrowing.status in STILL_RUNNING
        or narrowing.mark in RUNNING_MARKS
        or narrowing.order is Order.URGENT
    )
    return (
        None
        if words.strip() or narrowing.content or chosen or running
        else clock.today() - LOOKED_BACK
    )


def order_of(narrowing: Narrowing) -> tuple[str, ...]:
    return MOST_URGENT_FIRST if narrowing.order is Order.URGENT else NEWEST_FIRST


def narrow(narrowing: Narrowing) -> Q:
    wanted = {
        "status": narrowing.status,
        "channel": narrowing.channel,
        "procedure_code": narrowing.procedure_code or None,
    }
    exact = Q(**{name: value for name, value in wanted.items() if value is not None})
    return exact & _period(narrowing) & _mark(narrowing.mark) & _ordered(narrowing.order)


def _ordered(order: Order) -> Q:
    """Only what still runs can be urgent; in the words of the index `dossier_urgent`."""
    if order is Order.NEWEST:
        return Q()
    return ~Q(status__in=[status.value for status in ENDED]) & Q(
        ended_at=None, due_at__isnull=False
    )


def _period(narrowing: Narrowing) -> Q:
    """Whole days of Việt Nam: the last day ends where the next begins."""
    period = Q()
    if narrowing.submitted_from:
        period &= Q(submitted_at__gte=_midnight(narrowing.submitted_from))
    if narrowing.submitted_to:
        period &= Q(submitted_at__lt=_midnight(narrowing.submitted_to) + timedelta(days=1))
    return period


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.LEGAL_ZONE)


def _mark(mark: Mark | None) -> Q:
    """The appointed day is in time to its end, as every row says of itself (docs/law/legal-clock.md)."""
    today = _midnight(clock.today())
    running = Q(ended_at=None, paused_since=None)
    conditions = {
        Mark.OVERDUE: running & Q(due_at__lt=today),
        Mark.NEAR: running & Q(due_at__gte=today, due_at__lt=clock.now() + NEAR),
        Mark.ENDED_LATE: Q(GreaterThan(_day("ended_at"), _day("due_at"))),
        Mark.EXTENDED: Q(extensions__gt=0),
        Mark.SUPPLEMENTED: Q(supplements__gt=0),
    }
    return conditions[mark] if mark else Q()


def _day(moment: str) -> TruncDate:
    return TruncDate(moment, tzinfo=clock.LEGAL_ZONE)


def place_of(dossier: Dossier, order: Order) -> str:
    at = dossier.due_at if order is Order.URGENT else dossier.submitted_at
    return f"{at.isoformat() if at else ''}_{dossier.id}"


def read_place(place: str) -> tuple[datetime, UUID] | None:
    """What `place_of` made; None for anything else."""
    moment, _, key = place.partition("_")
    try:
        at, last = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
    return (at, last) if at.tzinfo is not None else None


def beyond(place: str, order: Order) -> Q:
    """Rows after this place; what was not made by `place_of` starts at the beginning."""
    found = read_place(place)
    if found is None:
        return Q()
    at, last = found
    if order is Order.URGENT:
        return Q(due_at__gt=at) | Q(due_at=at, id__gt=last)
    return Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last)
