"""Late, and known in time: the apology and extension letter (form 04), at most once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    ExtensionNotAllowedError,
    LetterSentError,
    ReasonRequiredError,
    WrongMomentError,
)
from motcua.dossiers.events import ApologySent, DeadlineExtended, DossierTurn
from motcua.dossiers.models import ApologyDraft, Dossier, Turn, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.legal_clock import assess, turns_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.types import Status
from motcua.engines.legaltime import api as legaltime
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command


@command
def apologise(*, actor: Actor, dossier_id: UUID, days: int, reason: str) -> datetime:
    """Extend by `days` working days from the due date; returns the new one.

    At least one day ahead, at most once (NĐ 297/2025/NĐ-CP Điều 6 k5).
    """
    dossier, deadline = _lock(actor, dossier_id, reason)
    verdict = legaltime.may_apologise(
        deadline, catalogue.calendar(), clock.now(), dossier.extensions
    )
    if not verdict.allowed or deadline.due_at is None:
        raise ExtensionNotAllowedError(reason=in_language(verdict.reason))
    return _extend(dossier, actor, deadline.due_at, days=days, reason=reason)


@command
def send_letter(*, actor: Actor, dossier_id: UUID, days: int, reason: str) -> bool:
    """The letter in any case, once. True when it was in time and moved the date.

    Too late it still goes to the person, with the day we now promise, but moves no date: the
    dossier stays late without a valid apology.
    """
    dossier, deadline = _lock(actor, dossier_id, reason)
    if deadline.due_at is None or deadline.is_over or dossier.state is not Status.IN_PROGRESS:
        raise WrongMomentError(status=dossier.status_name)
    if dossier.extensions or _has_apologised(dossier):
        raise LetterSentError
    verdict = legaltime.may_apologise(
        deadline, catalogue.calendar(), clock.now(), dossier.extensions
    )
    if verdict.allowed:
        _extend(dossier, actor, deadline.due_at, days=days, reason=reason)
    else:
        _say_sorry(dossier, actor, days=days, reason=reason)
    return verdict.allowed


def _lock(actor: Actor, dossier_id: UUID, reason: str) -> tuple[Dossier, legaltime.Deadline]:
    if not reason.strip():
        raise ReasonRequiredError
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.APOLOGISE)
    return dossier, assess(dossier, turns_of(dossier), now=clock.now())


def _has_apologised(dossier: Dossier) -> bool:
    return Turn.objects.filter(dossier_id=dossier.id, kind=TurnKind.APOLOGISED).exists()


def _extend(dossier: Dossier, actor: Actor, due: datetime, *, days: int, reason: str) -> datetime:
    new_due = later(due, days)
    facts = {"extended_to": new_due.isoformat(), "days": days}
    _write(dossier, actor, (TurnKind.EXTENDED, DeadlineExtended), facts=facts, reason=reason)
    return new_due


def _say_sorry(dossier: Dossier, actor: Actor, *, days: int, reason: str) -> None:
    facts = {"promised": later(clock.now(), days).isoformat(), "days": days, "valid": False}
    _write(dossier, actor, (TurnKind.APOLOGISED, ApologySent), facts=facts, reason=reason)


def later(at: datetime, days: int) -> datetime:
    """The closing hour of the day so many working days after."""
    calendar = catalogue.calendar()
    day = at.astimezone(clock.LEGAL_ZONE).date()
    return calendar.closing(calendar.add_working_days(day, days))


def _write(
    dossier: Dossier,
    actor: Actor,
    what: tuple[TurnKind, type[DossierTurn]],
    *,
    facts: Mapping[str, object],
    reason: str,
) -> None:
    kind, event = what
    turns = Chronicle(dossier, actor)
    turn = turns.add(kind, facts=facts, note=reason.strip())
    turns.write()
    ApologyDraft.objects.filter(dossier=dossier, sent_at=None).update(
        sent_at=turn.at, sent_by_id=actor.person_id, valid=kind is TurnKind.EXTENDED
    )
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.apologise",
        object_type="dossier",
        object_id=dossier.id,
        details=dict(facts),
    )
    publish(event(dossier_id=dossier.id, turn_id=turn.id))
