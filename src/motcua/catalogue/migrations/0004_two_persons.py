"""A version to come is for officials; nobody publishes what they wrote."""

from django.db import migrations

from motcua.kit import rls

STAFF_OR_PUBLISHED = f"state = 'published' OR cardinality({rls.MY_AGENCIES}) > 0"
ANOTHER = """
ALTER TABLE catalogue_version_draft ADD CONSTRAINT version_draft_published_by_another
  CHECK (published_by IS NULL OR NOT published_by = ANY (authors));
"""
GUARD = """
CREATE FUNCTION catalogue_version_draft_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'catalogue_version_draft: what was prepared is kept';
  END IF;
  IF NOT NEW.authors @> OLD.authors THEN
    RAISE EXCEPTION 'catalogue_version_draft: an author stays an author';
  END IF;
  IF OLD.state IN ('published', 'withdrawn')
     AND to_jsonb(NEW) - 'told_at' IS DISTINCT FROM to_jsonb(OLD) - 'told_at' THEN
    RAISE EXCEPTION 'catalogue_version_draft: it is closed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_version_draft_guard BEFORE UPDATE OR DELETE ON catalogue_version_draft
  FOR EACH ROW EXECUTE FUNCTION catalogue_version_draft_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_version_drafts")]
    operations = [
        rls.protect("catalogue_version_draft", STAFF_OR_PUBLISHED),
        migrations.RunSQL(
            ANOTHER,
            "ALTER TABLE catalogue_version_draft DROP CONSTRAINT version_draft_published_by_another",
        ),
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER catalogue_version_draft_guard ON catalogue_version_draft;"
            "DROP FUNCTION catalogue_version_draft_guard();",
        ),
    ]
