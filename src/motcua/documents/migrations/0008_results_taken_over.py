"""The archive holds results of another system too: no document of ours, but the file that came along."""

from django.db import migrations, models

ORIGINS = [("result", "result"), ("paper", "paper"), ("legacy", "legacy")]


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_in_whose_name")]
    operations = [
        migrations.AlterField(
            model_name="archivedpaper",
            name="origin",
            field=models.CharField(choices=ORIGINS, max_length=8),
        ),
        migrations.RemoveConstraint(
            model_name="archivedpaper", name="archived_result_has_document"
        ),
        migrations.AddConstraint(
            model_name="archivedpaper",
            constraint=models.CheckConstraint(
                name="archived_result_has_document",
                condition=models.Q(("document__isnull", False), ("origin", "result"))
                | models.Q(("document__isnull", True), ("origin__in", ["paper", "legacy"])),
            ),
        ),
    ]
