"""The working calendar out of the decisions that made it; read again only when one is added."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db import connection

from motcua.catalogue.models import CalendarDay
from motcua.engines.legaltime.api import Calendar, Sentence, SpecialDay


def calendar() -> Calendar:
    """One small query; the rest only after a change."""
    with connection.cursor() as cursor:  # written out: every page with a date asks
        cursor.execute("SELECT id FROM catalogue_calendar_decision ORDER BY id DESC LIMIT 1")
        newest = cursor.fetchone()
    return _read(newest[0] if newest else None)


@lru_cache(maxsize=4)
def _read(newest: UUID | None) -> Calendar:
    days = CalendarDay.objects.select_related("decision").order_by("decision_id", "day")
    known = [] if newest is None else list(days.filter(decision_id__lte=newest))
    return Calendar(
        days_off=_special(known, CalendarDay.Kind.OFF),
        makeup_days=_special(known, CalendarDay.Kind.MAKEUP),
    )


def _special(days: Iterable[CalendarDay], kind: str) -> list[SpecialDay]:
    return [
        SpecialDay(
            on=day.day,
            name=Sentence(
                day.name_vi or day.decision.reason_vi, day.name_en or day.decision.reason_en
            ),
            decision=day.decision.decision,
            decided_at=day.decision.decided_at,
        )
        for day in days
        if day.kind == kind
    ]
