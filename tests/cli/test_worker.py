"""What a handler publishes stands or falls with what it did; a killed worker's jobs are not lost."""

import asyncio
from threading import Event

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app as jobs

from motcua.cli.worker import rescue_stalled, run_lanes, worker_app
from motcua.config.wiring import SUBSCRIPTIONS
from motcua.dossiers import events as dossier
from motcua.kit.events import LONG
from tests.conftest import forget_jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]


@pytest.fixture
def task(transactional_db):
    """Tasks of this test alone, in an empty queue."""
    made = []
    forget_jobs()

    def register(function, name, **how):
        made.append(name)
        return jobs.task(name=name, **how)(function)

    yield register
    for name in made:
        del jobs.tasks[name]
    forget_jobs()


def work_once():
    async def run():
        worker = worker_app()
        async with worker.open_async():
            await worker.run_worker_async(wait=False, install_signal_handlers=False)

    asyncio.run(run())


def waiting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name = %s", [name])
        return [status for (status,) in cursor.fetchall()]


@pytest.mark.parametrize("fails", [False, True])
def test_what_a_handler_publishes_commits_with_it(task, fails):
    told = []
    follower = task(lambda: told.append("followed"), "test:follower")

    def handler():
        with transaction.atomic():
            follower.defer()
            if fails:
                raise ZeroDivisionError

    task(handler, "test:handler").defer()
    work_once()
    assert told == ([] if fails else ["followed"])
    assert waiting("test:handler") == (["failed"] if fails else ["succeeded"])
    assert waiting("test:follower") == ([] if fails else ["succeeded"])


def test_what_takes_minutes_holds_up_nothing_else(task):
    """Two imports and an e-mail behind them: the second import waits, the e-mail does not."""
    told, sent = [], Event()

    def imports():
        told.append(sent.wait(timeout=20))

    for name in ("test:one", "test:another"):
        task(imports, name, queue=LONG).defer()
    task(sent.set, "test:mail").defer()

    async def run():
        worker = worker_app()
        async with worker.open_async():
            await run_lanes(worker, wait=False)

    asyncio.run(run())
    assert told == [True, True]
    assert {one.event for one in SUBSCRIPTIONS if one.queue == LONG} == {
        dossier.LegacyTrialAsked,
        dossier.LegacyConfirmed,
    }


def test_a_job_is_queued_if_and_only_if_its_transaction_commits(task):
    told = task(lambda: None, "test:told")
    with transaction.atomic():
        told.defer()
        transaction.set_rollback(True)
    assert waiting("test:told") == []


@pytest.mark.parametrize(("age", "expected"), [(120, "todo"), (1, "doing")])
def test_the_jobs_of_a_lost_worker_are_queued_again(task, age, expected):
    task(lambda: None, "test:lost").defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s * interval '1 second') RETURNING id",
            [age],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s"
            " WHERE task_name = 'test:lost'",
            [cursor.fetchone()[0]],
        )

    async def rescue():
        worker = worker_app()
        async with worker.open_async():
            return await rescue_stalled(worker)

    assert asyncio.run(rescue()) == (1 if expected == "todo" else 0)
    assert waiting("test:lost") == [expected]
