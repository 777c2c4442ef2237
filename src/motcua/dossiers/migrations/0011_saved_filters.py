"""Saved searches, their owner's alone; the most urgent dossiers first."""

import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_PERSON, protect


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0010_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('name', models.CharField(max_length=60)),
                ('asked_sealed', models.BinaryField()),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'dossier_saved_filter',
            },
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', [8, 10, 3, 7]), _negated=True), fields=['due_at', 'id'], name='dossier_urgent'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('person_id', 'name'), name='dossier_saved_filter_once'),
        ),
        protect("dossier_saved_filter", f"person_id = {MY_PERSON}"),
    ]
