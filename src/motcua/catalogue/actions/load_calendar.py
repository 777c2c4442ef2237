"""Bring the public holidays and make-up days of the data file into the calendar."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import data_files
from motcua.catalogue.events import CalendarChanged
from motcua.catalogue.models import CalendarDay, CalendarDecision
from motcua.catalogue.permissions import Permission, authorize
from motcua.directory.types import Actor
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def load_calendar(*, actor: Actor) -> int:
    """Returns how many decisions were new. A decision once loaded is never touched again."""
    authorize(actor, Permission.LOAD_PROCEDURES)
    known = set(CalendarDecision.objects.values_list("decision", flat=True))
    new = [row for row in data_files.calendar_rows() if row["decision"] not in known]
    changes = [_add(row) for row in new]
    for change_id in changes:
        audit.record(
            actor_id=actor.person_id,
            verb="catalogue.load_calendar",
            object_type="calendar_decision",
            object_id=change_id,
        )
    if changes:
        publish(CalendarChanged(change_id=changes[-1]))
    return len(changes)


def _add(row: data_files.Row) -> UUID:
    decision = CalendarDecision.objects.create(
        decision=row["decision"],
        reason_vi=row["reason"]["vi"],
        reason_en=row["reason"]["en"],
        confirmed=row.get("confirmed", True),
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(
            decision=decision,
            day=day["day"],
            kind=day.get("kind", CalendarDay.Kind.OFF),
            name_vi=day.get("name", {}).get("vi", ""),
            name_en=day.get("name", {}).get("en", ""),
        )
        for day in row["days"]
    )
    return decision.id
