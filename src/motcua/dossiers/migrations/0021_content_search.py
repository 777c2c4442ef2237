"""Words of dossiers that are sealed, found again by keyed hashes (ADR 0020)."""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from motcua.kit.rls import IS_SYSTEM, MY_AGENCIES

MAKE = r"""
ALTER TABLE dossier_content ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_content_scope ON dossier_content USING (@IS_SYSTEM@);
ALTER TABLE dossier_content_waiting ENABLE ROW LEVEL SECURITY;
CREATE POLICY dossier_content_waiting_scope ON dossier_content_waiting USING (@IS_SYSTEM@);

-- Whoever writes into a dossier leaves its id for the worker; the tables' owner may, whatever the scope.
CREATE FUNCTION dossier_content_wait() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO dossier_content_waiting VALUES (NEW.dossier_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER dossier_content_told AFTER INSERT ON dossier_turn FOR EACH ROW
  WHEN (NEW.note_sealed IS NOT NULL OR NEW.kind IN ('submitted', 'imported', 'supplement_requested'))
  EXECUTE FUNCTION dossier_content_wait();
CREATE FUNCTION dossier_content_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO dossier_content_waiting VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER dossier_content_seen_elsewhere AFTER UPDATE ON dossier
  FOR EACH ROW WHEN (OLD.agencies <> NEW.agencies) EXECUTE FUNCTION dossier_content_changed();
CREATE TRIGGER dossier_content_answered_anew AFTER UPDATE OF answers_sealed ON dossier
  FOR EACH ROW EXECUTE FUNCTION dossier_content_changed();

CREATE OR REPLACE FUNCTION dossier_search_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM dossier_search;
    DELETE FROM dossier_content;
    DELETE FROM dossier_content_waiting;
  ELSE
    DELETE FROM dossier_search WHERE dossier_id = OLD.id;
    DELETE FROM dossier_content WHERE dossier_id = OLD.id;
    DELETE FROM dossier_content_waiting WHERE dossier_id = OLD.id;
  END IF;
  RETURN NULL;
END $$;

DO $$ BEGIN
  PERFORM set_config('motcua.system', 'on', true);
  INSERT INTO dossier_content_waiting SELECT id FROM dossier;
  PERFORM set_config('motcua.system', '', true);
END $$;

-- `asked`: the hashes of all words, once for each agency of the actor, as "{1,2}".
CREATE FUNCTION dossier_ids_with(
  asked text[], most integer, before timestamptz DEFAULT NULL, before_id uuid DEFAULT NULL
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  wanted text := (
    SELECT string_agg(format('words @> %L::integer[]', hashes), ' OR ') FROM unnest(asked) AS hashes);
BEGIN
  IF wanted IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE
    'SELECT dossier_id FROM dossier_content WHERE agencies && $1 AND (' || wanted || ')'
    ' AND ($2 IS NULL OR (submitted_at, dossier_id) < ($2, $3))'
    ' ORDER BY submitted_at DESC, dossier_id DESC LIMIT $4'
    USING @MY_AGENCIES@, before, before_id, most;
END $$;
"""
UNMAKE = """
DROP FUNCTION dossier_ids_with(text[], integer, timestamptz, uuid);
DROP TRIGGER dossier_content_answered_anew ON dossier;
DROP TRIGGER dossier_content_seen_elsewhere ON dossier;
DROP TRIGGER dossier_content_told ON dossier_turn;
DROP FUNCTION dossier_content_changed();
DROP FUNCTION dossier_content_wait();
"""
BEFORE = import_module("motcua.dossiers.migrations.0008_search").SQL
FORGET = BEFORE[
    BEFORE.index("CREATE FUNCTION dossier_search_forget") : BEFORE.index(
        "CREATE TRIGGER dossier_search_gone"
    )
].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0020_search_by_agency")]
    operations = [
        migrations.CreateModel(
            name="ContentWaiting",
            fields=[("dossier_id", models.UUIDField(primary_key=True, serialize=False))],
            options={"db_table": "dossier_content_waiting"},
        ),
        migrations.CreateModel(
            name="ContentIndex",
            fields=[
                ("dossier_id", models.UUIDField(primary_key=True, serialize=False)),
                ("agencies", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("submitted_at", models.DateTimeField()),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
            ],
            options={
                "db_table": "dossier_content",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="dossier_content_words")
                ],
            },
        ),
        migrations.RunSQL(
            MAKE.replace("@MY_AGENCIES@", MY_AGENCIES).replace("@IS_SYSTEM@", IS_SYSTEM),
            UNMAKE + FORGET,
        ),
    ]
