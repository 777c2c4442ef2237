"""The number that stands on a confirmed paper, alone: who searches does not know who gave it."""

from typing import Any

from django.db import migrations, models

from motcua.kit import crypto
from motcua.kit.scope import SYSTEM, acting


def fill(apps: Any, schema_editor: Any) -> None:
    del schema_editor
    rows = apps.get_model("documents", "ArchivedPaper").objects
    with acting(SYSTEM):
        for row in rows.filter(number_key__isnull=False).iterator(chunk_size=500):
            face = crypto.unseal_json(row.face_sealed, row=f"documents_archived:face:{row.id}")
            plain = "".join(str(face["number"]).upper().split())
            row.found_by = crypto.blind_index(plain, kind="archived:number-alone")
            row.save(update_fields=["found_by"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_results_taken_over")]
    operations = [
        migrations.AddField(
            model_name="archivedpaper",
            name="found_by",
            field=models.BinaryField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="archivedpaper",
            index=models.Index(
                fields=["found_by"],
                name="archived_found_by",
                condition=models.Q(found_by__isnull=False),
            ),
        ),
    ]
