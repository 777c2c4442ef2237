"""To whom a head may give a step."""

from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import Actor, Role, SeatHolder
from motcua.dossiers.errors import StepNotFoundError
from motcua.dossiers.models import Step
from motcua.dossiers.models.step import ELSEWHERE
from motcua.kit.scope import acting


def colleagues(*, actor: Actor, step_id: UUID) -> list[SeatHolder]:
    with acting(actor.scope):
        step = Step.objects.filter(pk=step_id, agency_id__in=actor.agencies).first()
        if step is None or step.role == ELSEWHERE:
            raise StepNotFoundError
        return directory.holders(step.unit_id, Role(step.role))
