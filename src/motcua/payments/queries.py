"""Reads of orders and receipts; row-level security decides which exist for the reader."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from motcua.directory.types import Actor
from motcua.payments.errors import OrderNotFoundError
from motcua.payments.models import FeeOrder, Receipt
from motcua.payments.permissions import Permission, authorize
from motcua.payments.types import Line, Method, OrderView, ReceiptView, TakenView, Text


def order_of(dossier_id: UUID) -> OrderView | None:
    order = FeeOrder.objects.prefetch_related("receipts").filter(dossier_id=dossier_id).first()
    return None if order is None else view_of(order)


def lock_order(order_id: UUID, *, actor: Actor, permission: Permission) -> FeeOrder:
    """Find, authorise and lock in one call; what is hidden by row security is not found."""
    order = FeeOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        raise OrderNotFoundError
    authorize(actor, permission, agency_id=order.agency_id, payer_id=order.payer_id)
    return order


def view_of(order: FeeOrder) -> OrderView:
    receipts = sorted(order.receipts.all(), key=lambda receipt: receipt.received_at)
    return OrderView(
        id=order.id,
        dossier_id=order.dossier_id,
        agency_id=order.agency_id,
        payer_id=order.payer_id,
        lines=tuple(line_from(stored) for stored in order.lines),
        receipts=tuple(receipt_view(receipt) for receipt in receipts),
        opened_at=order.opened_at,
    )


def receipt_view(receipt: Receipt) -> ReceiptView:
    return ReceiptView(
        receipt.id,
        receipt.number,
        Method(receipt.method),
        receipt.amount,
        receipt.received_at,
        receipt.order_id,
    )


def line_from(stored: dict[str, Any]) -> Line:
    exempt = stored["exempt"]
    return Line(
        stored["code"],
        Text(**stored["name"]),
        stored["amount"],
        stored["count"],
        stored["legal_source"],
        Text(**exempt) if exempt else None,
    )


def stored_line(line: Line) -> dict[str, Any]:
    exempt = line.exempt
    return {
        "code": line.code,
        "name": {"vi": line.name.vi, "en": line.name.en},
        "amount": line.amount,
        "count": line.count,
        "legal_source": line.legal_source,
        "exempt": {"vi": exempt.vi, "en": exempt.en} if exempt else None,
    }


def taken_between(agency_id: UUID, start: datetime, end: datetime) -> tuple[TakenView, ...]:
    """Receipts of an agency from `start` until before `end`, summed by the way they were paid."""
    rows = Receipt.objects.filter(
        agency_id=agency_id, received_at__gte=start, received_at__lt=end
    ).values_list("method")
    summed = rows.annotate(Count("id"), Sum("amount")).order_by("method")
    return tuple(TakenView(Method(method), count, total) for method, count, total in summed)
