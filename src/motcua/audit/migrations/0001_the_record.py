"""The record and its seals: written by everyone, read by the system only, changed by nobody."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from motcua.kit import rls

WRITE_ONLY = f"""
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_write ON audit_entry FOR INSERT WITH CHECK (true);
CREATE POLICY audit_entry_read ON audit_entry FOR SELECT USING ({rls.IS_SYSTEM});
REVOKE INSERT ON audit_entry FROM {rls.APPLICATION_ROLE};
GRANT INSERT (actor_id, verb, object_type, object_id, details)
  ON audit_entry TO {rls.APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("kit", "0001_rights")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("gaps", models.JSONField()),
                ("late", models.JSONField()),
                ("leaves", models.BinaryField()),
                ("batch_root", models.BinaryField()),
                ("peaks", models.BinaryField()),
                ("root", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("actor_id", models.UUIDField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.CharField(max_length=80)),
                ("details", models.JSONField(db_default={})),
            ],
            options={
                "indexes": [models.Index(fields=["object_id", "id"], name="audit_entry_object")],
            },
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token", models.BinaryField()),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stamps",
                        to="audit.seal",
                    ),
                ),
            ],
        ),
        rls.append_only("audit_entry"),
        rls.append_only("audit_seal"),
        rls.append_only("audit_stamp"),
        migrations.RunSQL(WRITE_ONLY, migrations.RunSQL.noop),
    ]
