"""At time T, do Z: periodic jobs, connected from `config/schedule.py`."""

import dataclasses
from collections.abc import Callable

from procrastinate.contrib.django import app as jobs


@dataclasses.dataclass(frozen=True, slots=True)
class Appointment:
    """`cron` in five fields (minute hour day month weekday), or six with seconds last."""

    cron: str
    handler: Callable[[], object]


def keep(appointments: tuple[Appointment, ...]) -> None:
    for appointment in appointments:
        handler = appointment.handler
        name = f"{handler.__module__}.{handler.__name__}"
        task = jobs.task(name=name, queueing_lock=name, pass_context=False)(_running(handler))
        jobs.periodic(cron=appointment.cron)(task)


def _running(handler: Callable[[], object]) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        del timestamp
        handler()

    return run
