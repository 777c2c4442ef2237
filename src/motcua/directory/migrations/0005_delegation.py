"""Substitutes: everybody may know who stands in for whom, only the agency itself writes it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import motcua.kit.ids
from motcua.kit import rls

TABLE = "directory_delegation"
OURS = f"{rls.IS_SYSTEM} OR agency_id = ANY ({rls.MY_AGENCIES})"


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_shared_counters")]
    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kit.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency_id", models.UUIDField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties_given",
                        to="directory.person",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties_received",
                        to="directory.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="directory.seat",
                    ),
                ),
            ],
            options={
                "db_table": TABLE,
                "indexes": [
                    models.Index(fields=["giver", "-starts_on"], name="delegation_given"),
                    models.Index(
                        condition=Q(ended_at=None), fields=["receiver"], name="delegation_running"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(starts_on__lte=F("ends_on")),
                        name="delegation_ends_after_it_begins",
                        violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(giver=F("receiver")),
                        name="delegation_to_somebody_else",
                        violation_error_message="Hãy chọn một người khác.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY;"
            f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY {TABLE}_read ON {TABLE} FOR SELECT USING (true);"
            f"CREATE POLICY {TABLE}_write ON {TABLE} FOR ALL USING ({OURS}) WITH CHECK ({OURS});",
            f"DROP POLICY {TABLE}_read ON {TABLE}; DROP POLICY {TABLE}_write ON {TABLE};"
            f"ALTER TABLE {TABLE} NO FORCE ROW LEVEL SECURITY;"
            f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY;",
        ),
    ]
