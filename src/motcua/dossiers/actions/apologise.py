"""Late, and known in time: the apology and extension letter (form 04), at most once."""

from datetime import datetime
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import ExtensionNotAllowedError, ReasonRequiredError
from motcua.dossiers.events import DeadlineExtended
from motcua.dossiers.models import TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.legal_clock import assess, turns_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.names import in_language
from motcua.engines.legaltime import api as legaltime
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def apologise(*, actor: Actor, dossier_id: UUID, days: int, reason: str) -> datetime:
    """Extend by `days` working days from the due date; returns the new one.

    At least one day ahead, at most once (NĐ 297/2025/NĐ-CP Điều 6 k5).
    """
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.APOLOGISE)
    calendar = catalogue.calendar()
    deadline = assess(dossier, turns_of(dossier), now=clock.now())
    verdict = legaltime.may_apologise(deadline, calendar, clock.now(), dossier.extensions)
    if not verdict.allowed or deadline.due_at is None:
        raise ExtensionNotAllowedError(reason=in_language(verdict.reason))
    due_on = deadline.due_at.astimezone(clock.LEGAL_ZONE).date()
    new_due = calendar.closing(calendar.add_working_days(due_on, days))
    turns = Chronicle(dossier, actor)
    turn = turns.add(
        TurnKind.EXTENDED,
        facts={"extended_to": new_due.isoformat(), "days": days},
        note=reason.strip(),
    )
    turns.write()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.apologise",
        object_type="dossier",
        object_id=dossier.id,
        details={"extended_to": new_due.isoformat()},
    )
    publish(DeadlineExtended(dossier_id=dossier.id, turn_id=turn.id))
    return new_due
