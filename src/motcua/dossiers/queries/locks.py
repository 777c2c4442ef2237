"""Find, authorise and lock in one call, so that no action can forget one of the three."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.errors import (
    DossierNotFoundError,
    DraftHandedInError,
    DraftNotFoundError,
    StepDoneError,
    StepNotFoundError,
    StepNotYoursError,
)
from motcua.dossiers.models import Dossier, Draft, Step
from motcua.dossiers.permissions import Permission, authorize, may, on_behalf_of
from motcua.dossiers.queries.drafts import drafts_of
from motcua.dossiers.queries.names import person_name, unit_name
from motcua.kit import clock


def lock_dossier(dossier_id: UUID, *, actor: Actor, permission: Permission) -> Dossier:
    """Row-level security hides what is not this actor's; the table of permissions says the rest."""
    try:
        dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier_id)
    except Dossier.DoesNotExist as hidden:
        raise DossierNotFoundError from hidden
    if not may(actor, Permission.VIEW, dossier):
        raise DossierNotFoundError
    authorize(actor, permission, dossier)
    dossier.on_behalf_of = on_behalf_of(actor, permission, dossier)
    return dossier


def lock_step(step_id: UUID, *, actor: Actor, permission: Permission) -> tuple[Dossier, Step]:
    """The dossier is locked first, always; then its step is read."""
    dossier_id = Step.objects.filter(pk=step_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise StepNotFoundError
    dossier = lock_dossier(dossier_id, actor=actor, permission=permission)
    step = Step.objects.get(pk=step_id)
    refuse_if_done(step)
    dossier.on_behalf_of = dossier.on_behalf_of or _step_of(step, actor)
    return dossier, step


def held_step(dossier: Dossier, kind: str, *, actor: Actor) -> Step:
    """The open step of that kind of a dossier already locked, if this actor may act on it."""
    step = Step.objects.filter(dossier=dossier, kind=kind, done_at=None).first()
    if step is None:
        raise StepNotFoundError
    refuse_if_not_holder(step, actor)
    dossier.on_behalf_of = dossier.on_behalf_of or _step_of(step, actor)
    return step


def _step_of(step: Step, actor: Actor) -> UUID | None:
    """Whose work a substitute does here; None where it is their own."""
    if step.assignee_id == actor.person_id or may_hold(step, actor.own):
        return None
    lent = (s for s in actor.lent_seats if s.unit_id == step.unit_id and s.role == step.role)
    return next((seat.on_behalf_of for seat in lent), None)


def may_hold(step: Step, actor: Actor) -> bool:
    """A step is its assignee's; unassigned, it is anybody's who holds its role in its unit."""
    if step.assignee_id == actor.person_id:
        return True
    seats = (s for s in actor.seats if s.unit_id == step.unit_id and s.role == step.role)
    return any(step.assignee_id in {None, seat.on_behalf_of} for seat in seats)


def refuse_if_done(step: Step) -> None:
    if step.done_at is not None:
        raise StepDoneError(
            who=person_name(step.done_by_id),
            at=f"{step.done_at.astimezone(clock.LEGAL_ZONE):%H:%M %d/%m/%Y}",
        )


def refuse_if_not_holder(step: Step, actor: Actor) -> None:
    if actor.kind == "system" or may_hold(step, actor):
        return
    raise StepNotYoursError(
        who=person_name(step.assignee_id) if step.assignee_id else unit_name(step.unit_id)
    )


def lock_draft(draft_id: UUID, *, actor: Actor) -> Draft:
    try:
        return drafts_of(actor).select_for_update().get(pk=draft_id)
    except Draft.DoesNotExist as hidden:
        raise DraftNotFoundError from hidden


def lock_open_draft(draft_id: UUID, *, actor: Actor) -> Draft:
    """What was handed in is not filled in any more, however late the page that tries."""
    draft = lock_draft(draft_id, actor=actor)
    if draft.dossier_id is not None:
        raise DraftHandedInError
    return draft
