"""Write down what a dossier has to pay."""

from collections.abc import Iterable
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.kit.scope import command
from motcua.payments.errors import OrderHasReceiptsError
from motcua.payments.models import FeeOrder
from motcua.payments.permissions import Permission, authorize
from motcua.payments.queries import stored_line
from motcua.payments.types import Line


@command
def open_order(
    *, actor: Actor, dossier_id: UUID, agency_id: UUID, payer_id: UUID, lines: Iterable[Line]
) -> UUID:
    """One order a dossier: opened again it is brought up to date, until money has been received."""
    authorize(actor, Permission.OPEN, agency_id=agency_id, payer_id=payer_id)
    stored = [stored_line(line) for line in lines]
    order, new = FeeOrder.objects.select_for_update().get_or_create(
        dossier_id=dossier_id,
        defaults={"agency_id": agency_id, "payer_id": payer_id, "lines": stored},
    )
    if new:
        _write_down(actor, "payments.open_order", order)
    elif order.lines != stored:
        _bring_up_to_date(actor, order, stored)
    return order.id


def _bring_up_to_date(actor: Actor, order: FeeOrder, stored: list[dict[str, object]]) -> None:
    if order.receipts.exists():
        raise OrderHasReceiptsError
    order.lines = stored
    order.save(update_fields=["lines"])
    _write_down(actor, "payments.change_order", order)


def _write_down(actor: Actor, verb: str, order: FeeOrder) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="fee_order",
        object_id=order.id,
        details={"dossier_id": str(order.dossier_id)},
    )
