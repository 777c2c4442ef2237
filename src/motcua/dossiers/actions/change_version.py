"""A new version takes effect: drafts follow it; what waits to be received moves where its rule says so.

What has been received keeps the version of its reception, always.
"""

from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.events import VersionTookEffect
from motcua.catalogue.types import ProcedureVersion, Rule
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.chronicle import Chronicle
from motcua.dossiers.errors import VersionChangedError
from motcua.dossiers.events import VersionChanged
from motcua.dossiers.models import Batch, Dossier, Draft, Paper, TurnKind
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import lock_dossier, lock_open_draft
from motcua.dossiers.types import DraftView, Status
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.one_by_one import one_by_one
from motcua.kit.scope import SYSTEM, acting, command

MOVER = directory.system_actor("versions")


@command
def renew_draft(*, actor: Actor, draft: DraftView) -> bool:
    """Whether a newer version took over. Answers stay; papers that nobody asks for any more go."""
    version = catalogue.procedure(draft.procedure_code)
    if version.id == draft.version_id:
        return False
    row = lock_open_draft(draft.draft_id, actor=actor)
    codes = [case.code for case in version.cases]
    row.case_code = row.case_code if row.case_code in codes else codes[0]
    asked = {component.code for component in version.case(row.case_code).components}
    gone = [held for code, files in row.papers.items() if code not in asked for held in files]
    documents.let_go([UUID(held) for held in gone])
    row.papers = {code: files for code, files in row.papers.items() if code in asked}
    row.replaced = {code: source for code, source in row.replaced.items() if code in asked}
    row.version_id, row.renewed_at = version.id, clock.now()
    row.save(update_fields=["case_code", "papers", "replaced", "version_id", "renewed_at"])
    return True


def refuse_old_version(draft: Draft | Batch) -> None:
    """What is submitted today follows what is in force today."""
    if catalogue.procedure(draft.procedure_code).id != draft.version_id:
        raise VersionChangedError


def move_waiting(event: VersionTookEffect) -> None:
    """Safe to run twice: what has moved is under the new version already."""
    version = catalogue.version(event.version_id)
    with acting(SYSTEM):
        rule, reason = catalogue.rule_of(event.version_id)
        waiting = Dossier.objects.filter(
            status=Status.SUBMITTED, procedure_code=version.code
        ).exclude(version_id=version.id)
        ids = list(waiting.values_list("id", flat=True)) if rule is Rule.MOVE else []
    one_by_one(lambda dossier_id: _move(dossier_id, version, reason), ids)


def _move(dossier_id: UUID, version: ProcedureVersion, reason: str) -> None:
    with acting(SYSTEM):
        dossier = lock_dossier(dossier_id, actor=MOVER, permission=Permission.VIEW)
        if dossier.state is not Status.SUBMITTED or not _fits(dossier, version):
            return
        facts = {
            "version": str(version.id),
            "before": str(dossier.version_id),
            "decision": version.decision,
        }
        turns = Chronicle(dossier, MOVER)
        turn = turns.add(TurnKind.VERSION_CHANGED, facts=facts, note=reason)
        turns.write()
        publish(VersionChanged(dossier_id=dossier.id, turn_id=turn.id))


def _fits(dossier: Dossier, version: ProcedureVersion) -> bool:
    """Where the new version no longer knows the case or a paper that was handed in, it stays."""
    case = next((case for case in version.cases if case.code == dossier.case_code), None)
    if case is None or version.id == dossier.version_id:
        return False
    held = Paper.objects.filter(dossier=dossier, superseded_at=None)
    asked = {component.code for component in case.components}
    return set(held.values_list("component", flat=True)) <= asked
