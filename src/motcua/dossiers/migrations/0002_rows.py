"""Whose rows are whose, and what is never changed."""

from django.db import migrations

from motcua.kit.rls import MY_AGENCIES, MY_PERSON, append_only, protect

OWN = f"agencies && {MY_AGENCIES} OR owner_id = {MY_PERSON} OR submitter_id = {MY_PERSON}"
OF_VISIBLE = "EXISTS (SELECT FROM dossier d WHERE d.id = dossier_id)"
MINE_OR_OF_VISIBLE = f"agency_id = ANY ({MY_AGENCIES}) OR {OF_VISIBLE}"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers")]
    operations = [
        protect("dossier", OWN),
        protect("dossier_step", MINE_OR_OF_VISIBLE),
        protect("dossier_turn", OF_VISIBLE),
        protect("dossier_paper", OF_VISIBLE),
        protect("dossier_form", OF_VISIBLE),
        protect("dossier_supplement", OF_VISIBLE),
        protect("dossier_correction", MINE_OR_OF_VISIBLE),
        protect("dossier_draft", f"person_id = {MY_PERSON}"),
        append_only("dossier_turn"),
    ]
