"""Of a spreadsheet: what the population register said for its rows; of a row: papers of the archive."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0026_what_a_mandate_covers'),
    ]

    operations = [
        migrations.AddField('Batch', 'known_sealed', models.BinaryField(null=True)),
        migrations.AddField('Batch', 'silent', models.BooleanField(default=False)),
        migrations.AddField('BatchRow', 'reused', models.JSONField(default=dict)),
    ]
