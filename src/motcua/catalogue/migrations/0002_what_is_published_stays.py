"""A version in force may only be given its end; a decree about the calendar is never taken back."""

from django.db import migrations

from motcua.kit import rls

GUARD = """
CREATE FUNCTION catalogue_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.valid_from <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date THEN
      RAISE EXCEPTION 'catalogue_procedure_version: a version in force stays';
    END IF;
    RETURN OLD;
  END IF;
  IF to_jsonb(NEW) - 'valid_to' IS DISTINCT FROM to_jsonb(OLD) - 'valid_to' THEN
    RAISE EXCEPTION 'catalogue_procedure_version: only valid_to may be written';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_version_guard BEFORE UPDATE OR DELETE ON catalogue_procedure_version
  FOR EACH ROW EXECUTE FUNCTION catalogue_version_guard();
"""
UNGUARD = (
    "DROP TRIGGER catalogue_version_guard ON catalogue_procedure_version;"
    "DROP FUNCTION catalogue_version_guard();"
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_procedures_and_calendar")]
    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        rls.append_only("catalogue_calendar_decision"),
        rls.append_only("catalogue_calendar_day"),
    ]
