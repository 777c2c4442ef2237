"""What came back from another agency moves the dossier on: an opinion, silence, a child's result."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.actions.complete_step import finish_step
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.events import OpinionGiven
from motcua.dossiers.models import Dossier, Referral, Step, Turn, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.referrals import answer_of, is_late
from motcua.dossiers.types import OPINIONS, PAUSED, SILENT, ReferralKind, Status
from motcua.kit import clock
from motcua.kit.one_by_one import one_by_one
from motcua.kit.scope import SYSTEM, acting

ELSEWHERE = directory.system_actor("elsewhere")
SILENT_WORDS = "Hết thời hạn trả lời mà không có ý kiến: coi như đồng ý ({ground})."


def take_in_opinion(event: OpinionGiven) -> None:
    """Safe to run twice: the turn names the row, and a step that is done stays done."""
    with acting(SYSTEM):
        row = Referral.objects.get(pk=event.referral_id)
        dossier = lock_dossier(row.dossier_id, actor=ELSEWHERE, permission=Permission.WORK)
        settle(dossier, row)


def lapse_consultations() -> int:
    """Silence is consent where the law says so, and it is that agency's lateness.

    Also finishes what an answer could not move on while the dossier waited for its applicant.
    """
    with acting(SYSTEM):
        silent = Referral.objects.filter(
            kind=ReferralKind.CONSULT, closed_at=None, due_at__lt=clock.now()
        ).exclude(silence="")
        due = list(silent.values_list("id", "dossier_id"))
    try:
        one_by_one(lambda one: _lapse(*one), due)
    finally:
        _settle_left_over()
    return len(due)


def _lapse(referral_id: UUID, dossier_id: UUID) -> None:
    with acting(SYSTEM):
        dossier = lock_dossier(dossier_id, actor=ELSEWHERE, permission=Permission.WORK)
        row = Referral.objects.select_for_update().get(pk=referral_id)
        if row.closed_at is None:
            _close_silent(row)
            settle(dossier, row)


def settle(dossier: Dossier, row: Referral) -> None:
    """The dossier is locked: tell the chronicle once, finish the step that waited, if it may now."""
    if dossier.state not in {Status.IN_PROGRESS, *PAUSED}:
        return
    actor = _who(row)
    if row.kind == ReferralKind.CONSULT and not _told(row):
        turns = Chronicle(dossier, actor)
        turns.add(TurnKind.OPINION, facts=_facts(row), note=_words(row), unit_id=row.to_unit_id)
        turns.write()
    step = Step.objects.filter(dossier=dossier, key=row.step_key, done_at=None).first()
    if step is not None and dossier.state is not Status.SUPPLEMENT_REQUESTED:
        _finish(dossier, step, row, actor)


def _finish(dossier: Dossier, step: Step, row: Referral, actor: Actor) -> None:
    way = row.outcome if row.kind == ReferralKind.LINKED else "answered"
    finish_step(dossier, step, actor=actor, outcome=way, facts=_facts(row), mark=row.outcome)


def _close_silent(row: Referral) -> None:
    row.closed_at = clock.now()
    row.outcome = SILENT
    row.save(update_fields=["closed_at", "outcome"])


def _settle_left_over() -> None:
    """Closed rows whose step is still open: it could not be finished when the answer came."""
    with acting(SYSTEM):
        closed = Referral.objects.filter(
            dossier=OuterRef("dossier"),
            step_key=OuterRef("key"),
            closed_at__isnull=False,
            opened_at__gte=OuterRef("opened_at"),
            outcome__in=[*OPINIONS, "resolved", "failed"],
        )
        waiting = Step.objects.filter(
            kind__in=[ReferralKind.CONSULT, ReferralKind.LINKED],
            done_at=None,
            dossier__status=Status.IN_PROGRESS,
        )
        left = list(waiting.filter(Exists(closed)).values_list("dossier_id", "key"))
    one_by_one(lambda one: _settle_one(*one), left)


def _settle_one(dossier_id: UUID, key: str) -> None:
    with acting(SYSTEM):
        dossier = lock_dossier(dossier_id, actor=ELSEWHERE, permission=Permission.WORK)
        rows = Referral.objects.filter(dossier=dossier, step_key=key, closed_at__isnull=False)
        settle(dossier, rows.latest("closed_at"))


def _told(row: Referral) -> bool:
    told = Turn.objects.filter(dossier_id=row.dossier_id, kind=TurnKind.OPINION)
    return bool(told.filter(facts__referral=str(row.id)).exists())


def _who(row: Referral) -> Actor:
    """The turn bears the name of who answered; the machine takes it in."""
    return replace(ELSEWHERE, person_id=row.closed_by_id) if row.closed_by_id else ELSEWHERE


def _facts(row: Referral) -> dict[str, object]:
    """`late`: of the agency that was asked, not of the one that waited."""
    facts: dict[str, object] = {
        "referral": str(row.id),
        "by_agency": str(row.to_agency_id),
        "answer": row.outcome,
        "late": is_late(row),
    }
    if row.outcome == SILENT:
        facts["ground"] = row.silence
    if row.child_id is not None:
        facts["child"] = str(row.child_id)
    return facts


def _words(row: Referral) -> str:
    return SILENT_WORDS.format(ground=row.silence) if row.outcome == SILENT else answer_of(row)
