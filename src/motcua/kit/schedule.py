"""At time T, do Z: periodic jobs, connected from `config/schedule.py`."""

import dataclasses
from collections.abc import Callable

from procrastinate.contrib.django import app as jobs

AHEAD_OF_UTC = 7


@dataclasses.dataclass(frozen=True, slots=True)
class Appointment:
    """`cron` in five fields (minute hour day month weekday), or six with seconds last.

    Hours are Vietnamese. The queue counts in UTC, so whoever names an hour leaves the days open.
    """

    cron: str
    handler: Callable[[], object]


def keep(appointments: tuple[Appointment, ...]) -> None:
    for appointment in appointments:
        handler = appointment.handler
        name = f"{handler.__module__}.{handler.__name__}"
        task = jobs.task(name=name, queueing_lock=name, pass_context=False)(_running(handler))
        jobs.periodic(cron=in_utc(appointment.cron))(task)


def in_utc(cron: str) -> str:
    """`15 6 * * *` in Việt Nam is `15 23 * * *` for the queue."""
    minute, hours, *days = cron.split()
    if hours == "*":
        return cron
    if set(days[:3]) != {"*"}:
        raise ValueError(f"{cron}: a day that begins at seven in the evening is not that day")
    shifted = (_hours(part) for part in hours.split(","))
    return " ".join([minute, ",".join(shifted), *days])


def _hours(span: str) -> str:
    first, _, last = span.partition("-")
    between = range(int(first), int(last or first) + 1)
    return ",".join(str((hour - AHEAD_OF_UTC) % 24) for hour in between)


def _running(handler: Callable[[], object]) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        del timestamp
        handler()

    return run
