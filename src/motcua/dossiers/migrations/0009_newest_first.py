"""Narrowed searches walk the dossiers from the newest back, a page at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_search")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["-submitted_at", "-id"], name="dossier_newest"),
        ),
    ]
