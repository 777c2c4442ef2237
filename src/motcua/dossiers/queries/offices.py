"""Which office answers for what."""

from uuid import UUID

from motcua.catalogue.types import ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.types import OrganisationKind, OrganisationRef
from motcua.dossiers.errors import ProcedureNotOfferedError
from motcua.engines.flow.types import Diagram, StepKind
from motcua.kit.text import search_key


def offering_agencies(version: ProcedureVersion) -> list[OrganisationRef]:
    """Who answers for the procedure, in the order a Vietnamese reader expects."""
    kind, named = OrganisationKind(version.handled_by), version.offered_by
    found = [one for one in directory.organisations(kind) if not named or one.code in named]
    return sorted(found, key=lambda one: search_key(one.place or one.name))


def offering_agency(version: ProcedureVersion, agency_id: UUID) -> OrganisationRef:
    for agency in offering_agencies(version):
        if agency.id == agency_id:
            return agency
    raise ProcedureNotOfferedError


def service_centre(agency_id: UUID) -> OrganisationRef:
    """The unit that receives for an agency."""
    return directory.unit_of(agency_id, OrganisationKind.SERVICE_CENTRE)


def receiving_agencies() -> list[OrganisationRef]:
    """Of today, those that have a unit that receives."""
    return [one for one in directory.organisations() if one.is_agency and _receives(one)]


def _receives(agency: OrganisationRef) -> bool:
    try:
        service_centre(agency.id)
    except OrganisationNotFoundError:
        return False
    return True


def unit_for(agency_id: UUID, unit_kind: str, *, doing: str = "") -> OrganisationRef:
    """The unit of a process step: of the agency with the code `doing` where the step names one, else the
    dossier's own, or of the office that works for it (tax, cadastre).
    """
    does_it = directory.organisation_by_code(doing).id if doing else agency_id
    return directory.unit_serving(does_it, OrganisationKind(unit_kind))


def issuing_agency(agency_id: UUID, diagram: Diagram) -> OrganisationRef:
    """Who signs the result: where two levels share a procedure, not whom the dossier was sent to."""
    signing = next((step for step in diagram.steps if step.kind == StepKind.SIGN), None)
    if signing is not None and signing.agency:
        return directory.organisation_by_code(signing.agency)
    return directory.organisation(agency_id)
