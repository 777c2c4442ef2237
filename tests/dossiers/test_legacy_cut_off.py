"""An import that is killed in the middle: what landed is whole, and the next run goes on with the rest."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from motcua.config.env import REPOSITORY
from motcua.demo.pages import scanned_page
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.legacy.errors import LegacyRunningError
from motcua.dossiers.models import Dossier, LegacyBatch, LegacyEntry, Paper, Turn
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.types.legacy import Attachments
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make, legacy_files as files, legacy_uploads as uploads
from tests.dossiers.legacy_attached import ANSWERS, DIVORCE, MAPPING, PAPERS, answer
from tests.queueing.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, CHUNK = 60, 20
# A process of its own on the database of the tests: it kills itself in the middle of the third chunk.
KILLED = """
import os, signal, sys
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.STORED_FILES = Path(os.environ["MOTCUA_TEST_FILES"])
settings.DATA_KEYS = Path(os.environ["MOTCUA_TEST_KEYS"])
settings.DATABASES["default"]["OPTIONS"]["options"] = "-c role=motcua_app"
django.setup()
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.dossiers.actions import import_legacy as action
from motcua.dossiers.actions import attach_legacy_answers as answers, attach_legacy_papers as papers
from motcua.dossiers.types.legacy import Attachments
from motcua.dossiers.types.legacy_uploads import UploadState
action.CHUNK = answers.CHUNK = papers.CHUNK = int(sys.argv[4])
where, folder = sys.argv[5], Path(sys.argv[2]).parent
owner, name = {
    "dossiers": (action.Landing, "write"),
    "answers": (answers, "_seal"),
    "papers": (papers, "_write"),
}[where]
landed, write = 0, getattr(owner, name)
def dying(*told):
    global landed
    write(*told)
    landed += 1
    if landed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, dying)
if len(sys.argv) > 6:  # the worker's job of a file from the screen
    from uuid import UUID
    from motcua.dossiers import api, events
    api.run_legacy_import(events.LegacyConfirmed(upload_id=UUID(sys.argv[6])))
