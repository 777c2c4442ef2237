"""Texts that are often written: one's own, or everybody's in the agency."""

import motcua.kit.ids
from django.db import migrations, models

from motcua.kit.rls import MY_AGENCIES, MY_PERSON, protect


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0011_saved_filters'),
    ]

    operations = [
        migrations.CreateModel(
            name='CannedText',
            fields=[
                ('id', models.UUIDField(default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('agency_id', models.UUIDField()),
                ('person_id', models.UUIDField(null=True)),
                ('use', models.CharField(choices=[('bo-sung', 'SUPPLEMENT'), ('tu-choi', 'REFUSAL'), ('tra-lai', 'RETURN'), ('y-kien', 'NOTE')], max_length=12)),
                ('title', models.CharField(max_length=80)),
                ('body', models.TextField()),
                ('changed_by_id', models.UUIDField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'dossier_canned_text',
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'person_id', 'use', 'title'), name='dossier_canned_text_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('body', ''), _negated=True)), name='dossier_canned_text_says_something', violation_error_message='A canned text has a title and words.')],
            },
        ),
        protect("dossier_canned_text", f"agency_id = ANY ({MY_AGENCIES}) AND (person_id IS NULL OR person_id = {MY_PERSON})"),
    ]
