"""Rows for the agencies that a step needs: an opinion, or a child dossier of another procedure."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.events import LinkAsked, MainEnded
from motcua.dossiers.models import Dossier, Referral, Step, TurnKind
from motcua.dossiers.models.step import ELSEWHERE
from motcua.dossiers.queries.between import linked_at, silence_of
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import unit_name
from motcua.dossiers.queries.referrals import seal_answer, seal_question
from motcua.dossiers.types import Opinion, ReferralKind
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.ids import new_id

TURN_OF = {
    ReferralKind.TRANSFER: TurnKind.TRANSFERRED,
    ReferralKind.CONSULT: TurnKind.CONSULTED,
    ReferralKind.LINKED: TurnKind.LINKED,
}


def refer_steps(dossier: Dossier, steps: Iterable[Step], turns: Chronicle) -> None:
    """What the process itself asks of others when these steps open."""
    for step in steps:
        if step.kind == ReferralKind.CONSULT:
            _consult(dossier, step, turns)
        elif step.kind == ReferralKind.LINKED and linked_at(case_of(dossier), step.key):
            _link(dossier, step, turns)


def _consult(dossier: Dossier, step: Step, turns: Chronicle) -> None:
    row = new_referral(
        dossier,
        ReferralKind.CONSULT,
        to_unit_id=step.unit_id,
        due_at=step.due_at,
        step_key=step.key,
    )
    row.silence = silence_of(case_of(dossier), step.key)
    row.file_ids = submitted_files(dossier)
    add(row, turns)


def _link(dossier: Dossier, step: Step, turns: Chronicle) -> None:
    if step.role != ELSEWHERE:
        return  # no child can be made; an official of the step asks on paper
    row = new_referral(
        dossier, ReferralKind.LINKED, to_unit_id=step.unit_id, due_at=step.due_at, step_key=step.key
    )
    add(row, turns)
    publish(LinkAsked(referral_id=row.id))


def new_referral(
    dossier: Dossier,
    kind: ReferralKind,
    *,
    to_unit_id: UUID,
    due_at: datetime | None,
    step_key: str = "",
    question: str = "",
) -> Referral:
    referral_id, now = new_id(), clock.now()
    return Referral(
        id=referral_id,
        dossier=dossier,
        kind=kind,
        step_key=step_key,
        dossier_code=dossier.code,
        version_id=dossier.version_id,
        from_agency_id=dossier.agency_id,
        to_agency_id=directory.organisation(to_unit_id).agency_id,
        to_unit_id=to_unit_id,
        opened_at=now,
        starts_at=now,
        due_at=due_at,
        content_sealed=seal_question(referral_id, question),
    )


def add(row: Referral, turns: Chronicle, *, note: str = "") -> None:
    """The row, and the turn that says so in the chronicle."""
    row.save(force_insert=True)
    turns.add(
        TURN_OF[ReferralKind(row.kind)],
        facts={
            "referral": str(row.id),
            "step": row.step_key,
            "to": str(row.to_agency_id),
            "due_at": row.due_at.isoformat() if row.due_at else "",
        },
        note=note or unit_name(row.to_unit_id),
        unit_id=row.to_unit_id,
    )


def submitted_files(dossier: Dossier) -> list[UUID]:
    """Files of the papers that are handed in; what is only shown is nobody else's to see."""
    submitted = {c.code for c in case_of(dossier).components if c.mode == "submit"}
    held = dossier.papers.filter(superseded_at=None, component__in=submitted)
    return [file_id for paper in held for file_id in paper.file_ids]


def close_answered(dossier: Dossier, step: Step, *, actor: Actor, note: str) -> None:
    """A unit of the same agency answers in the dossier itself: its row is closed with the step."""
    rows = Referral.objects.filter(dossier=dossier, step_key=step.key, closed_at=None)
    for row in rows.select_for_update():
        row.closed_at, row.closed_by_id = clock.now(), actor.person_id
        row.outcome = Opinion.AGREED
        row.answer_sealed = seal_answer(row.id, note.strip())
        row.save(update_fields=["closed_at", "closed_by_id", "outcome", "answer_sealed"])


def end_referrals(dossier: Dossier) -> None:
    """Nobody need answer for a dossier that has ended; its children end with it."""
    waiting = Referral.objects.filter(dossier=dossier, closed_at=None)
    kinds = set(waiting.values_list("kind", flat=True))
    if kinds:
        waiting.update(closed_at=clock.now(), outcome="ended")
    if ReferralKind.LINKED in kinds:
        publish(MainEnded(dossier_id=dossier.id))
