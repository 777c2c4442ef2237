"""An import that is killed in the middle: what landed is whole, and the next run goes on with the rest."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from motcua.config.env import REPOSITORY
from motcua.dossiers import api as dossiers
from motcua.dossiers.legacy.errors import LegacyRunningError
from motcua.dossiers.models import Dossier, LegacyBatch, LegacyEntry, Turn
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, legacy_files as files

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, CHUNK = 60, 20
# A process of its own on the database of the tests: it kills itself in the middle of the third chunk.
KILLED = """
import os, signal, sys
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATABASES["default"]["OPTIONS"]["options"] = "-c role=motcua_app"
django.setup()
from motcua.directory import api as directory
from motcua.dossiers.actions import import_legacy as action
landed, write = 0, action.Landing.write
action.CHUNK = int(sys.argv[4])
def dying(landing):
    global landed
    write(landing)
    landed += 1
    if landed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
action.Landing.write = dying
action.import_legacy(
    actor=directory.system_actor("tests"), file=Path(sys.argv[2]), mapping=Path(sys.argv[3])
)
"""


def counts():
    with acting(SYSTEM):
        return Dossier.objects.count(), LegacyEntry.objects.count()


@pytest.fixture
def written(tmp_path, province_with_procedures):
    return files.write(tmp_path, files.numbered(ROWS)), files.write_mapping(tmp_path)


def test_killed_in_the_middle_nothing_is_half_done_and_the_next_run_lands_the_rest(written):
    file, mapping = written
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, connection.settings_dict["NAME"], file, mapping, str(CHUNK)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    assert counts() == (2 * CHUNK, 2 * CHUNK)
    with acting(SYSTEM):
        [cut_off] = LegacyBatch.objects.all()
        assert (cut_off.ended_at, cut_off.rows, cut_off.landed) == (None, 2 * CHUNK, 2 * CHUNK)

    report = dossiers.import_legacy(actor=make.MACHINE, file=file, mapping=mapping)

    assert (report.same, report.landed) == (2 * CHUNK, ROWS - 2 * CHUNK)
    assert counts() == (ROWS, ROWS)
    assert dossiers.broken_chronicles() == []
    with acting(SYSTEM):
        assert Turn.objects.values("dossier_id").distinct().count() == ROWS


def test_two_imports_of_one_source_do_not_run_at_once(written):
    file, mapping = written
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('motcua:legacy:H34'))")
    try:
        with pytest.raises(LegacyRunningError):
            dossiers.import_legacy(actor=make.MACHINE, file=file, mapping=mapping)
        assert counts() == (0, 0)
    finally:
        other.close()
    assert dossiers.import_legacy(actor=make.MACHINE, file=file, mapping=mapping).landed == ROWS
