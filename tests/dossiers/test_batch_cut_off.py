"""Killed in the middle, sent twice at once, any mixture of rows: each good row is one dossier, once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from motcua.config.env import REPOSITORY
from motcua.demo.pages import scanned_page
from motcua.documents import api as documents
from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import BatchRow, Dossier, Paper, Turn
from motcua.dossiers.types import BatchState, RowState
from motcua.kit import clock, files
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import sheets
from tests.dossiers.sheets import leader
from tests.dossiers.test_batch_papers import authorised, wanted_papers
from tests.queueing.test_races import at_once

__all__ = ["leader"]

pytestmark = pytest.mark.django_db(transaction=True)
# A process of its own on the database of the tests: it kills itself at a dossier or row of that number.
KILLED = """
import os, signal, sys
from uuid import UUID
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.DATABASES["default"]["OPTIONS"]["options"] = "-c role=motcua_app"
django.setup()
from motcua.dossiers import events
from motcua.dossiers.actions import check_batch, file_batch
check_batch.AT_ONCE = file_batch.AT_ONCE = 3
done = 0
def dying(act):
    def run(*args, **kwargs):
        global done
        done += 1
        if done == int(sys.argv[4]):
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)
    return run
check_batch.draft_of = dying(check_batch.draft_of)
file_batch.file_draft = dying(file_batch.file_draft)
act, event = sys.argv[2].split()
module = {"check_batch": check_batch, "file_batch": file_batch}[act]
getattr(module, act)(getattr(events, event)(batch_id=UUID(sys.argv[3])))
"""


def killed(act, batch_id, *, at=8):
    told = [connection.settings_dict["NAME"], act, str(batch_id), str(at)]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *told],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL


def rows_of(batch_id, state):
    with acting(SYSTEM):
        return BatchRow.objects.filter(batch_id=batch_id, state=state).count()


def dossiers_there():
    with acting(SYSTEM):
        return Dossier.objects.count()


def test_killed_while_it_is_read_and_while_it_files_it_goes_on_where_it_stood(citizen):
    rows = [sheets.person(n, **({"so_dinh_danh": "1"} if n == 4 else {})) for n in range(12)]
    batch_id = sheets.uploaded(citizen, sheets.book(rows))

    killed("check_batch BatchUploaded", batch_id)
    assert sheets.rows_left(batch_id) == 6
    assert sheets.stored(batch_id).state == BatchState.CHECKING
    sheets.read(batch_id)
    assert sheets.figures(citizen, batch_id) == (11, 1, 0, 0)

    dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=True)
    killed("file_batch BatchConfirmed", batch_id)
    assert (dossiers_there(), rows_of(batch_id, RowState.FILED)) == (6, 6)
    sheets.work(batch_id)

    assert sheets.figures(citizen, batch_id) == (0, 1, 0, 11)
    assert dossiers_there() == 11
    assert dossiers.broken_chronicles() == []
    with acting(SYSTEM):
        assert Turn.objects.filter(kind="submitted").count() == 11
        numbers = sorted(int(code[-5:]) for code in Dossier.objects.values_list("code", flat=True))
        assert Paper.objects.count() == 0
    assert numbers == list(range(numbers[0], numbers[0] + 11))


def stored_files():
    """Of what was sent in: the ids that are there, and those whose bytes are."""
    with acting(SYSTEM):
        there = set(StoredFile.objects.filter(erased_at=None).values_list("id", flat=True))
    return there, {one for one in there if files.place_for(one).exists()}


def named_by_rows(batch_id):
    with acting(SYSTEM):
        rows = BatchRow.objects.filter(batch_id=batch_id).values_list("papers", flat=True)
        return {
            UUID(held) for given in rows for held_files in given.values() for held in held_files
        }


def test_a_paper_of_a_row_that_was_not_written_is_swept_and_no_other(leader):
    """Killed between the paper and its row: the paper is read again, and the first one goes."""
    [code] = {c.code for c in wanted_papers() if "cho_ai" in str(c.condition)}
    rows = [authorised(n, **{f"giay.{code}": "an.pdf"}) for n in range(3)]
    archive = sheets.zipped(An__pdf=scanned_page("Văn bản ủy quyền"))
    batch_id = sheets.uploaded(leader, sheets.book(rows), archive=archive)

    killed("check_batch BatchUploaded", batch_id, at=3)
    assert sheets.rows_left(batch_id) == 2
    assert len(stored_files()[0]) == 3
    sheets.read(batch_id)
    assert sheets.figures(leader, batch_id) == (3, 0, 0, 0)
    assert len(stored_files()[0] - named_by_rows(batch_id)) == 1

    with clock.set_to(clock.now() + timedelta(days=3)):
        assert documents.forget_loose_pages() == 1

    rows_need = named_by_rows(batch_id)
    assert len(rows_need) == 3
    assert stored_files() == (rows_need, rows_need)
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        papers = Paper.objects.filter(component=code).values_list("file_ids", flat=True)
        assert {file_id for held in papers for file_id in held} == rows_need


def test_the_same_file_from_two_windows_at_once_files_each_row_once(citizen):
    content = sheets.book([sheets.person(n) for n in range(8)])
    both = [sheets.checked(citizen, content) for _ in range(2)]
    for batch_id in both:
        assert sheets.figures(citizen, batch_id) == (8, 0, 0, 0)
        dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=True)

    at_once(*(lambda one=batch_id: sheets.work(one) for batch_id in both))

    figures = [sheets.figures(citizen, batch_id) for batch_id in both]
    assert dossiers_there() == 8
    assert sum(filed for _good, _bad, _same, filed in figures) == 8
    assert sum(same for _good, _bad, same, _filed in figures) == 8


def test_one_job_run_twice_at_once_files_each_row_once(citizen):
    batch_id = sheets.checked(citizen, [sheets.person(n) for n in range(8)])
    dossiers.confirm_batch(actor=citizen, batch_id=batch_id, declared=True)

    at_once(*(lambda: sheets.work(batch_id) for _ in range(2)))

    assert dossiers_there() == 8
    assert sheets.figures(citizen, batch_id) == (0, 0, 0, 8)


KINDS = st.lists(
    st.tuples(st.sampled_from(["good", "bad", "empty"]), st.integers(0, 4)), min_size=1, max_size=9
)


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kinds=KINDS)
def test_any_mixture_of_rows_is_filed_bad_or_filed_before(citizen, kinds):
    """filed + bad + filed before = rows that say anything; each content is one dossier."""
    made = {"good": {}, "bad": {"so_dinh_danh": "12"}}
    rows = [sheets.person(n, **made[kind]) if kind in made else {} for kind, n in kinds]
    said = [(kind, n) for kind, n in kinds if kind != "empty"]
    if not said:
        return
    with acting(SYSTEM):
        before = set(Dossier.objects.values_list("source_key", flat=True))
    batch_id = sheets.checked(citizen, rows)
    if sheets.figures(citizen, batch_id)[0]:
        sheets.filed(citizen, batch_id)

    good, bad, same, filed = sheets.figures(citizen, batch_id)
    with acting(SYSTEM):
        there = list(Dossier.objects.values_list("source_key", flat=True))
        known = set(BatchRow.objects.filter(state=RowState.FILED).values_list("key", flat=True))
    assert good == 0
    assert filed + bad + same == len(said)
    assert len(there) == len(set(there)) == len(before) + filed
    assert set(there) == known
