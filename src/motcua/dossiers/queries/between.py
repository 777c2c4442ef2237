"""What a procedure says of the steps at other agencies."""

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.types import Case, LinkedStep
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationRef
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.offices import service_centre


def silence_of(case: Case, step_key: str) -> str:
    """The article by which no answer in time is consent; empty where no law says so."""
    return next((one.silence for one in case.consulted if one.step == step_key), "")


def linked_at(case: Case, step_key: str) -> LinkedStep | None:
    return next((one for one in case.linked if one.step == step_key), None)


def consulted_agency(case: Case, step_key: str) -> OrganisationRef | None:
    """None where a unit of the agency itself is asked, or nobody has that code any more."""
    code = next((one.agency for one in case.consulted if one.step == step_key), "")
    try:
        return directory.successor_of(directory.organisation_by_code(code).id) if code else None
    except OrganisationNotFoundError:
        return None


def child_desk(dossier: Dossier, link: LinkedStep) -> OrganisationRef | None:
    """The counter of the commune that the answer names; None where it is not of this province."""
    content = unseal_content(dossier.id, dossier.answers_sealed)
    code = answer_at(content.answers, link.place)
    try:
        agency = directory.organisation_by_code(str(code or ""))
        return service_centre(directory.successor_of(agency.id).id)
    except OrganisationNotFoundError:
        return None


def answer_at(answers: Mapping[str, Any], path: str) -> Any:
    """`ben_nu.noi_cu_tru.ward` in nested answers; None where it was not given."""
    found: Any = answers
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
