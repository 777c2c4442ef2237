"""Row-level security of persons, and the one narrow way past it.

A person exists for themselves and for officials with a seat: any counter serves anyone (NĐ 118/2025,
no regard to residence), so persons are not split by agency; what identifies them is sealed, and every
look at a whole ID number is audited. The name of an official is public, as on the paper they sign.

`directory_person_with` answers only "which id has this keyed hash": a citizen who files for a parent
must reach the parent's one row without being able to read it. Without the index key, which the
database does not hold, no hash can be made.
"""

from django.db import migrations

from motcua.kit import rls

FIND = """
CREATE FUNCTION directory_person_with(wanted bytea) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = public AS $$
DECLARE
  was text := current_setting('motcua.system', true);
  found_id uuid;
BEGIN
  PERFORM set_config('motcua.system', 'on', true);
  SELECT id INTO found_id FROM directory_person WHERE personal_id_index = wanted;
  PERFORM set_config('motcua.system', coalesce(was, ''), true);
  RETURN found_id;
END $$;
CREATE POLICY directory_person_first_written ON directory_person
  FOR INSERT WITH CHECK (%(me)s IS NOT NULL AND NOT official);
""" % {"me": rls.MY_PERSON}

FORGET = """
DROP POLICY directory_person_first_written ON directory_person;
DROP FUNCTION directory_person_with(bytea);
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_persons_and_organisations")]
    operations = [
        rls.protect(
            "directory_person",
            f"id = {rls.MY_PERSON} OR cardinality({rls.MY_AGENCIES}) > 0 OR official",
        ),
        # Only the sign-in itself, in the system's scope, reads or writes accounts.
        rls.protect("directory_citizen_identity", "false"),
        migrations.RunSQL(FIND, FORGET),
    ]
