"""Write days off and make-up days into the calendar; running dossiers hear of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue.errors import DayTwiceError, DecisionMissingError, NothingDecreedError
from motcua.catalogue.events import CalendarChanged
from motcua.catalogue.models import CalendarDay, CalendarDecision
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def decree_days(
    *,
    actor: Actor,
    days_off: Iterable[date] = (),
    makeup_days: Iterable[date] = (),
    decision: str,
    reason: str,
    reason_en: str = "",
) -> UUID:
    """Returns the id of the change. A later decision about a day overrides an earlier one."""
    authorize(actor, Permission.DECREE_DAYS)
    kinds = _kinds(set(days_off), set(makeup_days))
    if not decision.strip() or not reason.strip():
        raise DecisionMissingError
    change = CalendarDecision.objects.create(
        decision=decision.strip(),
        reason_vi=reason.strip(),
        reason_en=reason_en.strip() or reason.strip(),
        decided_by=actor.person_id,
        decided_at=clock.now(),
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(decision=change, day=day, kind=kind) for day, kind in sorted(kinds.items())
    )
    audit.record(
        actor_id=actor.person_id,
        verb="catalogue.decree_days",
        object_type="calendar_decision",
        object_id=change.id,
        details={
            "decision": change.decision,
            "days": {day.isoformat(): kind for day, kind in sorted(kinds.items())},
        },
    )
    publish(CalendarChanged(change_id=change.id))
    return change.id


def _kinds(days_off: set[date], makeup_days: set[date]) -> dict[date, str]:
    if not days_off and not makeup_days:
        raise NothingDecreedError
    both = days_off & makeup_days
    if both:
        raise DayTwiceError(day=f"{min(both):%d/%m/%Y}")
    off = dict.fromkeys(days_off, CalendarDay.Kind.OFF.value)
    return {**off, **dict.fromkeys(makeup_days, CalendarDay.Kind.MAKEUP.value)}
