"""Search that stays quick at the size of a province.

Under row-level security PostgreSQL may use an index only for comparisons that cannot tell what they
have seen (leakproof): equality may, "contains these letters" and "overlaps these agencies" may not,
so a search by name read every dossier of the province. What is searched therefore stands in a table
of its own, closed to the site's role, and one function looks into it. The function holds the rule of
whose rows are whose itself, from the same settings, and answers ids only; the dossiers behind them
are then read under row-level security like any other.
"""

from django.db import migrations, models

from motcua.kit.rls import APPLICATION_ROLE, MY_AGENCIES

MAKE = r"""
CREATE TABLE dossier_search (
  dossier_id uuid PRIMARY KEY,
  owner_key text NOT NULL,
  agencies uuid[] NOT NULL,
  submitted_at timestamptz NOT NULL
);
REVOKE ALL ON dossier_search FROM @APPLICATION_ROLE@;
ALTER TABLE dossier_search ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION dossier_search_follow() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO dossier_search VALUES (NEW.id, NEW.owner_key, NEW.agencies, NEW.submitted_at)
  ON CONFLICT (dossier_id) DO UPDATE
    SET owner_key = excluded.owner_key, agencies = excluded.agencies;
  RETURN NULL;
END $$;
CREATE TRIGGER dossier_search_new AFTER INSERT ON dossier
  FOR EACH ROW EXECUTE FUNCTION dossier_search_follow();
CREATE TRIGGER dossier_search_changed AFTER UPDATE ON dossier
  FOR EACH ROW WHEN (OLD.owner_key <> NEW.owner_key OR OLD.agencies <> NEW.agencies)
  EXECUTE FUNCTION dossier_search_follow();

-- In step with `dossier` by triggers, not by a key: a key would forbid to empty the two apart.
CREATE FUNCTION dossier_search_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM dossier_search;
  ELSE
    DELETE FROM dossier_search WHERE dossier_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER dossier_search_gone AFTER DELETE ON dossier
  FOR EACH ROW EXECUTE FUNCTION dossier_search_forget();
CREATE TRIGGER dossier_search_emptied AFTER TRUNCATE ON dossier
  FOR EACH STATEMENT EXECUTE FUNCTION dossier_search_forget();

DO $$ BEGIN
  PERFORM set_config('motcua.system', 'on', true);
  INSERT INTO dossier_search SELECT id, owner_key, agencies, submitted_at FROM dossier;
  PERFORM set_config('motcua.system', '', true);
END $$;
CREATE INDEX dossier_search_words ON dossier_search
  USING gin (owner_key gin_trgm_ops, agencies);

CREATE FUNCTION dossier_ids_of(words text[], most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  -- One LIKE a word, as text: only so does the planner use the words of the index. Fewer than three
  -- letters have no entry there: || '' keeps the planner from reading the whole index for them.
  wanted text := (
    SELECT string_agg(
      format(
        'owner_key%s LIKE %L',
        CASE WHEN length(word) < 3 THEN $short$ || ''$short$ ELSE '' END,
        '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'),
      ' AND ')
    FROM unnest(words) AS word);
BEGIN
  IF wanted IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE
    'SELECT dossier_id FROM dossier_search WHERE agencies && $1 AND ' || wanted ||
    ' ORDER BY submitted_at DESC, dossier_id LIMIT $2'
    USING @MY_AGENCIES@, most;
END $$;
"""
UNMAKE = """
DROP FUNCTION dossier_ids_of(text[], integer);
DROP TRIGGER dossier_search_emptied ON dossier;
DROP TRIGGER dossier_search_gone ON dossier;
DROP FUNCTION dossier_search_forget();
DROP TRIGGER dossier_search_changed ON dossier;
DROP TRIGGER dossier_search_new ON dossier;
DROP FUNCTION dossier_search_follow();
DROP TABLE dossier_search;
"""
SQL = MAKE.replace("@MY_AGENCIES@", MY_AGENCIES).replace("@APPLICATION_ROLE@", APPLICATION_ROLE)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_reuse_is_a_reference")]
    operations = [
        migrations.RunSQL(SQL, UNMAKE),
        migrations.RemoveIndex(model_name="dossier", name="dossier_owner_key"),
        # What is due for erasing is looked for every night; without this, among all that ever were.
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["keep_until"],
                name="dossier_keep_until",
                condition=models.Q(keep_until__isnull=False),
            ),
        ),
    ]
