from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock, ids
from motcua.payments.types import Method


class FeeOrder(models.Model):
    """What one dossier has to pay, to one agency."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    dossier_id = models.UUIDField()
    agency_id = models.UUIDField()
    payer_id = models.UUIDField()
    lines = models.JSONField()
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "payments_fee_order"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier_id"],
                name="fee_order_once_per_dossier",
                violation_error_message=_("Hồ sơ này đã có khoản thu."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReceiptCounter(models.Model):
    """The last receipt number of an agency in a year; its row is locked while a number is taken."""

    agency_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "payments_receipt_counter"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_id", "year"], name="receipt_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Receipt(models.Model):
    """Money received. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    order = models.ForeignKey(FeeOrder, models.PROTECT, related_name="receipts")
    agency_id = models.UUIDField()
    payer_id = models.UUIDField()
    number = models.CharField(max_length=60, unique=True)
    method = models.CharField(max_length=12, choices=[(m.value, m.value) for m in Method])
    amount = models.PositiveBigIntegerField()
    key = models.UUIDField()
    received_by_id = models.UUIDField()
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "payments_receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="receipt_once_per_form",
                violation_error_message=_("Biểu mẫu thu này đã được ghi."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="receipt_of_something",
                violation_error_message=_("Số tiền phải lớn hơn 0."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency_id", "received_at"], name="receipt_of_day"),
        ]

    def __str__(self) -> str:
        return self.number
