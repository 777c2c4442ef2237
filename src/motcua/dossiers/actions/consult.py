"""Opinions of other agencies: asked in parallel, answered in their own time, silent only by law."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.actions.refer import add, new_referral
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import (
    AnswerDaysError,
    AskedAlreadyError,
    FileNotHereError,
    NobodyToAskError,
    QuestionRequiredError,
    ReasonRequiredError,
)
from motcua.dossiers.events import OpinionGiven
from motcua.dossiers.models import Dossier, Paper, Referral
from motcua.dossiers.permissions import Permission, may_act_on
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.referrals import lock_referral, seal_answer
from motcua.dossiers.types import Opinion, ReferralKind
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command

MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, within how many working days, with which files of the dossier."""

    words: str
    days: int
    file_ids: Sequence[UUID] = field(default_factory=tuple)


@command
def consult(
    *, actor: Actor, dossier_id: UUID, agency_ids: Sequence[UUID], question: Question
) -> tuple[UUID, ...]:
    """Each agency gets a row and a sub-clock of its own. Here silence is never consent: no law says so."""
    _refuse_unclear(question)
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.CONSULT)
    asked = [one for one in dict.fromkeys(agency_ids) if one != dossier.agency_id]
    if not asked:
        raise NobodyToAskError
    _refuse_asked_already(dossier, asked)
    _refuse_foreign_files(dossier, question.file_ids)
    turns = Chronicle(dossier, actor)
    rows = [_ask(turns, actor, agency_id, question) for agency_id in asked]
    turns.write()
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.consult",
        object_type="dossier",
        object_id=dossier.id,
        details={"agencies": [str(one) for one in asked]},
    )
    return tuple(row.id for row in rows)


@command
def answer_consultation(
    *, actor: Actor, referral_id: UUID, opinion: Opinion, words: str = ""
) -> None:
    """In the scope of the agency that is asked; who asked takes it in by the event."""
    if opinion is not Opinion.AGREED and not words.strip():
        raise ReasonRequiredError
    row = lock_referral(referral_id, actor=actor, kind=ReferralKind.CONSULT)
    row.answer_sealed = seal_answer(row.id, words.strip())
    row.closed_at = clock.now()
    row.closed_by_id = actor.person_id
    row.outcome = opinion.value
    row.save(update_fields=["answer_sealed", "closed_at", "closed_by_id", "outcome"])
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.answer_consultation",
        object_type="dossier",
        object_id=row.dossier_id,
        details={"referral": str(row.id), "opinion": opinion.value, **_lent(actor, row)},
    )
    publish(OpinionGiven(referral_id=row.id))


def _lent(actor: Actor, row: Referral) -> dict[str, str]:
    """A substitute answers under their own name, on behalf of whose seat it is."""
    if may_act_on(actor.own, row):
        return {}
    allowing = (s for s in actor.lent_seats if may_act_on(replace(actor, seats=(s,)), row))
    return {"on_behalf_of": str(next(allowing).on_behalf_of)}


def _refuse_unclear(question: Question) -> None:
    if not question.words.strip():
        raise QuestionRequiredError
    if not 1 <= question.days <= MOST_DAYS:
        raise AnswerDaysError(most=MOST_DAYS)


def _refuse_asked_already(dossier: Dossier, agencies: Sequence[UUID]) -> None:
    waiting = Referral.objects.filter(
        dossier=dossier, kind=ReferralKind.CONSULT, closed_at=None, to_agency_id__in=agencies
    ).first()
    if waiting is not None:
        raise AskedAlreadyError(agency=directory.organisation(waiting.to_agency_id).name)


def _refuse_foreign_files(dossier: Dossier, file_ids: Sequence[UUID]) -> None:
    papers = Paper.objects.filter(dossier=dossier, superseded_at=None)
    here = {file_id for paper in papers for file_id in paper.file_ids}
    if not set(file_ids) <= here:
        raise FileNotHereError


def _ask(turns: Chronicle, actor: Actor, agency_id: UUID, question: Question) -> Referral:
    row = new_referral(
        turns.dossier,
        ReferralKind.CONSULT,
        to_unit_id=agency_id,
        due_at=_last_moment(question.days),
        question=question.words.strip(),
    )
    row.asked_by_id = actor.person_id
    row.file_ids = list(question.file_ids)
    add(row, turns, note=question.words.strip())
    return row


def _last_moment(days: int) -> datetime:
    calendar = catalogue.calendar()
    return calendar.closing(calendar.add_working_days(clock.today(), days))
