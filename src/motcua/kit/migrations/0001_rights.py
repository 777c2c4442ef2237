"""Extensions, and the rights of the role that the site runs as."""

from django.db import migrations

RIGHTS = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_app') THEN
    CREATE ROLE motcua_app NOLOGIN;
  END IF;
END $$;
DO $$ BEGIN EXECUTE format('GRANT motcua_app TO %I', current_user); END $$;
GRANT USAGE ON SCHEMA public TO motcua_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO motcua_app;
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO motcua_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO motcua_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO motcua_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO motcua_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO motcua_app;
"""


class Migration(migrations.Migration):
    run_before = [("contenttypes", "0001_initial"), ("procrastinate", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;"
            "CREATE EXTENSION IF NOT EXISTS btree_gist;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
