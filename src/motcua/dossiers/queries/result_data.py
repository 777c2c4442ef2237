"""What a result template is filled with: facts of the dossier, corrected by the specialist."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import ResultTemplate
from motcua.directory import api as directory
from motcua.directory.types import Actor, OrganisationKind, Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.answers import answers_of
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.offices import issuing_agency
from motcua.dossiers.queries.visible import visible_dossier
from motcua.engines.forms import api as forms
from motcua.kit.scope import acting


def result_data(
    dossier: Dossier, template: ResultTemplate, given: Mapping[str, object]
) -> dict[str, Any]:
    """Values for the template: what the specialist wrote over what the applicant answered."""
    diagram = catalogue.diagram(dossier.version_id, dossier.case_code)
    agency = issuing_agency(dossier.agency_id, diagram)
    superior = directory.organisation(agency.parent_id).name if agency.parent_id else ""
    title, name = head_of_agency(agency.id)
    return {
        **_proposed(dossier, template),
        **given,
        "dossier_code": dossier.code,
        "agency": agency.name,
        "superior": superior,
        "place": agency.place or agency.name,
        "owner_name": dossier.owner_name,
        "signer_title": title,
        "signer_name": name,
    }


def result_fields(*, actor: Actor, dossier_id: UUID) -> tuple[ResultTemplate, dict[str, Any]]:
    """The template and the values proposed for its fields."""
    with acting(actor.scope):
        dossier = visible_dossier(dossier_id, actor=actor)
        template = catalogue.result_template(dossier.version_id, dossier.case_code)
        return template, _proposed(dossier, template)


def _proposed(dossier: Dossier, template: ResultTemplate) -> dict[str, Any]:
    """Each field's answer in words, as a paper prints it; what the official must say is empty."""
    content = unseal_content(dossier.id, dossier.answers_sealed)
    told = forms.display(
        catalogue.form(dossier.version_id), answers_of(dossier.version_id, content), "vi"
    )
    return {
        field.name: _walk(told, field.source) if field.source else "" for field in template.fields
    }


def _walk(told: Mapping[str, Any], path: str) -> Any:
    found: Any = told
    for part in path.split("."):
        found = found.get(part, "") if isinstance(found, Mapping) else ""
    return found


def signer_title(agency_id: UUID) -> str:
    return head_of_agency(agency_id)[0]


def head_of_agency(agency_id: UUID) -> tuple[str, str]:
    """Title and name of who signs for the agency; both empty while its seat is."""
    holders = directory.holders(_leadership(agency_id), Role.LEADER)
    if not holders:
        return "", ""
    first = min(holders, key=lambda one: one.title.casefold().startswith("phó"))
    return first.title, first.name


def _leadership(agency_id: UUID) -> UUID:
    return directory.unit_of(agency_id, OrganisationKind.LEADERSHIP).id
