"""Every read for a person starts from what that person may see."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.directory.types import Actor, FirmRight, Role
from motcua.dossiers.errors import DossierNotFoundError
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import Permission, may

READERS = (
    Role.RECEPTION,
    Role.CASE_OFFICER,
    Role.HEAD,
    Role.LEADER,
    Role.REGISTRY_CLERK,
    Role.SUPERVISOR,
    Role.AUDITOR,
)


def visible_dossiers(actor: Actor) -> QuerySet[Dossier]:
    """Officials: of their agencies. Citizens: their own, or of whom they act for. So says the database."""
    if actor.kind == "system":
        return Dossier.objects.all()
    if actor.kind == "citizen":
        return of_applicant(actor)
    agencies = {seat.agency_id for seat in actor.seats if seat.role in READERS}
    if not agencies:
        return Dossier.objects.none()
    return Dossier.objects.filter(agencies__overlap=list(agencies))


def of_applicant(actor: Actor) -> QuerySet[Dossier]:
    """One's own; while acting for somebody, that one's: handed in by oneself, or all where one may."""
    owned = Dossier.objects.filter(owner_id=actor.owner_id)
    principal = actor.principal
    if principal is None or FirmRight.SEE_ALL in principal.rights:
        return owned
    return owned.filter(submitter_id=actor.person_id)


def visible_dossier(dossier_id: UUID, *, actor: Actor) -> Dossier:
    dossier = visible_dossiers(actor).filter(pk=dossier_id).first()
    if dossier is None or not may(actor, Permission.VIEW, dossier):
        raise DossierNotFoundError
    return dossier
