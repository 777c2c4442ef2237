"""Messages inside a dossier: they exist for whom the dossier exists."""

import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models
from django.db.models import F, Q

from motcua.kit.rls import protect

OF_VISIBLE = "EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id)"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_legacy")]
    operations = [
        migrations.CreateModel(
            name="Message",
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
                ("by_citizen", models.BooleanField()),
                ("author_id", models.UUIDField()),
                ("author_name", models.TextField()),
                ("text_sealed", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "db_table": "dossier_message",
                "indexes": [
                    models.Index(fields=["dossier", "written_at"], name="dossier_message_thread"),
                    models.Index(
                        condition=Q(read_at=None),
                        fields=["dossier", "by_citizen"],
                        name="dossier_message_unread",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(read_at=None) | Q(read_at__gte=F("written_at")),
                        name="dossier_message_read_after_written",
                        violation_error_message="A message is read after it was written.",
                    )
                ],
            },
        ),
        protect("dossier_message", OF_VISIBLE),
    ]
