"""An inbox is its person's own; only the system writes into it."""

from django.db import migrations

from motcua.kit import rls


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_notices")]
    operations = [rls.protect("notifications_notice", f"person_id = {rls.MY_PERSON}")]
