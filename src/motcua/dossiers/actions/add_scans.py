"""What was scanned at the desk joins the papers of the dossier, before it is worked on."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.intake import take_papers
from motcua.dossiers.errors import NotToBeScannedError, UnknownComponentError, WrongMomentError
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.locks import lock_dossier
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.rules import SCANNED_WHILE, may_be_scanned
from motcua.dossiers.types import PaperIn, PaperSource
from motcua.kit.scope import command


@command
def add_scans(*, actor: Actor, dossier_id: UUID, scans: Mapping[str, Sequence[UUID]]) -> None:
    """Component → files, uploaded by this official for this dossier's owner.

    What must not be scanned is refused: papers that are only shown, files that came online, what is
    used again from the archive or answered by a register (TT 03/2025/TT-VPCP Điều 5 k2).
    """
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.SCAN)
    if dossier.state not in SCANNED_WHILE:
        raise WrongMomentError(status=dossier.status_name)
    rows = Paper.objects.filter(dossier=dossier, superseded_at=None)
    held = {row.component: row for row in rows}
    papers = [_scan(dossier, held.get(code), code, files) for code, files in scans.items()]
    for paper in papers:
        for file_id in paper.file_ids:
            documents.file(actor, file_id)
    take_papers(dossier, papers)
    audit.record(
        actor_id=actor.person_id,
        verb="dossier.add_scans",
        object_type="dossier",
        object_id=dossier.id,
        details={"components": sorted(scans)},
    )


def _scan(dossier: Dossier, held: Paper | None, code: str, files: Sequence[UUID]) -> PaperIn:
    """Originals and copies stay as they were counted when the paper was handed in."""
    known = {component.code: component for component in case_of(dossier).components}
    if code not in known:
        raise UnknownComponentError(component=code)
    if not may_be_scanned(known[code].mode, held.source if held else None):
        raise NotToBeScannedError(name=in_language(known[code].name))
    return PaperIn(
        code,
        tuple(files),
        PaperSource.COUNTER,
        originals=held.originals if held else known[code].originals,
        copies=held.copies if held else known[code].copies,
    )
