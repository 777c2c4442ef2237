"""Numbers belong to the agency of the centre, appointments also to their person; calls stay.

Services and hours are public, as the board in the hall is: any signed-in person must see them to
book. `queueing_slot` counts places and holds no person; booking takes one, so a person may write it,
and a named constraint keeps it within its capacity.
"""

from django.db import migrations

from motcua.kit import rls

OURS = f"agency_id = ANY({rls.MY_AGENCIES})"
MINE = f"person_id = {rls.MY_PERSON}"
SOMEBODY = f"{rls.MY_PERSON} IS NOT NULL"


class Migration(migrations.Migration):
    replaces = [("queueing", "q2")]  # its name in databases of before
    dependencies = [("queueing", "0001_queue")]
    operations = [
        rls.protect("queueing_centre", OURS),
        rls.protect("queueing_counter", OURS),
        rls.protect("queueing_sitting", OURS),
        rls.protect("queueing_ticket_serial", OURS),
        rls.protect("queueing_ticket", OURS),
        rls.protect("queueing_call", OURS),
        rls.append_only("queueing_call"),
        rls.protect("queueing_service", OURS),
        rls.show_to_all("queueing_service"),
        rls.protect("queueing_slot_rule", OURS),
        rls.show_to_all("queueing_slot_rule"),
        rls.protect("queueing_slot", f"{OURS} OR {SOMEBODY}"),
        rls.protect("queueing_appointment", f"{OURS} OR {MINE}"),
    ]
