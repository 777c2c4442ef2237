"""What agencies need from one another; the child dossiers of a matter."""

import django.contrib.postgres.fields
import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_AGENCIES, protect

OF_VISIBLE = "EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id)"
THEIRS = f"to_agency_id = ANY ({MY_AGENCIES}) OR from_agency_id = ANY ({MY_AGENCIES})"


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0015_assisted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=8)),
                ('step_key', models.TextField(blank=True)),
                ('dossier_code', models.TextField()),
                ('version_id', models.UUIDField()),
                ('from_agency_id', models.UUIDField()),
                ('to_agency_id', models.UUIDField()),
                ('to_unit_id', models.UUIDField()),
                ('asked_by_id', models.UUIDField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('starts_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('silence', models.TextField(blank=True)),
                ('content_sealed', models.BinaryField()),
                ('file_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('child_code', models.TextField(blank=True)),
                ('child_status', models.SmallIntegerField(null=True)),
                ('result_file_id', models.UUIDField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by_id', models.UUIDField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('answer_sealed', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'dossier_referral',
            },
        ),
        migrations.AddField(
            model_name='dossier',
            name='matter_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='turn',
            name='kind',
            field=models.CharField(choices=[('submitted', 'Submitted'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('transferred', 'Transferred'), ('taken_over', 'Taken Over'), ('sent_back', 'Sent Back'), ('started', 'Started'), ('consulted', 'Consulted'), ('opinion', 'Opinion'), ('linked', 'Linked'), ('step_done', 'Step Done'), ('assigned', 'Assigned'), ('taken_back', 'Taken Back'), ('supplement_requested', 'Supplement Requested'), ('supplement_answered', 'Supplement Answered'), ('obligation_required', 'Obligation Required'), ('obligation_settled', 'Obligation Settled'), ('extended', 'Extended'), ('apologised', 'Apologised'), ('due_moved', 'Due Moved'), ('version_changed', 'Version Changed'), ('resolved', 'Resolved'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn'), ('stopped', 'Stopped'), ('reopened', 'Reopened')], max_length=24),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('matter_id__isnull', False)), fields=['matter_id'], name='dossier_children'),
        ),
        migrations.AddField(
            model_name='referral',
            name='child',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='referral',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='dossiers.dossier'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['to_agency_id', 'due_at'], name='dossier_referral_to'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['from_agency_id', 'due_at'], name='dossier_referral_from'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('closed_at', None), ('kind', 'consult')), fields=['due_at'], name='dossier_referral_silent'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['dossier', 'opened_at'], name='dossier_referral_of'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['to_agency_id', '-closed_at'], name='dossier_referral_closed'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(('closed_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='dossier_referral_closed_whole', violation_error_message='What is closed has a moment and an outcome.'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'silent'), _negated=True), models.Q(('closed_at__gt', models.F('due_at')), ('due_at__isnull', False), ('kind', 'consult'), models.Q(('silence', ''), _negated=True)), _connector='OR'), name='dossier_referral_silence_by_law', violation_error_message='Silence is consent only after the time, and by law.'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'linked'), models.Q(('child', None), ('child_code', '')), _connector='OR'), name='dossier_referral_child_of_a_link', violation_error_message='Only a link has a child dossier.'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('child',), name='dossier_referral_child_once'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), models.Q(('step_key', ''), _negated=True)), fields=('dossier', 'step_key'), name='dossier_referral_of_step_once'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('kind', 'transfer')), fields=('dossier',), name='dossier_referral_transfer_once'),
        ),
        protect("dossier_referral", f"{THEIRS} OR {OF_VISIBLE}"),
    ]
