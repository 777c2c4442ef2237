"""Mandates and firms: who may act for whom.

A mandate exists for its giver, its receiver and for officials; only the giver grants it, either ends
it. Firms are public, as in the register of enterprises; counters enter them. Who works for a firm
knows of themself; the legal representative knows of all.

`directory_person_named` answers who has this keyed hash and this name, and nothing where one of the
two is wrong: whoever lets another act for them knows both.
"""

import django.db.models.deletion
import motcua.kit.ids
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from motcua.kit import rls

NAMED = """
CREATE FUNCTION directory_person_named(wanted bytea, called text)
RETURNS TABLE (found_id uuid, found_name text)
LANGUAGE plpgsql VOLATILE SET search_path = public AS $$
DECLARE was text := current_setting('motcua.system', true);
BEGIN
  PERFORM set_config('motcua.system', 'on', true);
  SELECT id, name INTO found_id, found_name FROM directory_person
    WHERE personal_id_index = wanted AND name_key = called;
  PERFORM set_config('motcua.system', coalesce(was, ''), true);
  RETURN NEXT;
END $$;
"""
OFFICIAL = f"cardinality({rls.MY_AGENCIES}) > 0"
LED = f"EXISTS (SELECT FROM directory_firm f WHERE f.person_id = firm_id AND f.representative_id = {rls.MY_PERSON})"
PERSON = f"id = {rls.MY_PERSON} OR {OFFICIAL} OR official"


def _id():
    return models.UUIDField(
        default=motcua.kit.ids.new_id, editable=False, primary_key=True, serialize=False
    )


def _to(name, *, related):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related, to=name
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_divisions")]
    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", _id()),
                ("giver_name", models.CharField(max_length=120)),
                ("receiver_name", models.CharField(max_length=120)),
                ("procedures", ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("giver", _to("directory.person", related="mandates_given")),
                ("receiver", _to("directory.person", related="mandates_received")),
            ],
            options={
                "db_table": "directory_mandate",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(starts_on__lte=F("ends_on")),
                        name="mandate_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=~Q(giver=F("receiver")), name="mandate_to_somebody_else"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["giver", "-granted_at"], name="mandate_given"),
                    models.Index(fields=["receiver", "-granted_at"], name="mandate_received"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Firm",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="firm",
                        serialize=False,
                        to="directory.person",
                    ),
                ),
                ("code", models.CharField(max_length=14, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("representative_id", models.UUIDField()),
                ("registered_at", models.DateTimeField()),
            ],
            options={
                "db_table": "directory_firm",
                "indexes": [
                    models.Index(fields=["representative_id"], name="firm_representative")
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmMember",
            fields=[
                ("id", _id()),
                ("person_id", models.UUIDField()),
                ("person_name", models.CharField(max_length=120)),
                (
                    "rights",
                    ArrayField(base_field=models.CharField(max_length=8), size=None),
                ),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("firm", _to("directory.firm", related="members")),
            ],
            options={
                "db_table": "directory_firm_member",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(removed_at=None),
                        fields=("firm", "person_id"),
                        name="firm_member_once",
                    )
                ],
                "indexes": [models.Index(fields=["person_id"], name="firm_member_of")],
            },
        ),
        rls.protect(
            "directory_mandate",
            f"giver_id = {rls.MY_PERSON} OR receiver_id = {rls.MY_PERSON}",
        ),
        migrations.RunSQL(
            "CREATE POLICY directory_mandate_official ON directory_mandate FOR SELECT"
            f" USING ({OFFICIAL});"
            "CREATE POLICY directory_mandate_by_giver ON directory_mandate AS RESTRICTIVE FOR INSERT"
            f" WITH CHECK ({rls.IS_SYSTEM} OR giver_id = {rls.MY_PERSON});",
            "DROP POLICY directory_mandate_official ON directory_mandate;"
            "DROP POLICY directory_mandate_by_giver ON directory_mandate;",
        ),
        rls.protect("directory_firm", OFFICIAL),
        rls.show_to_all("directory_firm"),
        rls.protect("directory_firm_member", LED),
        migrations.RunSQL(
            "CREATE POLICY directory_firm_member_own ON directory_firm_member FOR SELECT"
            f" USING (person_id = {rls.MY_PERSON} OR {OFFICIAL});",
            "DROP POLICY directory_firm_member_own ON directory_firm_member;",
        ),
        rls.protect_anew("directory_person", f"{PERSON} OR id = {rls.MY_PRINCIPAL}", PERSON),
        migrations.RunSQL(NAMED, "DROP FUNCTION directory_person_named(bytea, text);"),
    ]
