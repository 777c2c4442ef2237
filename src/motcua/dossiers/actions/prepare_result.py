"""The specialist drafts the result from the procedure's template and proposes it up."""

from collections.abc import Mapping
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.actions.complete_step import finish_step
from motcua.dossiers.actions.open_steps import diagram_of
from motcua.dossiers.errors import NoResultDraftError
from motcua.dossiers.permissions import Permission
from motcua.dossiers.queries.locks import held_step, lock_dossier
from motcua.dossiers.queries.offices import issuing_agency
from motcua.dossiers.queries.result_data import result_data, signer_title
from motcua.kit.scope import command

DRAFT = "draft"


@command
def draft_result(*, actor: Actor, dossier_id: UUID, data: Mapping[str, object]) -> UUID:
    """Render the draft from the template; drafting again replaces what is not signed yet."""
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.DRAFT_RESULT)
    held_step(dossier, DRAFT, actor=actor)
    template = catalogue.result_template(dossier.version_id, dossier.case_code)
    agency = issuing_agency(dossier.agency_id, diagram_of(dossier))
    document_id = documents.draft_document(
        actor=actor,
        dossier_id=dossier.id,
        agency_id=agency.id,
        owner_id=dossier.owner_id,
        title=template.title.vi,
        result_code=template.result_code,
        template=template.source,
        data=result_data(dossier, template, data),
        signer_title=signer_title(agency.id),
        valid_months=template.valid_months,
    )
    if dossier.result_document_id != document_id:
        dossier.result_document_id = document_id
        dossier.save(update_fields=["result_document_id"])
    return document_id


@command
def propose_result(*, actor: Actor, dossier_id: UUID, note: str = "") -> None:
    dossier = lock_dossier(dossier_id, actor=actor, permission=Permission.DRAFT_RESULT)
    step = held_step(dossier, DRAFT, actor=actor)
    if dossier.result_document_id is None:
        raise NoResultDraftError
    documents.propose(actor=actor, document_id=dossier.result_document_id)
    finish_step(dossier, step, actor=actor, outcome="propose", note=note)
