"""Which office answers for what."""

from uuid import UUID

from motcua.catalogue.types import ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind, OrganisationRef
from motcua.dossiers.citizen_errors import ProcedureNotOfferedError
from motcua.kit.text import search_key


def offering_agencies(version: ProcedureVersion) -> list[OrganisationRef]:
    """Who answers for the procedure, in the order a Vietnamese reader expects."""
    found = directory.organisations(OrganisationKind(version.handled_by))
    if version.offices:
        found = [one for one in found if one.code in version.offices]
    return sorted(found, key=lambda one: search_key(one.place or one.name))


def offering_agency(version: ProcedureVersion, agency_id: UUID) -> OrganisationRef:
    for agency in offering_agencies(version):
        if agency.id == agency_id:
            return agency
    raise ProcedureNotOfferedError


def service_centre(agency_id: UUID) -> OrganisationRef:
    """The unit that receives for an agency."""
    return directory.unit_of(agency_id, OrganisationKind.SERVICE_CENTRE)


def unit_for(agency_id: UUID, unit_kind: str) -> OrganisationRef:
    """The unit of a process step: the agency's own, or of the office that works for it (tax)."""
    return directory.unit_serving(agency_id, OrganisationKind(unit_kind))
