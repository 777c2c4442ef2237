"""Start the processes, start again the one that dies, stop all of them together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from motcua.cli.children import die_with_parent
from motcua.cli.progress import say, warn

LOOK_EVERY_SECONDS = 0.3
STEADY_SECONDS = 60.0
LONGEST_WAIT_SECONDS = 30.0
STOP_SECONDS = 20.0
LOG_LIMIT = 10 * 1024 * 1024


@dataclass
class Child:
    """One process: `spawn` starts it as the leader of its own process group."""

    name: str
    spawn: Callable[[], subprocess.Popen[bytes]]
    stop_by: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 1.0
    start_again_at: float = field(default=0.0)

    def start(self) -> None:
        self.process = self.spawn()
        self.started = time.monotonic()

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):
                return


class Supervisor:
    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = threading.Event()

    def add(self, child: Child) -> Child:
        child.start()
        self.children.append(child)
        return child

    def listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def watch(self) -> None:
        while not self.stopping.wait(LOOK_EVERY_SECONDS):
            for child in self.children:
                self._look_after(child)

    def stop(self) -> None:
        """Last started, first stopped; whoever does not hear is ended."""
        for child in reversed(self.children):
            _stop(child)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stopping.set()

    def _look_after(self, child: Child) -> None:
        if child.runs:
            return
        if child.start_again_at == 0.0:
            _plan_restart(child)
        elif time.monotonic() >= child.start_again_at:
            child.start_again_at = 0.0
            child.start()
            say(f"{child.name} runs again")


def _plan_restart(child: Child) -> None:
    code = child.process.returncode if child.process else None
    # Its own children may still hold the port or the memory.
    child.signal_group(signal.SIGKILL)
    if time.monotonic() - child.started > STEADY_SECONDS:
        child.wait = 1.0
    warn(f"{child.name} has ended ({_reason(code)}); starting it again in {child.wait:.0f} s")
    child.start_again_at = time.monotonic() + child.wait
    child.wait = min(child.wait * 2, LONGEST_WAIT_SECONDS)


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"


def _stop(child: Child) -> None:
    if child.process is None:
        return
    if child.runs:
        child.process.send_signal(child.stop_by)
    try:
        child.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        warn(f"{child.name} did not stop in {STOP_SECONDS:.0f} s; ending it")
    child.signal_group(signal.SIGKILL)
    child.process.wait()


def program(
    command: Sequence[str], *, log: Path, env: dict[str, str]
) -> Callable[[], subprocess.Popen[bytes]]:
    """A way to start `command` that writes to `log` and ends with its supervisor."""

    def spawn() -> subprocess.Popen[bytes]:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as out:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=env,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509  (one thread only)
            )

    return spawn
