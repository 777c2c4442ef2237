"""Which office answers for what."""

from uuid import UUID

from motcua.catalogue.types import ProcedureVersion
from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind, OrganisationRef
from motcua.dossiers.errors import ProcedureNotOfferedError


def offering_agency(version: ProcedureVersion, agency_id: UUID) -> OrganisationRef:
    """The agency, where it answers for procedures of this level."""
    for agency in directory.receiving_agencies(version.level):
        if agency.id == agency_id:
            return agency
    raise ProcedureNotOfferedError


def service_centre(agency_id: UUID) -> OrganisationRef:
    """The unit that receives for an agency."""
    return directory.unit_of(agency_id, OrganisationKind.SERVICE_CENTRE)


def unit_for(agency_id: UUID, unit_kind: str) -> OrganisationRef:
    """The unit of a process step: `unit` in the diagram names its kind inside the agency."""
    return directory.unit_of(agency_id, OrganisationKind(unit_kind))
