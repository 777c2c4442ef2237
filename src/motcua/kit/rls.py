"""SQL for migrations: row-level security, append-only tables, rights of the application role.

Migrations run as the owner of the tables; the site runs as `motcua_app`, which owns nothing.
"""

from django.db.migrations.operations import RunSQL

APPLICATION_ROLE = "motcua_app"
# Each in a sub-select: PostgreSQL then reads the setting once per statement, not once per row.
IS_SYSTEM = "(SELECT current_setting('motcua.system', true) = 'on')"
MY_AGENCIES = "((SELECT coalesce(nullif(current_setting('motcua.agencies', true), ''), '{}')::uuid[])::uuid[])"
MY_PRINCIPAL = "(SELECT nullif(current_setting('motcua.principal', true), '')::uuid)"
SEES_ALL = "(SELECT current_setting('motcua.sees_all', true) = 'on')"
# In the principal's name: the procedures that the mandate names, and whether it names none.
MY_PROCEDURES = (
    "((SELECT array(SELECT jsonb_array_elements_text("
    "coalesce(nullif(current_setting('motcua.procedures', true), ''), '[]')::jsonb)))::text[])"
)
EVERY_PROCEDURE = "(SELECT coalesce(current_setting('motcua.procedures', true), '') = '')"
MY_PERSON = "(SELECT nullif(current_setting('motcua.person', true), '')::uuid)"


def protect(table: str, condition: str) -> RunSQL:
    """Rows that satisfy `condition` (SQL) or the system scope; nothing else exists for the actor."""
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY {table}_scope ON {table} USING ({IS_SYSTEM} OR ({condition}))"
        f" WITH CHECK ({IS_SYSTEM} OR ({condition}));",
        f"DROP POLICY {table}_scope ON {table};"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def protect_anew(table: str, condition: str, before: str) -> RunSQL:
    """Another condition for a table that `protect` has closed; `before` is the one it had."""
    alter = f"ALTER POLICY {table}_scope ON {table}"
    now, then = f"{IS_SYSTEM} OR ({condition})", f"{IS_SYSTEM} OR ({before})"
    return RunSQL(
        f"{alter} USING ({now}) WITH CHECK ({now});", f"{alter} USING ({then}) WITH CHECK ({then});"
    )


def append_only(table: str) -> RunSQL:
    """Rows are added, never changed or removed: no right to, and a trigger for everyone else."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE ON {table} FROM {APPLICATION_ROLE};"
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;"
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse();",
        f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_refuse();"
        f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE};",
    )


def show_to_all(table: str) -> RunSQL:
    """Beside `protect`: everybody may read these rows; who may write them stays as it is."""
    return RunSQL(
        f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (true);",
        f"DROP POLICY {table}_read ON {table};",
    )
