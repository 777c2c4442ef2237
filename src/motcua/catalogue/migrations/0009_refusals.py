"""An import lists its refused lines itself, also those that an earlier one refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_imports_are_for_officials")]
    operations = [
        migrations.AddField("catalogueimport", "refusals", models.JSONField(default=list)),
    ]
