"""What lists show lies in columns of its own, filled from the versions there are."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

FILL = """
ALTER TABLE catalogue_procedure_version DISABLE TRIGGER catalogue_version_guard;
UPDATE catalogue_procedure_version SET
  level = content #>> '{procedure,level}',
  handled_by = content #>> '{procedure,handled_by}',
  field = content #>> '{procedure,field,vi}',
  life_events = ARRAY(
    SELECT jsonb_array_elements_text(coalesce(content #> '{procedure,life_events}', '[]'))),
  summary = jsonb_build_object(
    'name', content #> '{procedure,name}',
    'summary', content #> '{procedure,summary}',
    'field', content #> '{procedure,field}',
    'service_level', content #> '{procedure,service_level}',
    'minutes', content #> '{procedure,minutes}',
    'time_text', content #> '{procedure,cases,0,time_text}');
ALTER TABLE catalogue_procedure_version ENABLE TRIGGER catalogue_version_guard;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_standard_processes")]
    operations = [
        migrations.AddField(
            "procedureversion", "level", models.CharField(max_length=12, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "procedureversion", "handled_by", models.CharField(max_length=24, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "procedureversion", "field", models.CharField(max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "procedureversion",
            "life_events",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.AddField(
            "procedureversion", "summary", models.JSONField(default=dict), preserve_default=False
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "procedureversion",
            models.Index(fields=["name_key", "id"], name="procedure_version_by_name"),
        ),
        migrations.AddIndex(
            "procedureversion",
            models.Index(fields=["field", "name_key"], name="procedure_version_by_field"),
        ),
        migrations.AddIndex(
            "procedureversion",
            models.Index(fields=["level", "name_key"], name="procedure_version_by_level"),
        ),
        migrations.AddIndex(
            "procedureversion",
            django.contrib.postgres.indexes.GinIndex(
                fields=["life_events"], name="procedure_version_by_event"
            ),
        ),
    ]  # fmt: skip
