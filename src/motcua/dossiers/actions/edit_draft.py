"""The application while it is being filled in."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import NotOnlineError
from motcua.catalogue.types import ProcedureVersion, ServiceLevel
from motcua.directory.types import Actor, FirmRight
from motcua.documents import api as documents
from motcua.dossiers.errors import (
    IdentityTooWeakError,
    PaperNotReusableError,
    UnknownCaseError,
    UnknownComponentError,
)
from motcua.dossiers.models import Draft
from motcua.dossiers.permissions import refuse_unless_granted
from motcua.dossiers.queries.drafts import drafts_of, read_content, seal_content
from motcua.dossiers.queries.locks import lock_open_draft
from motcua.dossiers.queries.names import in_language
from motcua.dossiers.queries.offices import offering_agency
from motcua.dossiers.queries.reuse import draft_offers
from motcua.kit import clock
from motcua.kit.scope import command

KEPT_FOR = timedelta(days=30)
AT_PAPERS = "giay-to"


@command
def start_draft(
    *, actor: Actor, procedure_code: str, agency_id: UUID, case_code: str | None = None
) -> UUID:
    """The person's open draft of this procedure, or a new one: the same on every device."""
    version = catalogue.procedure(procedure_code)
    if version.service_level is ServiceLevel.INFO:
        raise NotOnlineError(code=procedure_code)
    if actor.level < version.min_level:
        raise IdentityTooWeakError(level=version.min_level)
    refuse_unless_granted(actor, procedure_code, FirmRight.DRAFT)
    mine = drafts_of(actor).filter(
        person_id=actor.person_id, procedure_code=procedure_code, dossier_id=None
    )
    found = mine.first()
    if found is not None:
        return found.id
    draft = Draft(
        person_id=actor.person_id,
        for_id=actor.principal.id if actor.principal else None,
        version_id=version.id,
        procedure_code=procedure_code,
        case_code=_case(version, case_code),
        agency_id=offering_agency(version, agency_id).id,
    )
    _touch(draft)
    draft.content_sealed = seal_content(draft.id, answers={}, provenance={})
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:  # the other tab was quicker
        return mine.get().id
    return draft.id


@command
def choose_case(*, actor: Actor, draft_id: UUID, case_code: str, agency_id: UUID) -> None:
    draft = lock_open_draft(draft_id, actor=actor)
    version = catalogue.version(draft.version_id)
    draft.case_code = _case(version, case_code)
    draft.agency_id = offering_agency(version, agency_id).id
    _touch(draft)
    draft.save()


@command
def save_draft(
    *,
    actor: Actor,
    draft_id: UUID,
    answers: Mapping[str, object],
    provenance: Mapping[str, Mapping[str, object]] | None = None,
    left_at: str = "",
) -> None:
    """Merge these answers in: fields not named stay as they were; the last write of a field wins.

    `left_at` is the step where the person is now; without it, where they were.
    """
    draft = lock_open_draft(draft_id, actor=actor)
    content = read_content(draft)
    draft.content_sealed = seal_content(
        draft.id,
        answers={**content.answers, **answers},
        provenance={**content.provenance, **(provenance or {})},
    )
    draft.left_at = left_at or draft.left_at
    _touch(draft)
    draft.save(update_fields=["content_sealed", "left_at", "updated_at", "expires_on"])


@command
def attach_paper(*, actor: Actor, draft_id: UUID, component: str, file_ids: Sequence[UUID]) -> None:
    """Add files to a component. A file is this person's own, or it is not found."""
    draft = lock_open_draft(draft_id, actor=actor)
    _known(draft, component)
    for file_id in file_ids:
        documents.file(actor, file_id)
    held = draft.papers.get(component, [])
    documents.hold(file_ids)
    added = [str(file_id) for file_id in file_ids if str(file_id) not in held]
    draft.papers = {**draft.papers, component: [*held, *added]}
    draft.replaced = _without(draft.replaced, component)
    draft.reused = _without(draft.reused, component)
    _save_papers(draft)


@command
def remove_paper(
    *, actor: Actor, draft_id: UUID, component: str, file_id: UUID | None = None
) -> None:
    """Remove one file of a component, or all of them."""
    draft = lock_open_draft(draft_id, actor=actor)
    _known(draft, component)
    held = draft.papers.get(component, [])
    left = [one for one in held if file_id and one != str(file_id)]
    documents.let_go([UUID(one) for one in set(held) - set(left)])
    draft.papers = {**_without(draft.papers, component), **({component: left} if left else {})}
    draft.replaced = _without(draft.replaced, component)
    draft.reused = _without(draft.reused, component)
    _save_papers(draft)


@command
def reuse_paper(*, actor: Actor, draft_id: UUID, component: str, archived_id: UUID) -> None:
    """A paper of the person's archive stands for the component: a reference, no second copy."""
    draft = lock_open_draft(draft_id, actor=actor)
    _known(draft, component)
    offered = draft_offers(draft).get(component, ())
    if archived_id not in {one.archived_id for one in offered}:
        raise PaperNotReusableError(name=_name(draft, component))
    draft.reused = {**draft.reused, component: str(archived_id)}
    documents.let_go([UUID(held) for held in draft.papers.get(component, [])])
    draft.papers = _without(draft.papers, component)
    draft.replaced = _without(draft.replaced, component)
    _save_papers(draft)


@command
def replace_by_data(*, actor: Actor, draft_id: UUID, component: str, source: str) -> None:
    """The State holds what the paper says: the source stands for it, and officials can check it."""
    draft = lock_open_draft(draft_id, actor=actor)
    _known(draft, component)
    draft.replaced = {**draft.replaced, component: source}
    draft.reused = _without(draft.reused, component)
    _save_papers(draft)


def _case(version: ProcedureVersion, case_code: str | None) -> str:
    codes = [case.code for case in version.cases]
    if case_code is None:
        return codes[0]
    if case_code not in codes:
        raise UnknownCaseError
    return case_code


def _known(draft: Draft, component: str) -> None:
    case = catalogue.version(draft.version_id).case(draft.case_code)
    if component not in {known.code for known in case.components}:
        raise UnknownComponentError(component=component)


def _name(draft: Draft, component: str) -> str:
    case = catalogue.version(draft.version_id).case(draft.case_code)
    return in_language(case.component(component).name)


def _without(rows: Mapping[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in rows.items() if name != key}


def _touch(draft: Draft) -> None:
    draft.updated_at = clock.now()
    draft.expires_on = clock.today() + KEPT_FOR


def _save_papers(draft: Draft) -> None:
    draft.left_at = AT_PAPERS
    _touch(draft)
    draft.save(
        update_fields=["papers", "replaced", "reused", "left_at", "updated_at", "expires_on"]
    )
