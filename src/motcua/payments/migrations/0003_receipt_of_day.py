"""The receipts of a day by index."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_who_sees_money'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['agency_id', 'received_at'], name='receipt_of_day'),
        ),
    ]
