from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_page_readings'),
    ]

    operations = [
        migrations.AddField(
            model_name='pagereading',
            name='places_sealed',
            field=models.BinaryField(null=True),
        ),
        migrations.AlterField(
            model_name='signingkey',
            name='purpose',
            field=models.CharField(choices=[('leader', 'leader'), ('official', 'official'), ('seal', 'seal')], max_length=8),
        ),
    ]
