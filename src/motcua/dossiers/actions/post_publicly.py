"""Public posting: its days lie outside the legal time, and nobody ends it early."""

from uuid import UUID

from motcua.directory import api as directory
from motcua.dossiers.actions.complete_step import finish_step
from motcua.dossiers.actions.open_steps import POSTING
from motcua.dossiers.models import Step
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.one_by_one import one_by_one
from motcua.kit.scope import SYSTEM, acting

BOARD = directory.system_actor("posting")
OVER = "Hết thời hạn niêm yết công khai."


def end_postings() -> int:
    """When the days are over the dossier goes on by itself; a step that waits for its person waits."""
    with acting(SYSTEM):
        waiting = Step.objects.filter(kind=POSTING, done_at=None, due_at__lte=clock.now())
        over = list(waiting.values_list("id", "dossier_id"))
    one_by_one(lambda one: _end(*one), over)
    return len(over)


def _end(step_id: UUID, dossier_id: UUID) -> None:
    with acting(SYSTEM):
        dossier = lock_dossier(dossier_id, actor=BOARD, permission=Permission.WORK)
        step = Step.objects.get(pk=step_id)
        if step.done_at is None and dossier.state is Status.IN_PROGRESS:
            finish_step(dossier, step, actor=BOARD, outcome="done", note=OVER)
