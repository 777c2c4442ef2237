"""Whose files and documents exist for whom.

A file: for its owner, for whoever sent it, and for the agencies it was given to. A document: for its
agency, and for its owner once issued. Numbers, entries and versions are added, never changed.
"""

from django.db import migrations

from motcua.kit import rls


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_files_and_documents")]
    operations = [
        rls.protect(
            "documents_file",
            f"owner_id = {rls.MY_PERSON} OR uploaded_by_id = {rls.MY_PERSON}"
            f" OR agencies && {rls.MY_AGENCIES}",
        ),
        rls.protect(
            "documents_document",
            f"agency_id = ANY ({rls.MY_AGENCIES})"
            f" OR (owner_id = {rls.MY_PERSON} AND state IN ('issued', 'recalled'))",
        ),
        rls.protect(
            "documents_version",
            "EXISTS (SELECT FROM documents_document d WHERE d.id = document_id)",
        ),
        rls.protect("documents_counter", f"agency_id = ANY ({rls.MY_AGENCIES})"),
        rls.protect("documents_outgoing", f"agency_id = ANY ({rls.MY_AGENCIES})"),
        rls.protect("documents_signing_key", f"agency_id = ANY ({rls.MY_AGENCIES})"),
        rls.append_only("documents_version"),
        rls.append_only("documents_outgoing"),
    ]
