"""Conditions of a narrowed search, and the place in the list where its next page starts."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Q

from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Mark, Narrowing
from motcua.kit import clock

NEAR = timedelta(days=3)
NEWEST_FIRST = ("-submitted_at", "-id")


def narrow(narrowing: Narrowing) -> Q:
    wanted = {
        "status": narrowing.status,
        "channel": narrowing.channel,
        "procedure_code": narrowing.procedure_code or None,
    }
    exact = Q(**{name: value for name, value in wanted.items() if value is not None})
    return exact & _period(narrowing) & _mark(narrowing.mark)


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
    now = clock.now()
    running = Q(ended_at=None, paused_since=None)
    conditions = {
        Mark.OVERDUE: running & Q(due_at__lt=now),
        Mark.NEAR: running & Q(due_at__gte=now, due_at__lt=now + NEAR),
        Mark.ENDED_LATE: Q(ended_at__gt=F("due_at")),
        Mark.EXTENDED: Q(extensions__gt=0),
        Mark.SUPPLEMENTED: Q(supplements__gt=0),
    }
    return conditions[mark] if mark else Q()


def place_of(dossier: Dossier) -> str:
    return f"{dossier.submitted_at.isoformat()}_{dossier.id}"


def beyond(place: str) -> Q:
    """Rows after this place; what was not made by `place_of` starts at the beginning."""
    moment, _, key = place.partition("_")
    try:
        at, last = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return Q()
    if at.tzinfo is None:
        return Q()
    return Q(submitted_at__lt=at) | Q(submitted_at=at, id__lt=last)
