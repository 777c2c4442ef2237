"""Orders and receipts belong to the agency that collects and the person who pays. Receipts stay."""

from django.db import migrations

from motcua.kit import rls

OURS = f"agency_id = ANY({rls.MY_AGENCIES})"


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_orders_and_receipts")]
    operations = [
        rls.protect("payments_fee_order", f"{OURS} OR payer_id = {rls.MY_PERSON}"),
        rls.protect("payments_receipt", f"{OURS} OR payer_id = {rls.MY_PERSON}"),
        rls.protect("payments_receipt_counter", OURS),
        rls.append_only("payments_receipt"),
    ]
