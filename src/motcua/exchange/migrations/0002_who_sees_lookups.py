"""Who asked sees that they asked; look-ups are never changed (the register's owner audits them)."""

from django.db import migrations

from motcua.kit import rls

MINE = f"asked_by_id = {rls.MY_PERSON}"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_register_lookups")]
    operations = [
        rls.protect("exchange_register_lookup", MINE),
        rls.protect(
            "exchange_register_answer",
            f"lookup_id IN (SELECT id FROM exchange_register_lookup WHERE {MINE})",
        ),
        rls.append_only("exchange_register_lookup"),
        rls.append_only("exchange_register_answer"),
    ]
