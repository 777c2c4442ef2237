"""An official states an amount that the catalogue does not know, and where it is written."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.kit.scope import command
from motcua.payments.errors import AmountInvalidError, LineNotFoundError, OrderHasReceiptsError
from motcua.payments.permissions import Permission
from motcua.payments.queries import lock_order


@command
def state_amount(
    *, actor: Actor, order_id: UUID, code: str, amount: int, legal_source: str
) -> None:
    order = lock_order(order_id, actor=actor, permission=Permission.COLLECT)
    if amount < 0:
        raise AmountInvalidError
    if order.receipts.exists():
        raise OrderHasReceiptsError
    line = next((line for line in order.lines if line["code"] == code), None)
    if line is None:
        raise LineNotFoundError
    line.update(amount=amount, legal_source=legal_source)
    order.save(update_fields=["lines"])
    audit.record(
        actor_id=actor.person_id,
        verb="payments.state_amount",
        object_type="fee_order",
        object_id=order.id,
        details={"code": code, "amount": amount},
    )
