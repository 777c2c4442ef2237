"""Further supplement requests and apology letters; the applicant's scope holds no row of either."""

import django.contrib.postgres.fields
import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_AGENCIES, protect

OF_MY_AGENCY = (
    f"EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id AND d.agencies && {MY_AGENCIES})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0003_desk_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApologyDraft",
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
                ("unit_id", models.UUIDField()),
                ("drafted_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_by_id", models.UUIDField(null=True)),
                ("valid", models.BooleanField(null=True)),
            ],
            options={
                "db_table": "dossier_apology_draft",
            },
        ),
        migrations.CreateModel(
            name="FurtherRequest",
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
                (
                    "agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("content_sealed", models.BinaryField()),
                ("proposed_by_id", models.UUIDField()),
                ("proposed_at", models.DateTimeField()),
                ("decided_by_id", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.CharField(blank=True, max_length=8)),
                ("note_sealed", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "dossier_further_request",
            },
        ),
        migrations.AlterField(
            model_name="turn",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("accepted", "Accepted"),
                    ("refused", "Refused"),
                    ("started", "Started"),
                    ("step_done", "Step Done"),
                    ("assigned", "Assigned"),
                    ("taken_back", "Taken Back"),
                    ("supplement_requested", "Supplement Requested"),
                    ("supplement_answered", "Supplement Answered"),
                    ("obligation_required", "Obligation Required"),
                    ("obligation_settled", "Obligation Settled"),
                    ("extended", "Extended"),
                    ("apologised", "Apologised"),
                    ("due_moved", "Due Moved"),
                    ("resolved", "Resolved"),
                    ("returned", "Returned"),
                    ("withdrawn", "Withdrawn"),
                    ("stopped", "Stopped"),
                    ("reopened", "Reopened"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(
                condition=models.Q(("facts__breach", True)),
                fields=["at"],
                name="dossier_turn_breach",
            ),
        ),
        migrations.AddField(
            model_name="apologydraft",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="apology_draft",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddField(
            model_name="furtherrequest",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="further_requests",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddIndex(
            model_name="apologydraft",
            index=models.Index(
                condition=models.Q(("sent_at", None)),
                fields=["agency_id", "due_at"],
                name="dossier_apology_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="apologydraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at", None), ("sent_by_id", None), ("valid", None)),
                    models.Q(
                        ("sent_at__isnull", False),
                        ("sent_by_id__isnull", False),
                        ("valid__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossier_apology_sent_whole",
                violation_error_message="A letter that was sent has a sender and a verdict.",
            ),
        ),
        migrations.AddIndex(
            model_name="furtherrequest",
            index=models.Index(
                fields=["-decided_at", "-proposed_at"], name="dossier_further_newest"
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by_id", None),
                    models.Q(("decided_by_id", models.F("proposed_by_id")), _negated=True),
                    _connector="OR",
                ),
                name="dossier_further_two_persons",
                violation_error_message="A further request needs a second person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by_id", None), ("decision", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by_id__isnull", False),
                        ("decision__in", ["approved", "returned"]),
                    ),
                    _connector="OR",
                ),
                name="dossier_further_decided_whole",
                violation_error_message="A decision has a person, a moment and a word.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)),
                fields=("dossier",),
                name="dossier_further_open_once",
            ),
        ),
        protect("dossier_apology_draft", OF_MY_AGENCY),
        protect("dossier_further_request", OF_MY_AGENCY),
    ]