action.import_legacy(
    actor=directory.system_actor("tests"), file=Path(sys.argv[2]), mapping=Path(sys.argv[3]),
    attachments=Attachments(folder / "tra-loi.csv", folder / "giay-to.csv", folder / "tep"),
)
"""


def counts():
    with acting(SYSTEM):
        return Dossier.objects.count(), LegacyEntry.objects.count()


@pytest.fixture
def written(tmp_path, province_with_procedures):
    rows = files.numbered(ROWS)
    (tmp_path / "tep").mkdir()
    (tmp_path / "tep" / "a.pdf").write_bytes(scanned_page("Giấy tờ thử"))
    told = [answer("ho_ten", "Nguyễn Văn Út", row["ma_ho_so"]) for row in rows]
    held = [{**DIVORCE, "ma_ho_so": row["ma_ho_so"], "tep": "a.pdf"} for row in rows]
    files.write(tmp_path, told, name="tra-loi.csv", head=ANSWERS)
    files.write(tmp_path, held, name="giay-to.csv", head=PAPERS)
    return files.write(tmp_path, rows), files.write_mapping(tmp_path, MAPPING)


def killed(file, mapping, where, *job):
    name = connection.settings_dict["NAME"]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, name, file, mapping, str(CHUNK), where, *job],
        env={
            **os.environ,
            "PYTHONPATH": str(REPOSITORY / "src"),
            "MOTCUA_TEST_FILES": str(settings.STORED_FILES),
            "MOTCUA_TEST_KEYS": str(settings.DATA_KEYS),
        },
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL


def attached(file):
    folder = file.parent
    return Attachments(folder / "tra-loi.csv", folder / "giay-to.csv", folder / "tep")


def answered():
    with acting(SYSTEM):
        rows = Dossier.objects.values_list("id", "answers_sealed")
        return sum(bool(unseal_content(*row).answers) for row in rows)


@pytest.mark.parametrize("where", ["answers", "papers"])
def test_killed_among_answers_or_papers_nothing_is_doubled_and_the_rest_follows(written, where):
    file, mapping = written
    killed(file, mapping, where)

    assert counts() == (ROWS, ROWS)
    assert answered() == (2 * CHUNK if where == "answers" else ROWS)
    with acting(SYSTEM):
        papers = 0 if where == "answers" else 2 * CHUNK
        assert (Paper.objects.count(), StoredFile.objects.count()) == (papers, papers)

    report = dossiers.import_legacy(
        actor=make.MACHINE, file=file, mapping=mapping, attachments=attached(file)
    )

    assert (report.landed, report.answers.changed, report.papers.changed) == (0, 0, 0)
    assert answered() == ROWS
    with acting(SYSTEM):
        assert (Paper.objects.count(), StoredFile.objects.count()) == (ROWS, ROWS)
        ids = set(StoredFile.objects.values_list("id", flat=True))
    held = {path.name for path in Path(settings.STORED_FILES).rglob("*") if path.is_file()}
    assert {file_id.hex for file_id in ids} <= held
    machine = directory.system_actor("reader")
    with acting(SYSTEM):
        assert all(documents.content(machine, file_id) for file_id in ids)
    assert dossiers.broken_chronicles() == []


def test_killed_in_the_middle_nothing_is_half_done_and_the_next_run_lands_the_rest(written):
    file, mapping = written
    killed(file, mapping, "dossiers")
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


# ------------------------------------------------------------------ from the screen


@pytest.fixture
def administrator(province_with_procedures):
    return official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency=make.COMMUNE)


def sent(administrator, file, mapping):
    folder = file.parent
    upload_id = uploads.tried(
        administrator,
        file.read_text(),
        mapping=mapping.read_text(),
        answers=uploads.sent_file((folder / "tra-loi.csv").read_bytes()),
        papers=uploads.sent_file((folder / "giay-to.csv").read_bytes()),
        archive=uploads.sent_file(
            uploads.zipped(**{"a.pdf": (folder / "tep" / "a.pdf").read_bytes()})
        ),
    )
    seen = uploads.view(administrator, upload_id).trial
    assert (seen.landed, seen.answers.landed, seen.papers.landed) == (ROWS, ROWS, ROWS)
    return upload_id


@pytest.mark.parametrize("where", ["dossiers", "papers"])
def test_a_worker_killed_under_a_yes_from_the_screen_goes_on_as_one_run(
    written, administrator, where
):
    upload_id = sent(administrator, *written)
    uploads.confirm(administrator, upload_id)
    killed(*written, where, str(upload_id))
    assert counts() == ((2 * CHUNK,) * 2 if where == "dossiers" else (ROWS, ROWS))
    seen = uploads.view(administrator, upload_id)
    assert (seen.state, seen.with_files, seen.read > 0) == (UploadState.LANDING, True, True)
    cut_off = uploads.stored(upload_id)

    uploads.work(upload_id)

    seen = uploads.view(administrator, upload_id)
    told = seen.trial
    assert seen.state is UploadState.DONE
    assert (told.landed, told.answers.landed, told.papers.landed) == (ROWS, ROWS, ROWS)
    assert (told.same, told.answers.same, told.papers.same) == (0, 0, 0)
    assert (counts(), answered()) == ((ROWS, ROWS), ROWS)
    with acting(SYSTEM):
        assert LegacyBatch.objects.count() == 1
    held = {path.name for path in Path(settings.STORED_FILES).rglob("*") if path.is_file()}
    gone = (cut_off.dossiers_id, cut_off.archive_id, cut_off.csv_id, cut_off.xlsx_id)
    assert held.isdisjoint(one.hex for one in gone)
    assert dossiers.broken_chronicles() == []


def test_two_administrators_and_a_job_run_twice_at_once_double_nothing(written, administrator):
    other = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency=make.COMMUNE)
    ids = [sent(administrator, *written) for _ in range(2)]

    def said(actor, upload_id):
        with suppress(LegacyRunningError):
            uploads.confirm(actor, upload_id)

    def worked():
        with suppress(LegacyRunningError):  # the queue tries again later
            for upload_id in ids:
                uploads.work(upload_id)

    at_once(lambda: said(administrator, ids[0]), lambda: said(other, ids[1]))
    states = [uploads.view(administrator, one).state for one in ids]
    assert sorted(states) == [UploadState.LANDING, UploadState.TRIED]
    at_once(worked, worked)
    worked()

    assert counts() == (ROWS, ROWS)
    done = [one for one in ids if uploads.view(administrator, one).state is UploadState.DONE]
    [landed] = [uploads.view(administrator, one).trial for one in done]
    assert (landed.landed, landed.papers.landed) == (ROWS, ROWS)


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
