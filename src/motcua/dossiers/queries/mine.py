"""A citizen's own dossiers."""

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.messages import unread_of
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.visible import of_applicant
from motcua.dossiers.types import STATUS_NAMES, MyDossier, Status
from motcua.kit.scope import acting


def my_dossiers(*, actor: Actor) -> tuple[MyDossier, ...]:
    """The newest first; at most 200."""
    with acting(actor.scope):
        rows = list(of_applicant(actor).order_by("-submitted_at")[:200])
        unread = unread_of([row.id for row in rows], by_citizen=False)
    return tuple(_mine(row, unread.get(row.id, 0)) for row in rows)


def _mine(row: Dossier, unread: int) -> MyDossier:
    return MyDossier(
        dossier_id=row.id,
        code=row.code,
        procedure_name=in_language(catalogue.version(row.version_id).name),
        status=row.state,
        status_name=str(STATUS_NAMES[row.state]),
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        paused_since=row.paused_since,
        waiting_for_me=row.state is Status.SUPPLEMENT_REQUESTED,
        unread=unread,
    )
