"""Files of another system, sent from the screen, and what their codes are here."""

import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import protect


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0024_batches'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegacyUpload',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(max_length=40)),
                ('prefix', models.CharField(blank=True, max_length=20)),
                ('language', models.CharField(max_length=2)),
                ('file_name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'WAITING'), ('reading', 'READING'), ('refused', 'REFUSED'), ('mapping', 'MAPPING'), ('trying', 'TRYING'), ('tried', 'TRIED'), ('landing', 'LANDING'), ('done', 'DONE'), ('removed', 'REMOVED')], max_length=8)),
                ('fault', models.JSONField(default=dict)),
                ('dossiers_id', models.UUIDField(null=True)),
                ('answers_id', models.UUIDField(null=True)),
                ('papers_id', models.UUIDField(null=True)),
                ('archive_id', models.UUIDField(null=True)),
                ('total', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('trial', models.JSONField(default=dict)),
                ('first_sealed', models.BinaryField(null=True)),
                ('csv_id', models.UUIDField(null=True)),
                ('xlsx_id', models.UUIDField(null=True)),
                ('told', models.PositiveIntegerField(default=0)),
                ('batch_id', models.UUIDField(null=True)),
                ('uploaded_by_id', models.UUIDField()),
                ('uploaded_at', models.DateTimeField()),
                ('asked_by_id', models.UUIDField(null=True)),
                ('tried_at', models.DateTimeField(null=True)),
                ('confirmed_by_id', models.UUIDField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'dossier_legacy_upload',
                'indexes': [models.Index(fields=['-uploaded_at'], name='dossier_legacy_uploads')],
                'constraints': [models.CheckConstraint(condition=models.Q(('batch_id', None), ('confirmed_by_id__isnull', False), _connector='OR'), name='dossier_legacy_upload_run_when_confirmed', violation_error_message='Nothing is imported before somebody has said yes.'), models.UniqueConstraint(condition=models.Q(('state', 'landing')), fields=('source',), name='dossier_legacy_upload_one_lands', violation_error_message='One file of a source is imported at a time.')],
            },
        ),
        migrations.CreateModel(
            name='LegacyCode',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=9)),
                ('code', models.TextField()),
                ('name', models.TextField(blank=True)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('ours', models.TextField(blank=True)),
                ('case', models.TextField(blank=True)),
                ('version', models.DateField(null=True)),
                ('about', models.JSONField(default=dict)),
                ('perhaps', models.JSONField(default=list)),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='dossiers.legacyupload')),
            ],
            options={
                'db_table': 'dossier_legacy_code',
                'indexes': [models.Index(fields=['upload', 'kind', '-rows'], name='dossier_legacy_code_by_rows')],
                'constraints': [models.UniqueConstraint(fields=('upload', 'kind', 'code'), name='dossier_legacy_code_once')],
            },
        ),
        # As all of an import: the system writes, queries for administrators read.
        protect("dossier_legacy_upload", "false"),
        protect("dossier_legacy_code", "false"),
    ]
