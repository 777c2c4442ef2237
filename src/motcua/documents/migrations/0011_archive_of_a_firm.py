"""The archive of a firm exists for who sees all of it: it is what lies in the dossiers that they see."""

from django.db import migrations

from motcua.kit import rls

BEFORE = (
    f"owner_id = {rls.MY_PERSON} OR agency_id = ANY ({rls.MY_AGENCIES})"
    " OR EXISTS (SELECT FROM documents_opening o WHERE o.owner_id = documents_archived.owner_id"
    f" AND o.until > now() AND o.agencies && {rls.MY_AGENCIES})"
)
OF_FIRM = f"owner_id = {rls.MY_PRINCIPAL} AND {rls.SEES_ALL}"


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_scans")]
    operations = [rls.protect_anew("documents_archived", f"{BEFORE} OR ({OF_FIRM})", BEFORE)]
