"""Correction orders: proposed, and waiting for a second person."""

from motcua.directory.types import Actor
from motcua.dossiers.models import CorrectionOrder, Dossier
from motcua.dossiers.permissions import Permission, may
from motcua.dossiers.queries.names import person_name
from motcua.dossiers.types import CorrectionView
from motcua.kit import crypto
from motcua.kit.scope import acting


def corrections(*, actor: Actor) -> tuple[CorrectionView, ...]:
    """The orders of this actor's agencies, those that wait first."""
    with acting(actor.scope):
        orders = CorrectionOrder.objects.filter(agency_id__in=actor.agencies)
        rows = orders.select_related("dossier").order_by("-approved_at", "-proposed_at")[:100]
        return tuple(view_of(order, order.dossier, actor) for order in rows)


def view_of(order: CorrectionOrder, dossier: Dossier, actor: Actor) -> CorrectionView:
    second_person = order.proposed_by_id != actor.person_id
    return CorrectionView(
        correction_id=order.id,
        code=dossier.code,
        dossier_id=dossier.id,
        kind="reopen",
        reason=crypto.unseal(order.reason_sealed, row=f"dossier_correction:reason:{order.id}"),
        proposed_by=person_name(order.proposed_by_id),
        proposed_at=order.proposed_at,
        approved_at=order.approved_at,
        may_approve=order.approved_at is None
        and second_person
        and may(actor, Permission.APPROVE_CORRECTION, dossier),
    )
