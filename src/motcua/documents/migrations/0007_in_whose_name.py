"""Files and issued documents of whom one acts for: read only through that one's dossiers."""

from django.db import migrations

from motcua.kit import rls

FILE = (
    f"owner_id = {rls.MY_PERSON} OR uploaded_by_id = {rls.MY_PERSON}"
    f" OR agencies && {rls.MY_AGENCIES}"
    " OR EXISTS (SELECT FROM documents_archived a WHERE a.file_ids @> ARRAY[documents_file.id])"
)
DOCUMENT = (
    f"agency_id = ANY ({rls.MY_AGENCIES})"
    f" OR (owner_id = {rls.MY_PERSON} AND state IN ('issued', 'recalled'))"
)
HELD = f"owner_id = {rls.MY_PRINCIPAL}"


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_searchable_scans")]
    operations = [
        rls.protect_anew("documents_file", f"{FILE} OR {HELD}", FILE),
        rls.protect_anew(
            "documents_document",
            f"{DOCUMENT} OR ({HELD} AND state IN ('issued', 'recalled'))",
            DOCUMENT,
        ),
    ]
