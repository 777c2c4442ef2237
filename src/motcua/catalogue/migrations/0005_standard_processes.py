"""Published internal processes, for officials to copy from."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import motcua.kit.clock
import motcua.kit.ids
from motcua.kit import rls


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_two_persons")]
    operations = [
        migrations.CreateModel(
            name="StandardProcess",
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
                ("key", models.CharField(max_length=64, unique=True)),
                ("procedure_code", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=1000)),
                ("case", models.TextField(blank=True)),
                ("province", models.CharField(blank=True, max_length=60)),
                ("decision", models.CharField(blank=True, max_length=120)),
                ("issued_on", models.CharField(blank=True, max_length=20)),
                ("limit_text", models.CharField(blank=True, max_length=300)),
                ("hours", models.FloatField()),
                ("steps", models.JSONField()),
                ("search_key", models.TextField()),
                ("loaded_at", models.DateTimeField(default=motcua.kit.clock.now)),
            ],
            options={
                "db_table": "catalogue_standard_process",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0)),
                        name="standard_process_hours_not_negative",
                    )
                ],
                "indexes": [
                    models.Index(fields=["procedure_code"], name="standard_process_code"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"],
                        name="standard_process_words",
                        opclasses=["gin_trgm_ops"],
                    ),
                ],
            },
        ),
        rls.protect("catalogue_standard_process", f"cardinality({rls.MY_AGENCIES}) > 0"),
    ]
