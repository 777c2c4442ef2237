"""Cash or a transfer has been received at the counter."""

from uuid import UUID

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.events import publish
from motcua.kit.scope import command
from motcua.payments.errors import AmountInvalidError, KeyUsedError, OverpaidError
from motcua.payments.events import FeeReceived
from motcua.payments.models import FeeOrder, Receipt, ReceiptCounter
from motcua.payments.permissions import Permission
from motcua.payments.queries import lock_order, receipt_view, view_of
from motcua.payments.types import Method, ReceiptView


@command
def record_receipt(
    *, actor: Actor, order_id: UUID, method: Method | str, amount: int, key: UUID
) -> ReceiptView:
    """`key` comes with the form: sent twice, it is answered with the same receipt."""
    order = lock_order(order_id, actor=actor, permission=Permission.COLLECT)
    known = Receipt.objects.filter(key=key).first()
    if known is not None:
        return _same(known, order, amount)
    _check(order, amount)
    receipt = Receipt.objects.create(
        order=order,
        agency_id=order.agency_id,
        payer_id=order.payer_id,
        number=_next_number(order.agency_id),
        method=Method(method),
        amount=amount,
        key=key,
        received_by_id=actor.person_id,
        received_at=clock.now(),
    )
    _announce(actor, receipt, order)
    return receipt_view(receipt)


def _same(known: Receipt, order: FeeOrder, amount: int) -> ReceiptView:
    if (known.order_id, known.amount) != (order.id, amount):
        raise KeyUsedError
    return receipt_view(known)


def _check(order: FeeOrder, amount: int) -> None:
    if amount <= 0:
        raise AmountInvalidError
    left = view_of(order).left_to_pay
    if amount > left:
        raise OverpaidError(left=left)


def _next_number(agency_id: UUID) -> str:
    """No gap and no double: the counter's row stays locked until the receipt is committed."""
    year = clock.today().year
    ReceiptCounter.objects.bulk_create(
        [ReceiptCounter(agency_id=agency_id, year=year)], ignore_conflicts=True
    )
    counter = ReceiptCounter.objects.select_for_update().get(agency_id=agency_id, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"BL-{directory.organisation(agency_id).code}-{year}-{counter.last:06d}"


def _announce(actor: Actor, receipt: Receipt, order: FeeOrder) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb="payments.record_receipt",
        object_type="receipt",
        object_id=receipt.id,
        details={"order_id": str(order.id), "number": receipt.number, "amount": receipt.amount},
    )
    publish(FeeReceived(dossier_id=order.dossier_id, order_id=order.id, receipt_id=receipt.id))
