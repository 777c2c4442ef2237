"""Applications typed for a citizen: they exist for the counter that typed them and for that citizen."""

import motcua.kit.ids
from django.db import migrations, models
from django.db.models import Q

from motcua.kit.rls import MY_AGENCIES, MY_PERSON, protect

WAITING = Q(confirmed_at=None, dropped_at=None)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0014_messages")]
    operations = [
        migrations.CreateModel(
            name="AssistedEntry",
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
                ("version_id", models.UUIDField()),
                ("case_code", models.TextField()),
                ("agency_id", models.UUIDField()),
                ("counter_unit_id", models.UUIDField()),
                ("counter_agency_id", models.UUIDField()),
                ("owner_id", models.UUIDField()),
                ("owner_name", models.TextField()),
                ("content_sealed", models.BinaryField()),
                ("papers", models.JSONField(default=list)),
                ("typed_by_id", models.UUIDField()),
                ("typed_by_name", models.TextField()),
                ("typed_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                ("code_asked_at", models.DateTimeField(null=True)),
                ("code_made_at", models.DateTimeField(null=True)),
                ("code_index", models.BinaryField(null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("codes_sent", models.PositiveSmallIntegerField(default=0)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_how", models.CharField(blank=True, max_length=10)),
                ("signed_file_id", models.UUIDField(null=True)),
                ("dossier_id", models.UUIDField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_by_id", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "dossier_assisted",
                "indexes": [
                    models.Index(
                        condition=WAITING,
                        fields=["counter_unit_id", "typed_at"],
                        name="dossier_assisted_counter",
                    ),
                    models.Index(
                        condition=WAITING, fields=["owner_id"], name="dossier_assisted_owner"
                    ),
                    models.Index(fields=["expires_on"], name="dossier_assisted_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(confirmed_at=None, confirmed_how="", dossier_id=None)
                        | Q(
                            confirmed_at__isnull=False,
                            confirmed_how__in=["eid", "code", "signature"],
                            dossier_id__isnull=False,
                        ),
                        name="dossier_assisted_confirmed_whole",
                        violation_error_message="No dossier before the citizen has confirmed, and how.",
                    ),
                    models.CheckConstraint(
                        condition=Q(confirmed_at=None) | Q(dropped_at=None),
                        name="dossier_assisted_one_end",
                        violation_error_message="What was confirmed is not dropped.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(confirmed_how="signature") | Q(signed_file_id__isnull=False),
                        name="dossier_assisted_signed_on_paper",
                        violation_error_message="A signature at the counter is kept as a scan.",
                    ),
                ],
            },
        ),
        protect(
            "dossier_assisted",
            f"counter_agency_id = ANY ({MY_AGENCIES}) OR owner_id = {MY_PERSON}",
        ),
    ]
