"""The embedded PostgreSQL: made once, bound to its starter, back after any kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import psycopg
import pytest

from motcua.cli import account
from motcua.cli.cluster import SOCKET_PATH_LIMIT, THROW_AWAY, Cluster

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pg")
    for level in (made, *made.parents[:2]):
        level.chmod(0o755)  # pytest keeps its folders to itself; PostgreSQL is somebody else
    return made


@pytest.fixture(scope="module")
def cluster(folder):
    made = Cluster(folder / "postgresql", folder / "log", extra=THROW_AWAY)
    made.make()
    server = made.start(bound=True)
    made.make_database()
    yield made
    made.stop()
    server.wait()


def test_the_site_and_the_owner_are_no_superusers(cluster):
    with psycopg.connect(cluster.url) as session:
        [(version,)] = session.execute("SHOW server_version").fetchall()
        rows = session.execute("SELECT rolname, rolsuper, rolcanlogin FROM pg_roles").fetchall()
    assert version.startswith("18")
    roles = {name: (superuser, login) for name, superuser, login in rows}
    assert roles["motcua_owner"] == (False, True)
    assert roles["motcua_app"] == (False, False)


def test_nobody_reaches_it_over_the_network(cluster):
    assert cluster.sql("SHOW listen_addresses") == ""
    assert cluster.sockets.stat().st_mode & 0o077 == 0


def test_errors_are_logged_without_the_values_they_met(cluster):
    with psycopg.connect(cluster.url) as session, pytest.raises(psycopg.Error):
        session.execute("SELECT 'Nguyễn Thị Bảy'::text / 0")
    assert "Bảy" not in cluster.log.read_text(encoding="utf-8")


def test_making_twice_changes_nothing(cluster):
    cluster.make()
    cluster.make_database()
    assert cluster.answers()


def test_another_major_version_is_refused(folder):
    old = folder / "old"
    old.mkdir()
    (old / "PG_VERSION").write_text("15\n")
    with pytest.raises(click.ClickException, match="PostgreSQL 15"):
        Cluster(old, folder / "log").make()


def test_a_long_path_gets_a_short_socket(folder):
    deep = folder / ("x" * 100)
    sockets = Cluster(deep / "postgresql", deep / "log").sockets
    assert len(str(sockets / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT
    assert deep not in sockets.parents


def test_an_account_that_cannot_reach_it_is_told(monkeypatch):
    monkeypatch.setattr(account.os, "geteuid", lambda: 0)
    monkeypatch.setattr(account.Account, "can_reach", lambda *_: False)
    with pytest.raises(click.ClickException, match="DATABASE_URL"):
        account.account_for(Path("/postgres"), Path("/root/x"), owner=65534)


HOLDER = """
import sys, time
from pathlib import Path
from motcua.cli.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), Path(sys.argv[2]))
cluster.make()
cluster.start(bound=True)
cluster.make_database()
print("ready", flush=True)
time.sleep(600)
"""


def hold(folder):
    command = [sys.executable, "-c", HOLDER, folder / "bound" / "postgresql", folder / "bound.log"]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ})
    assert holder.stdout.readline() == b"ready\n"
    holder.stdout.close()
    return holder, Cluster(folder / "bound" / "postgresql", folder / "bound.log")


def wait_until(true, seconds=20):
    give_up = time.monotonic() + seconds
    while not true() and time.monotonic() < give_up:
        time.sleep(0.05)
    return true()


def test_it_ends_with_its_starter_and_keeps_what_was_committed(folder):
    (folder / "bound").mkdir()
    holder, bound = hold(folder)
    with psycopg.connect(bound.url, autocommit=True) as session:
        session.execute("CREATE TABLE kept AS SELECT 1 AS n")
    holder.kill()
    holder.wait()
    assert wait_until(lambda: not bound.answers())
    assert wait_until(lambda: not (bound.folder / "postmaster.pid").exists())

    holder, bound = hold(folder)
    with psycopg.connect(bound.url, autocommit=True) as session:
        session.execute("INSERT INTO kept VALUES (2)")
    postmaster = int((bound.folder / "postmaster.pid").read_text().split("\n")[0])
    os.kill(postmaster, signal.SIGKILL)
    assert wait_until(lambda: not bound.answers())
    holder.kill()
    holder.wait()

    holder, bound = hold(folder)
    with psycopg.connect(bound.url) as session:
        assert session.execute("SELECT array_agg(n ORDER BY n) FROM kept").fetchone() == ([1, 2],)
    holder.kill()
    holder.wait()
    assert wait_until(lambda: not bound.answers())
