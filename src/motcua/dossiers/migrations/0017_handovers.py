"""Hand-over lists, for the agencies that give and receive; a counter's day by index."""

import django.contrib.postgres.fields
import django.db.models.deletion
import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_AGENCIES, protect


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0016_referrals'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandoverLine',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('to_unit_id', models.UUIDField()),
                ('papers', models.JSONField()),
                ('received', models.BooleanField(null=True)),
            ],
            options={
                'db_table': 'dossier_handover_line',
            },
        ),
        migrations.CreateModel(
            name='HandoverList',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('agencies', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('from_unit_id', models.UUIDField()),
                ('to_unit_id', models.UUIDField()),
                ('day', models.DateField()),
                ('serial', models.PositiveSmallIntegerField()),
                ('made_by_id', models.UUIDField()),
                ('made_at', models.DateTimeField()),
                ('received_by_id', models.UUIDField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'dossier_handover_list',
            },
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('accepted_at__isnull', False)), fields=['received_by_unit_id', 'accepted_at'], name='dossier_taken_in'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status', 3)), fields=['received_by_unit_id', 'ended_at'], name='dossier_refused'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('returned_at__isnull', False)), fields=['received_by_unit_id', 'returned_at'], name='dossier_given_back'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', [2, 4, 5, 6])), fields=['received_by_unit_id'], name='dossier_at_work'),
        ),
        migrations.AddField(
            model_name='handoverline',
            name='dossier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='dossiers.dossier'),
        ),
        migrations.AddIndex(
            model_name='handoverlist',
            index=models.Index(fields=['from_unit_id', '-made_at'], name='dossier_handover_given'),
        ),
        migrations.AddIndex(
            model_name='handoverlist',
            index=models.Index(fields=['to_unit_id', '-made_at'], name='dossier_handover_taken'),
        ),
        migrations.AddConstraint(
            model_name='handoverlist',
            constraint=models.UniqueConstraint(fields=('from_unit_id', 'day', 'serial'), name='dossier_handover_serial_once'),
        ),
        migrations.AddConstraint(
            model_name='handoverlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_at', None), ('received_by_id', None)), models.Q(('received_at__isnull', False), models.Q(('received_by_id', models.F('made_by_id')), _negated=True)), _connector='OR'), name='dossier_handover_two_persons', violation_error_message='A hand-over has a giver and another person who receives.'),
        ),
        migrations.AddField(
            model_name='handoverline',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='dossiers.handoverlist'),
        ),
        migrations.AddIndex(
            model_name='handoverline',
            index=models.Index(fields=['handover'], name='dossier_handover_lines'),
        ),
        migrations.AddConstraint(
            model_name='handoverline',
            constraint=models.UniqueConstraint(condition=models.Q(('received__isnull', True), ('received', True), _connector='OR'), fields=('dossier', 'to_unit_id'), name='dossier_handed_once_to_a_unit'),
        ),
        protect("dossier_handover_list", f"agencies && {MY_AGENCIES}"),
        protect("dossier_handover_line", "EXISTS (SELECT FROM dossier_handover_list l WHERE l.id = handover_id)"),
    ]
