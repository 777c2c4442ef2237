"""What offices named in published decisions are here; steps that lack a unit are found by an index."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import motcua.kit.clock
from motcua.kit import rls


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_refusals")]
    operations = [
        migrations.CreateModel(
            "OfficeMeaning",
            [
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=40)),
                ("said_by", models.UUIDField()),
                ("said_at", models.DateTimeField(default=motcua.kit.clock.now)),
            ],
            options={
                "db_table": "catalogue_office_meaning",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit", ""), _negated=True),
                        name="office_meaning_has_a_unit",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            "standardprocess",
            django.contrib.postgres.indexes.GinIndex(
                fields=["steps"], name="standard_process_steps", opclasses=["jsonb_path_ops"]
            ),
        ),
        rls.protect("catalogue_office_meaning", f"cardinality({rls.MY_AGENCIES}) > 0"),
    ]
