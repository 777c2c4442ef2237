from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from motcua.audit import api as audit
from motcua.channels.operations import checks, views
from motcua.channels.operations.checks import State
from motcua.kit import clock
from tests.conftest import forget_jobs


@pytest.fixture(autouse=True)
def fresh():
    views._kept.clear()


@pytest.fixture
def outside(monkeypatch):
    """The other systems, each up or down as the test says."""
    up = dict.fromkeys(["eid", "population", "time_stamp", "mail"], True)

    def answers(address, *_):
        code = next((c for c in ("population", "tsa", "eid") if c in str(address)), "mail")
        return up["time_stamp" if code == "tsa" else code]

    monkeypatch.setattr(checks, "answers_http", answers)
    monkeypatch.setattr(checks, "answers_smtp", answers)
    return up


@pytest.fixture
def worker(db):
    """At work, with nothing to do: other tests leave jobs, and entries that nobody has sealed."""
    forget_jobs()
    audit.seal()

    def heartbeat(age=timedelta(0)):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_workers")
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
                [clock.now() - age],
            )

    heartbeat()
    return heartbeat


def told():
    response = Client().get("/suc-khoe.json")
    return response, {code: c["state"] for code, c in response.json()["checks"].items()}


def test_all_well(worker, outside):
    response, states = told()
    assert response.status_code == 200
    assert response.json()["state"] == "ok"
    assert set(states.values()) == {"ok"}


@pytest.mark.parametrize("code", ["eid", "population", "time_stamp", "mail"])
def test_a_system_that_is_down_is_named_and_we_go_on(worker, outside, code):
    outside[code] = False
    response, states = told()
    assert response.status_code == 200
    assert response.json()["state"] == "watch"
    assert {name for name, state in states.items() if state != "ok"} == {code}


@pytest.mark.parametrize("age", [None, timedelta(minutes=2)])
def test_a_silent_worker_is_told(db, worker, outside, age):
    if age is None:
        connection.cursor().execute("DELETE FROM procrastinate_workers")
    else:
        worker(age)
    assert told()[1]["worker"] == State.DOWN


def queue(status, minutes_ago):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)"
            " VALUES ('default', 'x', %s::procrastinate_job_status, %s)",
            [status, clock.now() - timedelta(minutes=minutes_ago)],
        )


@pytest.mark.parametrize(
    ("status", "minutes_ago", "state"),
    [("todo", 0, "ok"), ("todo", 5, "watch"), ("failed", 0, "watch"), ("todo", -60, "ok")],
)
def test_a_queue_that_does_not_move_is_told(worker, outside, status, minutes_ago, state):
    queue(status, minutes_ago)
    assert told()[1]["queue"] == state


def test_entries_that_wait_for_their_seal_are_told(worker, outside):
    audit.record(actor_id=None, verb="x", object_type="x", object_id="x")
    with clock.set_to(clock.now() + timedelta(minutes=10)):
        worker()
        assert told()[1]["seals"] == State.WATCH
    audit.seal()
    views._kept.clear()
    with clock.set_to(clock.now() + timedelta(minutes=10)):
        worker()
        assert told()[1]["seals"] == State.OK


@pytest.mark.parametrize(("free", "state"), [(2**40, "ok"), (2**30, "watch"), (2**20, "down")])
def test_a_full_disk_is_told(worker, outside, monkeypatch, free, state):
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda folder: usage)
    response, states = told()
    assert states["disk"] == state
    assert response.status_code == (503 if state == "down" else 200)


@pytest.mark.parametrize("page", ["/suc-khoe/", "/suc-khoe.json"])
def test_without_the_database_it_still_answers_and_says_so(worker, outside, monkeypatch, page):
    def refuse(scope):
        raise DatabaseError

    monkeypatch.setattr(checks, "acting", refuse)
    response = Client().get(page)
    assert response.status_code == 503
    assert "xem nhật ký PostgreSQL" in response.content.decode() or page.endswith("json")


def test_the_page_speaks_plainly_and_keeps_no_session(worker, outside):
    outside["eid"] = False
    response = Client().get("/suc-khoe/")
    page = response.content.decode()
    assert "Người dân chưa đăng nhập được" in page
    assert not response.cookies


def test_others_are_not_asked_at_every_request(worker, outside, monkeypatch):
    told()
    monkeypatch.setattr(views, "look", lambda: pytest.fail("asked again within seconds"))
    told()


def test_only_reading(worker, outside):
    assert Client().post("/suc-khoe/").status_code == 405
