"""Once only: what of a case the person's archive or a register already answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.documents.types import ArchivedView
from motcua.dossiers.errors import PaperNotReusableError
from motcua.dossiers.models import Draft
from motcua.dossiers.queries.legal_clock import case_of
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.visible import visible_dossier
from motcua.dossiers.rules import CONNECTED_REGISTERS
from motcua.dossiers.types import Held, PaperIn, PaperSource, Reusable
from motcua.kit import clock
from motcua.kit.scope import acting

Offers = Mapping[str, tuple[Reusable, ...]]


def offers(procedure_code: str, case: Case, owner_id: UUID) -> Offers:
    """Component → papers that meet it, newest first. One statement for all components."""
    kinds = {
        component.code: {
            kind.code for kind in catalogue.kinds_meeting(procedure_code, component.code)
        }
        for component in case.components
    }
    usable = documents.usable_papers(owner_id, set().union(*kinds.values()))
    today = clock.today()
    return {
        code: tuple(_reusable(paper, today) for paper in usable if paper.kind in wanted)
        for code, wanted in kinds.items()
        if any(paper.kind in wanted for paper in usable)
    }


def held(procedure_code: str, case: Case, owner_id: UUID | None) -> Mapping[str, Held]:
    """Component → why it need not be asked for; components that must be asked for are not in it.

    Of a person we do not know yet (None) the registers still answer.
    """
    offered = offers(procedure_code, case, owner_id) if owner_id else {}
    found = {
        component.code: Held(offered.get(component.code, ()), _registers(component))
        for component in case.components
    }
    return {code: one for code, one in found.items() if one.papers or one.registers}


def offers_for_draft(*, actor: Actor, draft_id: UUID) -> Offers:
    with acting(actor.scope):
        draft = Draft.objects.filter(pk=draft_id, person_id=actor.person_id).first()
        return draft_offers(draft) if draft else {}


def draft_offers(draft: Draft) -> Offers:
    case = catalogue.version(draft.version_id).case(draft.case_code)
    return offers(draft.procedure_code, case, draft.for_id or draft.person_id)


def held_for_dossier(*, actor: Actor, dossier_id: UUID) -> Mapping[str, Held]:
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        return held(found.procedure_code, case_of(found), found.owner_id)


def with_reused(
    papers: Sequence[PaperIn],
    *,
    procedure_code: str,
    case: Case,
    owner_id: UUID,
    offered: Offers | None = None,
) -> tuple[PaperIn, ...]:
    """Each reference looked up again: files come from the archive, never from who hands it in."""
    if not any(_refers(paper) for paper in papers):
        return tuple(papers)
    if offered is None:
        offered = offers(procedure_code, case, owner_id)
    names = {component.code: in_language(component.name) for component in case.components}
    return tuple(_looked_up(paper, offered, names) if _refers(paper) else paper for paper in papers)


def _refers(paper: PaperIn) -> bool:
    return paper.archived_id is not None or paper.source is PaperSource.ARCHIVE


def _looked_up(paper: PaperIn, offered: Offers, names: Mapping[str, str]) -> PaperIn:
    for one in offered.get(paper.component, ()):
        if one.archived_id == paper.archived_id:
            return replace(
                paper, source=PaperSource.ARCHIVE, file_ids=one.file_ids, originals=0, copies=0
            )
    raise PaperNotReusableError(name=names.get(paper.component, paper.component))


def _registers(component: Component) -> tuple[str, ...]:
    return tuple(one for one in component.replaceable_by if one in CONNECTED_REGISTERS)


def _reusable(paper: ArchivedView, today: date) -> Reusable:
    return Reusable(
        archived_id=paper.id,
        title=paper.title,
        number=paper.number,
        issuer=paper.issuer,
        source=paper.source,
        issued_on=paper.valid_from,
        valid_to=paper.valid_to,
        age_days=(today - paper.valid_from).days if paper.valid_from else None,
        file_ids=paper.file_ids,
    )


def reused_papers(archived_ids: Iterable[UUID | None]) -> dict[UUID, Reusable]:
    """What was used again, by the reference that the dossier keeps."""
    found = documents.archived_by_id(archived_ids)
    return {key: _reusable(paper, clock.today()) for key, paper in found.items()}
