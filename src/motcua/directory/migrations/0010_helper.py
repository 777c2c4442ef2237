from django.db import migrations, models

ROLES = (
    "reception",
    "helper",
    "case_officer",
    "head",
    "leader",
    "registry_clerk",
    "supervisor",
    "auditor",
    "administrator",
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_police_and_divisions")]
    operations = [
        migrations.AlterField(
            model_name="seat",
            name="role",
            field=models.CharField(choices=[(role, role) for role in ROLES], max_length=24),
        ),
    ]
