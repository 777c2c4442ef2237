"""In another's name one sees what the mandate is for, and the files and results of that, row by row.

`dossier_file_for_another` is the way from a file to the dossiers it lies in. Its keys are compared with
`=` alone: under row-level security PostgreSQL uses an index only for operators that tell nothing of what
they compare, and `@>` on arrays is none of them. For the same reason a file finds its place in the archive
by its owner.
"""

import django.db.models.deletion
from django.db import migrations, models

from motcua.kit import rls

OWN = f"agencies && {rls.MY_AGENCIES} OR owner_id = {rls.MY_PERSON}"
IN_MANDATE = f"({rls.EVERY_PROCEDURE} OR procedure_code = ANY ({rls.MY_PROCEDURES}))"
DOSSIER_BEFORE = (
    f"{OWN} OR (owner_id = {rls.MY_PRINCIPAL}"
    f" AND (submitter_id = {rls.MY_PERSON} OR {rls.SEES_ALL}))"
)
# A linked dossier came of one that was handed in under the mandate, and is named on its page.
DOSSIER = (
    f"{OWN} OR (owner_id = {rls.MY_PRINCIPAL} AND ({rls.SEES_ALL}"
    f" OR (submitter_id = {rls.MY_PERSON} AND ({IN_MANDATE} OR matter_id IS NOT NULL))))"
)
# Drafts, and spreadsheets of dossiers.
UNSENT_BEFORE = (
    f"(person_id = {rls.MY_PERSON} AND for_id IS NULL)"
    f" OR (for_id = {rls.MY_PRINCIPAL} AND (person_id = {rls.MY_PERSON} OR {rls.SEES_ALL}))"
)
UNSENT = (
    f"(person_id = {rls.MY_PERSON} AND for_id IS NULL) OR (for_id = {rls.MY_PRINCIPAL}"
    f" AND ({rls.SEES_ALL} OR (person_id = {rls.MY_PERSON} AND {IN_MANDATE})))"
)
ARCHIVED = "SELECT FROM documents_archived a WHERE a.file_ids @> ARRAY[documents_file.id]"
FILE_BEFORE = (
    f"owner_id = {rls.MY_PERSON} OR uploaded_by_id = {rls.MY_PERSON}"
    f" OR agencies && {rls.MY_AGENCIES} OR EXISTS ({ARCHIVED})"
    f" OR owner_id = {rls.MY_PRINCIPAL}"
)
IN_A_DOSSIER = "SELECT FROM dossier_file_for_another h WHERE h.file_id = documents_file.id"
ISSUED_AS = "SELECT FROM documents_document o WHERE o.file_id = documents_file.id"
FILE = (
    f"owner_id = {rls.MY_PERSON} OR agencies && {rls.MY_AGENCIES}"
    f" OR (owner_id = {rls.MY_PRINCIPAL} AND ({rls.SEES_ALL} OR uploaded_by_id = {rls.MY_PERSON}"
    f" OR EXISTS ({IN_A_DOSSIER}) OR EXISTS ({ISSUED_AS})))"
    f" OR EXISTS ({ARCHIVED} AND a.owner_id = documents_file.owner_id)"
)
OUT = "state IN ('issued', 'recalled')"
DOCUMENT_OWN = (
    f"agency_id = ANY ({rls.MY_AGENCIES}) OR (owner_id = {rls.MY_PERSON} AND {OUT})"
)
DOCUMENT_BEFORE = f"{DOCUMENT_OWN} OR (owner_id = {rls.MY_PRINCIPAL} AND {OUT})"
DOCUMENT = (
    f"{DOCUMENT_OWN} OR (owner_id = {rls.MY_PRINCIPAL} AND {OUT}"
    f" AND ({rls.SEES_ALL} OR EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id)))"
)
# What was handed in for others until now.
BACKFILL = """
SELECT set_config('motcua.system', 'on', true);
INSERT INTO dossier_file_for_another (dossier_id, file_id)
  SELECT p.dossier_id, f FROM dossier d JOIN dossier_paper p ON p.dossier_id = d.id,
    unnest(p.file_ids) AS f WHERE d.owner_id <> d.submitter_id
  UNION
  SELECT f.dossier_id, f.file_id FROM dossier d JOIN dossier_form f ON f.dossier_id = d.id
    WHERE d.owner_id <> d.submitter_id;
SELECT set_config('motcua.system', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0025_legacy_uploads"),
        ("documents", "0010_scans"),
    ]
    operations = [
        migrations.CreateModel(
            name="FileForAnother",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_id", models.UUIDField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "db_table": "dossier_file_for_another",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_id", "dossier"), name="dossier_file_for_another_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
        rls.protect(
            "dossier_file_for_another",
            "EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id)",
        ),
        rls.protect_anew("dossier", DOSSIER, DOSSIER_BEFORE),
        rls.protect_anew("dossier_draft", UNSENT, UNSENT_BEFORE),
        rls.protect_anew("dossier_batch", UNSENT, UNSENT_BEFORE),
        rls.protect_anew("documents_document", DOCUMENT, DOCUMENT_BEFORE),
        rls.protect_anew("documents_file", FILE, FILE_BEFORE),
    ]
