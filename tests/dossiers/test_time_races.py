"""What the timetable forgets or closes is looked at again under its lock: a person may be just in time."""

import threading
import time
from contextlib import contextmanager
from contextvars import copy_context
from datetime import timedelta

import pytest
from django.db import connection

from motcua.documents.models import StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import AssistedEntry, Dossier, Draft, Paper, SupplementRequest
from motcua.dossiers.types import PaperIn, Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make
from tests.dossiers.test_assisted import owner_of, typed

pytestmark = pytest.mark.django_db(transaction=True)
BIRTH = "1.001193"


@contextmanager
def halfway(actor, act):
    """Inside, `act` has been done and holds its locks; on leaving it is committed."""
    done, go, failed = threading.Event(), threading.Event(), []

    def run():
        try:
            with acting(actor.scope):
                act()
                done.set()
                go.wait(30)
        except Exception as broken:  # noqa: BLE001  (told where the test stands)
            failed.append(broken)
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=copy_context().run, args=(run,))
    thread.start()
    try:
        assert done.wait(30)
        yield
    finally:
        go.set()
        thread.join(30)
    assert failed == []


def in_background(act):
    """Started, and asked for its answer when the other has committed."""
    answer = []

    def run():
        try:
            answer.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=copy_context().run, args=(run,))
    thread.start()
    return thread, answer


def somebody_waits():
    """For a lock, within five seconds."""
    for _again in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


def test_who_is_just_in_time_loses_nothing(desk, citizen):
    draft_id = make.draft(citizen, BIRTH)
    entry_id = typed(desk)
    owner = owner_of(desk, entry_id)
    waiting = make.awaiting_supplement(desk, citizen)
    with acting(SYSTEM):
        asked = SupplementRequest.objects.get(dossier_id=waiting)
    papers = [PaperIn(make.some_component(waiting), (make.stored_file(citizen).id,))]

    with clock.set_to(clock.now() + timedelta(days=60)):
        with halfway(citizen, lambda: dossiers.submit(actor=citizen, draft_id=draft_id)):
            assert dossiers.forget_drafts() == 0
        with halfway(owner, lambda: dossiers.confirm_own(actor=owner, entry_id=entry_id)):
            assert dossiers.forget_entries() == 0
        with halfway(
            citizen,
            lambda: dossiers.answer_supplement(
                actor=citizen, request_id=asked.id, answers={}, papers=papers
            ),
        ):
            thread, closed = in_background(dossiers.close_unanswered)
            assert somebody_waits()
        thread.join(30)

    with acting(SYSTEM):
        held = {f for paper in Paper.objects.all() for f in paper.file_ids}
        there = StoredFile.objects.filter(pk__in=held, erased_at=None)
        assert set(there.values_list("id", flat=True)) == held != set()
        assert Dossier.objects.filter(source_key__in=[draft_id, entry_id]).count() == 2
        assert not Draft.objects.filter(dossier_id=None).exists()
        assert AssistedEntry.objects.get().dossier_id is not None
    assert closed == [0]
    assert make.stored(waiting).state is Status.IN_PROGRESS
