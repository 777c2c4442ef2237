"""Persons are found by telephone through a blind index; those already known get theirs here."""

import re

from django.db import migrations, models

from motcua.kit import crypto


def index_known(apps, schema_editor):
    """What `directory.rules.same_phone` and `directory.queries.phone_index` do, as of this day."""
    schema_editor.execute("SELECT set_config('motcua.system', 'on', true)")
    persons = apps.get_model("directory", "Person").objects.filter(phone_sealed__isnull=False)
    for person in persons.only("id", "phone_sealed").iterator():
        told = crypto.unseal(person.phone_sealed, row=f"directory_person:phone:{person.id}")
        digits = re.sub(r"\D", "", told)
        if digits.startswith("84") and len(digits) > 10:
            digits = f"0{digits[2:]}"
        person.phone_index = crypto.blind_index(digits, kind="phone")
        person.save(update_fields=["phone_index"])
    schema_editor.execute("SELECT set_config('motcua.system', '', true)")


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_delegation")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="phone_index",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("phone_index__isnull", False)),
                fields=["phone_index"],
                name="person_by_phone",
            ),
        ),
        migrations.RunPython(index_known, migrations.RunPython.noop),
    ]
