"""Drafts and dossiers in another's name: seen while acting for that one, and only then.

Having handed in is no reason any more to see a dossier of somebody else: a mandate ends, staff leave.
"""

from django.db import migrations, models
from django.db.models import Q

from motcua.kit.rls import MY_AGENCIES, MY_PERSON, MY_PRINCIPAL, SEES_ALL, protect_anew

BEFORE = f"agencies && {MY_AGENCIES} OR owner_id = {MY_PERSON} OR submitter_id = {MY_PERSON}"
NOW = (
    f"agencies && {MY_AGENCIES} OR owner_id = {MY_PERSON}"
    f" OR (owner_id = {MY_PRINCIPAL} AND (submitter_id = {MY_PERSON} OR {SEES_ALL}))"
)
DRAFT_BEFORE = f"person_id = {MY_PERSON}"
DRAFT_NOW = (
    f"(person_id = {MY_PERSON} AND for_id IS NULL)"
    f" OR (for_id = {MY_PRINCIPAL} AND (person_id = {MY_PERSON} OR {SEES_ALL}))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0017_handovers"),
        ("directory", "0008_acting_for_another"),
    ]
    operations = [
        migrations.AddField("draft", "for_id", models.UUIDField(null=True)),
        migrations.RemoveConstraint("draft", "dossier_draft_open_once"),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(
                condition=Q(dossier_id=None),
                fields=("person_id", "procedure_code", "for_id"),
                name="dossier_draft_open_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            "draft",
            models.Index(
                condition=Q(for_id__isnull=False), fields=["for_id"], name="dossier_draft_for"
            ),
        ),
        protect_anew("dossier", NOW, BEFORE),
        protect_anew("dossier_draft", DRAFT_NOW, DRAFT_BEFORE),
    ]
