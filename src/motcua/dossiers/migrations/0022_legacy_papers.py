"""Answers and papers of another system: how far they came, each paper once."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.kit.ids
from motcua.kit.rls import protect

SOURCES = [
    ("upload", "UPLOAD"),
    ("counter", "COUNTER"),
    ("data", "DATA"),
    ("archive", "ARCHIVE"),
    ("told", "TOLD"),
]


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0021_content_search")]
    operations = [
        migrations.AddField(
            model_name="legacybatch", name="attached", field=models.JSONField(default=dict)
        ),
        migrations.AlterField(
            model_name="paper", name="source", field=models.CharField(choices=SOURCES, max_length=8)
        ),
        migrations.CreateModel(
            name="LegacyPaper",
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
                ("name", models.CharField(max_length=80)),
                ("row", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="dossiers.legacybatch",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="dossiers.legacyentry",
                    ),
                ),
            ],
            options={"db_table": "dossier_legacy_paper"},
        ),
        migrations.AddConstraint(
            model_name="legacypaper",
            constraint=models.UniqueConstraint(
                fields=("entry", "name"),
                name="dossier_legacy_paper_once",
                violation_error_message="A paper of another system lands once.",
            ),
        ),
        protect("dossier_legacy_paper", "false"),
    ]
