import signal
import subprocess
import sys
import time

import psutil
import pytest

from motcua.cli import supervisor as supervising
from motcua.cli.supervisor import Child, Supervisor, program

UP = "print('up', flush=True); import time; time.sleep(600)"
FORK = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'input()'], stdin=-1);"
DEAFEN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);"

SLEEPER = [sys.executable, "-c", UP]
WITH_CHILD = [sys.executable, "-c", FORK + UP]
DEAF = [sys.executable, "-c", DEAFEN + UP]


@pytest.fixture
def supervisor(monkeypatch):
    monkeypatch.setattr(supervising, "STOP_SECONDS", 1.0)
    made = Supervisor()
    yield made
    made.stop()


def wait_until(true, seconds=20):
    give_up = time.monotonic() + seconds
    while not true() and time.monotonic() < give_up:
        time.sleep(0.02)
    return true()


@pytest.fixture
def start(supervisor, tmp_path):
    def run(command, name="web"):
        log = tmp_path / f"{name}.log"
        child = Child(name, program(command, log=log, env={}))
        supervisor.add(child)
        assert wait_until(lambda: "up" in log.read_text())
        return child

    return run


def watch_until(supervisor, true):
    give_up = time.monotonic() + 20
    while not true() and time.monotonic() < give_up:
        for child in supervisor.children:
            supervisor._look_after(child)
        time.sleep(0.02)
    assert true()


def test_one_that_dies_is_started_again(supervisor, start, capsys):
    child = start(SLEEPER)
    first = child.process.pid
    child.wait = 0.05
    child.process.kill()
    watch_until(supervisor, lambda: child.runs and child.process.pid != first)
    told = capsys.readouterr()
    assert "web has ended (SIGKILL)" in told.err
    assert "web runs again" in told.out


def test_it_waits_longer_each_time(supervisor, start):
    child = start([sys.executable, "-c", "print('up', flush=True)"])
    child.wait = 0.01
    watch_until(supervisor, lambda: child.wait >= 0.08)


def test_one_that_was_steady_is_started_again_soon(start, supervisor, monkeypatch):
    child = start(SLEEPER)
    child.wait = 16.0
    monkeypatch.setattr(supervising, "STEADY_SECONDS", 0.0)
    child.process.kill()
    watch_until(supervisor, lambda: child.start_again_at > 0)
    assert child.wait == 2.0


@pytest.mark.parametrize("command", [SLEEPER, WITH_CHILD, DEAF], ids=["plain", "family", "deaf"])
def test_stopping_leaves_nobody_behind(supervisor, start, command):
    child = start(command)
    family = [child.process.pid, *(p.pid for p in psutil.Process(child.process.pid).children())]
    supervisor.stop()
    assert wait_until(lambda: not any(map(_lives, family)))


def test_the_grandchildren_of_one_that_died_are_ended_before_it_starts_again(supervisor, start):
    child = start(WITH_CHILD)
    [grandchild] = psutil.Process(child.process.pid).children()
    child.process.kill()
    watch_until(supervisor, lambda: child.start_again_at > 0)
    assert wait_until(lambda: not _lives(grandchild.pid))


def test_a_killed_supervisor_takes_its_children_along(tmp_path):
    code = (
        "import time; from pathlib import Path; from motcua.cli.supervisor import *\n"
        f"supervisor = Supervisor(); log = Path({str(tmp_path / 'log')!r})\n"
        f"supervisor.add(Child('x', program({SLEEPER!r}, log=log, env={{}})))\n"
        "print(supervisor.children[0].process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    assert wait_until(lambda: not _lives(child))


def test_a_signal_asks_it_to_stop(supervisor):
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        supervisor.listen_to_signals()
        signal.raise_signal(signal.SIGTERM)
        supervisor.watch()
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    assert supervisor.stopping.is_set()


def _lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
