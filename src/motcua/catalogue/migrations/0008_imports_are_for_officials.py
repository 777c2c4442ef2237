"""Rows of an import are for officials; who last wrote in one does not publish it; nothing is removed."""

from django.db import migrations

from motcua.kit import rls

STAFF = f"cardinality({rls.MY_AGENCIES}) > 0"
ANOTHER = """
ALTER TABLE catalogue_imported_row ADD CONSTRAINT imported_row_published_by_another
  CHECK (published_by IS NULL OR NOT published_by = ANY (authors));
"""
GUARD = """
CREATE FUNCTION catalogue_imported_row_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'catalogue_imported_row: what was imported is kept';
  END IF;
  IF NEW.hash <> OLD.hash OR NEW.code <> OLD.code OR NEW.source IS DISTINCT FROM OLD.source THEN
    RAISE EXCEPTION 'catalogue_imported_row: what the file said stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_imported_row_guard BEFORE UPDATE OR DELETE ON catalogue_imported_row
  FOR EACH ROW EXECUTE FUNCTION catalogue_imported_row_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_national_import")]
    operations = [
        rls.protect("catalogue_import", STAFF),
        rls.protect("catalogue_imported_row", STAFF),
        migrations.RunSQL(
            ANOTHER,
            "ALTER TABLE catalogue_imported_row DROP CONSTRAINT imported_row_published_by_another",
        ),
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER catalogue_imported_row_guard ON catalogue_imported_row;"
            "DROP FUNCTION catalogue_imported_row_guard();",
        ),
    ]
