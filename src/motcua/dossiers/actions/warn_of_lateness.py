"""Time runs short: whoever holds the dossier and the head hear of it, and form 04 lies ready."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.dossiers.actions.open_steps import diagram_of
from motcua.dossiers.models import ApologyDraft, Dossier, Step
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.queries.legal_clock import case_of, row_time_left
from motcua.dossiers.queries.offices import unit_for
from motcua.dossiers.rules import is_time_to_warn
from motcua.dossiers.types import Status
from motcua.engines.legaltime import api as legaltime
from motcua.kit import clock
from motcua.kit.one_by_one import one_by_one
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications

LOOK_AHEAD_WORKING_DAYS = 15
MOST_DAYS_PROPOSED = 10


def warn_of_lateness() -> int:
    """Once per dossier; returns how many were warned of. Run again, it finds only what is new."""
    with acting(SYSTEM):
        short = list(_running_short())
    return sum(one_by_one(_warn, short))


def _running_short() -> Iterator[UUID]:
    """From the projection alone: one statement, however many dossiers are running."""
    calendar, now = catalogue.calendar(), clock.now()
    for dossier in _unwarned(calendar).iterator():
        left = row_time_left(dossier, calendar, now=now)
        if is_time_to_warn(used=left.used, minutes=left.minutes):
            yield dossier.id


def _unwarned(calendar: legaltime.Calendar) -> QuerySet[Dossier]:
    horizon = calendar.closing(calendar.add_working_days(clock.today(), LOOK_AHEAD_WORKING_DAYS))
    return Dossier.objects.filter(
        status=Status.IN_PROGRESS,
        due_at__lte=horizon,
        paused_since=None,
        ended_at=None,
        extensions=0,
        apology_draft=None,
    )


def _warn(dossier_id: UUID) -> bool:
    with acting(SYSTEM):
        # Locked, and looked at again: meanwhile it may have ended or been extended.
        dossier = (
            _unwarned(catalogue.calendar())
            .select_for_update(of=("self",), skip_locked=True)
            .filter(pk=dossier_id)
            .first()
        )
        step = _step_that_counts(dossier_id)
        if dossier is None or dossier.due_at is None or step is None:
            return False
        ApologyDraft.objects.create(
            dossier=dossier,
            agency_id=dossier.agency_id,
            unit_id=step.unit_id,
            drafted_at=clock.now(),
            due_at=dossier.due_at,
            days=_days_proposed(dossier),
        )
        _tell(dossier, step)
        return True


def _step_that_counts(dossier_id: UUID) -> Step | None:
    """The oldest open step of the dossier's own agencies; else the answer that is waited for."""
    steps = list(Step.objects.filter(dossier_id=dossier_id, done_at=None).order_by("opened_at"))
    return next((s for s in steps if s.role != ELSEWHERE), steps[0] if steps else None)


def _days_proposed(dossier: Dossier) -> int:
    """Half of the limit in days, at least one; whoever sends the letter may change it."""
    limit = case_of(dossier).clock_policy.limit
    if limit.is_short:
        return 1
    return min(max(int(limit.value) // 2, 1), MOST_DAYS_PROPOSED)


def _tell(dossier: Dossier, step: Step) -> None:
    due = dossier.due_at.astimezone(clock.LEGAL_ZONE) if dossier.due_at else None
    day = f"{due:%H:%M %d/%m/%Y}" if due else ""
    for person_id in _holders(step):
        notifications.tell(
            person_id=person_id,
            kind="dossier.due_soon",
            title=_("Hồ sơ {code} sắp đến hạn").format(code=dossier.code),
            body=_(
                "Hẹn trả trước {due}. Nếu không kịp, gửi thư xin lỗi (mẫu 04) trước 01 ngày."
            ).format(due=day),
            dossier_id=dossier.id,
            link=f"{settings.SITE_ADDRESS}/can-bo/ho-so/{dossier.id}/",
            key=f"due_soon:{dossier.id}",
        )


def _holders(step: Step) -> set[UUID]:
    """Who holds the step, or may take it, and the heads of its unit.

    Of an answer that is due from another agency: those who wait for it.
    """
    if step.role == ELSEWHERE:
        return _who_wait(step)
    heads = {one.person_id for one in directory.holders(step.unit_id, Role.HEAD)}
    if step.assignee_id:
        return heads | {step.assignee_id}
    return heads | {one.person_id for one in directory.holders(step.unit_id, Role(step.role))}


def _who_wait(step: Step) -> set[UUID]:
    definition = diagram_of(step.dossier).step(step.key)
    unit = unit_for(step.dossier.agency_id, definition.unit)
    roles = (Role.HEAD, Role(definition.role))
    return {one.person_id for role in roles for one in directory.holders(unit.id, role)}
