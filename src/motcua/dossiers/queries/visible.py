"""Every read for a person starts from what that person may see."""

from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.directory.types import Actor, Role
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
    """Officials: those of their agencies. Citizens: their own. Row-level security says it again."""
    if actor.kind == "system":
        return Dossier.objects.all()
    if actor.kind == "citizen":
        return Dossier.objects.filter(Q(owner_id=actor.person_id) | Q(submitter_id=actor.person_id))
    agencies = {seat.agency_id for seat in actor.seats if seat.role in READERS}
    if not agencies:
        return Dossier.objects.none()
    return Dossier.objects.filter(agencies__overlap=list(agencies))


def visible_dossier(dossier_id: UUID, *, actor: Actor) -> Dossier:
    dossier = visible_dossiers(actor).filter(pk=dossier_id).first()
    if dossier is None or not may(actor, Permission.VIEW, dossier):
        raise DossierNotFoundError
    return dossier
