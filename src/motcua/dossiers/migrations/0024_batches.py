"""Spreadsheets of dossiers: seen as drafts are, by their sender, or by those who see all of a firm."""

import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_PERSON, MY_PRINCIPAL, SEES_ALL, protect

SEEN = (
    f"(person_id = {MY_PERSON} AND for_id IS NULL)"
    f" OR (for_id = {MY_PRINCIPAL} AND (person_id = {MY_PERSON} OR {SEES_ALL}))"
)

class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0023_draft_left_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('for_id', models.UUIDField(null=True)),
                ('level', models.PositiveSmallIntegerField()),
                ('version_id', models.UUIDField()),
                ('procedure_code', models.TextField()),
                ('case_code', models.TextField()),
                ('agency_id', models.UUIDField()),
                ('language', models.CharField(max_length=2)),
                ('name_sealed', models.BinaryField()),
                ('book_id', models.UUIDField(null=True)),
                ('archive_id', models.UUIDField(null=True)),
                ('papers', models.JSONField(default=dict)),
                ('replaced', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', 'WAITING'), ('checking', 'CHECKING'), ('refused', 'REFUSED'), ('checked', 'CHECKED'), ('filing', 'FILING'), ('stopped', 'STOPPED'), ('done', 'DONE'), ('removed', 'REMOVED')], max_length=8)),
                ('fault', models.JSONField(default=dict)),
                ('total', models.PositiveIntegerField(default=0)),
                ('good', models.PositiveIntegerField(default=0)),
                ('bad', models.PositiveIntegerField(default=0)),
                ('same', models.PositiveIntegerField(default=0)),
                ('filed', models.PositiveIntegerField(default=0)),
                ('uploaded_at', models.DateTimeField()),
                ('confirmed_by_id', models.UUIDField(null=True)),
                ('confirmed_level', models.PositiveSmallIntegerField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'dossier_batch',
                'indexes': [models.Index(fields=['person_id', '-uploaded_at'], name='dossier_batch_of_person'), models.Index(condition=models.Q(('for_id__isnull', False)), fields=['for_id', '-uploaded_at'], name='dossier_batch_for'), models.Index(condition=models.Q(('book_id__isnull', False)), fields=['expires_at'], name='dossier_batch_kept')],
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by_id__isnull', False), ('filed', 0), _connector='OR'), name='dossier_batch_filed_when_confirmed', violation_error_message='Nothing is filed before somebody has said yes.')],
            },
        ),
        migrations.CreateModel(
            name='BatchRow',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('row', models.PositiveIntegerField()),
                ('key', models.UUIDField()),
                ('state', models.CharField(choices=[('good', 'GOOD'), ('bad', 'BAD'), ('same', 'SAME'), ('filed', 'FILED')], max_length=5)),
                ('cells_sealed', models.BinaryField(null=True)),
                ('papers', models.JSONField(default=dict)),
                ('faults_sealed', models.BinaryField(null=True)),
                ('due', models.PositiveBigIntegerField(null=True)),
                ('dossier_id', models.UUIDField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='dossiers.batch')),
            ],
            options={
                'db_table': 'dossier_batch_row',
                'indexes': [models.Index(fields=['batch', 'state', 'row'], name='dossier_batch_row_by_state')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'row'), name='dossier_batch_row_once'), models.UniqueConstraint(condition=models.Q(('state', 'filed')), fields=('dossier_id',), name='dossier_batch_row_files_once', violation_error_message='A row becomes one dossier, and a dossier comes from one row.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'filed'), _negated=True), ('dossier_id__isnull', False), _connector='OR'), name='dossier_batch_row_filed_with_dossier', violation_error_message='A filed row has its dossier.')],
            },
        ),
        protect("dossier_batch", SEEN),
        protect("dossier_batch_row", "EXISTS (SELECT FROM dossier_batch b WHERE b.id = batch_id)"),
    ]
