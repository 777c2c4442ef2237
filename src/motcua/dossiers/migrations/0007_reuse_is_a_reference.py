"""A paper that is used again refers to one of the archive that exists."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_reuse"), ("documents", "0004_whose_archive")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE dossier_paper ADD CONSTRAINT dossier_paper_archived"
            " FOREIGN KEY (archived_id) REFERENCES documents_archived (id);"
            "CREATE INDEX dossier_paper_by_archived ON dossier_paper (archived_id)"
            " WHERE archived_id IS NOT NULL;",
            "DROP INDEX dossier_paper_by_archived;"
            "ALTER TABLE dossier_paper DROP CONSTRAINT dossier_paper_archived;",
        )
    ]
