"""Search by name that costs what the agency holds, not what the province holds.

An index over the parts of all names gave every "nguyen" of the province and then kept those of the
agency. Here each part stands in the index once an agency, so the lists that are compared are as
long as the agency's own. Pages after the first go on behind the last one shown.

A word of fewer than three letters is the beginning of a word: "an" finds An and Ánh, not Lan.
"""

from importlib import import_module

from django.db import migrations

from motcua.kit.rls import MY_AGENCIES

MAKE = r"""
-- Every three letters of a name (two blanks before a word, one behind) for each agency, and the
-- agency alone, for words that have no such part.
CREATE FUNCTION dossier_search_parts(agencies uuid[], owner_key text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(agency::text || part), '{}')
  FROM unnest(agencies) AS agency, unnest(public.show_trgm(owner_key) || ''::text) AS part
$$;
DROP INDEX dossier_search_words;
CREATE INDEX dossier_search_parts ON dossier_search
  USING gin (dossier_search_parts(agencies, owner_key)) WITH (gin_pending_list_limit = 512);

DROP FUNCTION dossier_ids_of(text[], integer);
CREATE FUNCTION dossier_ids_of(
  words text[], most integer, before timestamptz DEFAULT NULL, before_id uuid DEFAULT NULL
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  -- Of a short word its beginning, of a longer one what is sure to stand inside of it.
  parts text[] := (
    SELECT coalesce(array_agg(DISTINCT part), '{""}')
    FROM unnest(words) AS word, unnest(show_trgm(word)) AS part
    WHERE CASE WHEN length(word) < 3
      THEN part = lpad(word, 3) ELSE part !~ ' ' END);
  -- The parts of a word may stand apart in another; the letters themselves decide.
  whole text := (
    SELECT string_agg(
      format('%s LIKE %L', CASE WHEN length(word) < 3 THEN $s$' ' || owner_key$s$ ELSE 'owner_key' END,
        '%' || CASE WHEN length(word) < 3 THEN ' ' ELSE '' END
        || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'),
      ' AND ')
    FROM unnest(words) AS word);
  mine text := (
    SELECT string_agg(
      format('dossier_search_parts(agencies, owner_key) @> %L::text[]',
        (SELECT array_agg(agency::text || part) FROM unnest(parts) AS part)),
      ' OR ')
    FROM unnest(@MY_AGENCIES@) AS agency);
BEGIN
  IF whole IS NULL OR mine IS NULL THEN RETURN; END IF;
  RETURN QUERY EXECUTE
    'SELECT dossier_id FROM dossier_search WHERE (' || mine || ') AND ' || whole ||
    ' AND ($1 IS NULL OR (submitted_at, dossier_id) < ($1, $2))'
    ' ORDER BY submitted_at DESC, dossier_id DESC LIMIT $3'
    USING before, before_id, most;
END $$;
"""
BEFORE = import_module("motcua.dossiers.migrations.0008_search").SQL
UNMAKE = """
DROP FUNCTION dossier_ids_of(text[], integer, timestamptz, uuid);
DROP INDEX dossier_search_parts;
DROP FUNCTION dossier_search_parts(uuid[], text);
"""
AS_BEFORE = UNMAKE + BEFORE[BEFORE.index("CREATE INDEX dossier_search_words") :]


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0019_posting")]
    operations = [migrations.RunSQL(MAKE.replace("@MY_AGENCIES@", MY_AGENCIES), AS_BEFORE)]
