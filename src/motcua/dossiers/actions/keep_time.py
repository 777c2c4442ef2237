"""What time itself does to dossiers: a decreed holiday, silence, no answer, the end of keeping."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.audit import api as audit
from motcua.catalogue.events import CalendarChanged
from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.dossiers.actions.end_early import stop
from motcua.dossiers.actions.fill_in_for import forget_entry_of
from motcua.dossiers.actions.keep_batches import kept_for_others
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.events import DueDateMoved
from motcua.dossiers.models import (
    Dossier,
    Draft,
    Message,
    Paper,
    Referral,
    SupplementRequest,
    TurnKind,
)
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.drafts import seal_content
from motcua.dossiers.queries.legal_clock import assess, turns_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.referrals import seal_question
from motcua.dossiers.types import ENDED, Status
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.one_by_one import one_by_one
from motcua.kit.scope import SYSTEM, acting

CALENDAR = directory.system_actor("calendar")
SILENCE = directory.system_actor("silence")
KEEPER = directory.system_actor("retention")
OVER = [status.value for status in (*ENDED, Status.RESOLVED)]


def move_for_calendar(event: CalendarChanged) -> None:
    """A day decreed off today moves running dossiers, each with a turn that says why."""
    with acting(SYSTEM):
        running = Dossier.objects.filter(accepted_at__isnull=False).exclude(status__in=OVER)
        ids = list(running.values_list("id", flat=True))
    one_by_one(lambda dossier_id: _move_one(dossier_id, event.change_id), ids)


def _move_one(dossier_id: UUID, change_id: UUID) -> None:
    with acting(SYSTEM):
        dossier = lock_dossier(dossier_id, actor=CALENDAR, permission=Permission.VIEW)
        if dossier.state in ENDED or dossier.state is Status.RESOLVED:
            return
        deadline = assess(dossier, turns_of(dossier), now=clock.now())
        if deadline.due_at is None or deadline.due_at == dossier.due_at:
            return
        turns = Chronicle(dossier, CALENDAR)
        before = dossier.due_at.isoformat() if dossier.due_at else ""
        turn = turns.add(
            TurnKind.DUE_MOVED, facts={"calendar_change": str(change_id), "before": before}
        )
        turns.write()
        publish(DueDateMoved(dossier_id=dossier.id, turn_id=turn.id))


UNANSWERED = "Quá thời hạn bổ sung mà không nhận được giấy tờ (khoản 4 Điều 6 NĐ 297/2025/NĐ-CP)."


def close_unanswered() -> int:
    """No answer within the limit closes the dossier, with notice (NĐ 297/2025/NĐ-CP Điều 6 k4a)."""
    with acting(SYSTEM):
        overdue = list(_overdue().values_list("id", "dossier_id"))
    return sum(one_by_one(lambda one: _close(*one), overdue))


def _overdue() -> QuerySet[SupplementRequest]:
    return SupplementRequest.objects.filter(answered_at=None, answer_by__lt=clock.now())


def _close(request_id: UUID, dossier_id: UUID) -> bool:
    """Locked, and looked at again: an answer that came in meanwhile counts."""
    with acting(SYSTEM):
        lock_dossier(dossier_id, actor=SILENCE, permission=Permission.STOP)
        still_silent = _overdue().filter(pk=request_id).exists()
        if still_silent:
            stop(actor=SILENCE, dossier_id=dossier_id, reason=UNANSWERED)
        return still_silent


def forget_drafts() -> int:
    """Drafts that nobody touched for 30 days go, with their files; what is being handed in stays."""
    with acting(SYSTEM):
        expired = Draft.objects.filter(expires_on__lt=clock.today(), dossier_id=None)
        old = list(expired.select_for_update(skip_locked=True))
        for draft in old:
            files = [UUID(held) for held_files in draft.papers.values() for held in held_files]
            documents.erase(files)
            draft.delete()
    return len(old)


def purge_expired() -> int:
    """What a person told us goes when the procedure's retention is over; what was decided stays.

    Answers and uploaded papers are erased; code, chronicle and the signed result remain
    (Luật 91/2025/QH15; retention of each procedure).
    """
    with acting(SYSTEM):
        due = list(
            Dossier.objects.select_for_update(skip_locked=True).filter(
                keep_until__lt=clock.today()
            )[:200]
        )
        for dossier in due:
            files = [f for paper in Paper.objects.filter(dossier=dossier) for f in paper.file_ids]
            files += forget_entry_of(dossier.id)
            documents.erase(set(files) - kept_for_others(dossier.id))
            for row in Referral.objects.filter(dossier=dossier):
                row.content_sealed, row.answer_sealed = seal_question(row.id, ""), None
                row.save(update_fields=["content_sealed", "answer_sealed"])
            dossier.answers_sealed = seal_content(dossier.id, answers={}, provenance={})
            Message.objects.filter(dossier=dossier).delete()
            dossier.keep_until = None
            dossier.save(update_fields=["answers_sealed", "keep_until"])
            audit.record(
                actor_id=KEEPER.person_id,
                verb="dossier.purge",
                object_type="dossier",
                object_id=dossier.id,
            )
    return len(due)
