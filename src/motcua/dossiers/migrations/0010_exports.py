"""Lists taken along as files: only their maker's scope holds the rows."""

import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_PERSON, protect


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0009_newest_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('maker_id', models.UUIDField()),
                ('asked_at', models.DateTimeField()),
                ('asked_sealed', models.BinaryField()),
                ('format', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'XLSX')], max_length=4)),
                ('state', models.CharField(choices=[('waiting', 'WAITING'), ('running', 'RUNNING'), ('done', 'DONE'), ('failed', 'FAILED'), ('removed', 'REMOVED')], max_length=8)),
                ('total', models.PositiveIntegerField(null=True)),
                ('written', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(null=True)),
                ('file_id', models.UUIDField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'dossier_export',
                'indexes': [models.Index(fields=['maker_id', '-asked_at'], name='dossier_export_of_maker'), models.Index(condition=models.Q(('state', 'removed'), _negated=True), fields=['expires_at'], name='dossier_export_kept')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('file_id__isnull', False), ('finished_at__isnull', False), ('size__isnull', False)), _connector='OR'), name='dossier_export_done_with_file', violation_error_message='A finished export has a file.')],
            },
        ),
        protect("dossier_export", f"maker_id = {MY_PERSON}"),
    ]
