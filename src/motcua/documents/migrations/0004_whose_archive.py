"""Whose archive exists for whom.

A paper of the archive: for its owner, for the agency that issued or digitised it, and for those that
the archive was opened to, as long as it is open. Its file goes with it. Openings are added, never changed.
"""

from django.db import migrations

from motcua.kit import rls

FILE_BEFORE = (
    f"owner_id = {rls.MY_PERSON} OR uploaded_by_id = {rls.MY_PERSON}"
    f" OR agencies && {rls.MY_AGENCIES}"
)
OF_ARCHIVE = "EXISTS (SELECT FROM documents_archived a WHERE a.file_ids @> ARRAY[documents_file.id])"


def file_policy(condition: str) -> str:
    seen = f"{rls.IS_SYSTEM} OR ({condition})"
    return f"ALTER POLICY documents_file_scope ON documents_file USING ({seen}) WITH CHECK ({seen})"


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_archive")]
    operations = [
        rls.protect(
            "documents_opening",
            f"owner_id = {rls.MY_PERSON} OR agencies && {rls.MY_AGENCIES}",
        ),
        rls.append_only("documents_opening"),
        rls.protect(
            "documents_archived",
            f"owner_id = {rls.MY_PERSON} OR agency_id = ANY ({rls.MY_AGENCIES})"
            " OR EXISTS (SELECT FROM documents_opening o WHERE o.owner_id = documents_archived.owner_id"
            f" AND o.until > now() AND o.agencies && {rls.MY_AGENCIES})",
        ),
        migrations.RunSQL(
            file_policy(f"{FILE_BEFORE} OR {OF_ARCHIVE}"),
            file_policy(FILE_BEFORE),
        ),
    ]
