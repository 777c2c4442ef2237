from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0022_legacy_papers")]
    operations = [
        migrations.AddField(
            model_name="draft",
            name="left_at",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
