"""What happens to each demo dossier, and when: the plan, before anything is written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.catalogue import api as catalogue
from motcua.engines.legaltime.types import Unit
from motcua.kit import clock

# How many dossiers stop at which stage: together a working day of a commune of some 20,000 people.
STAGES = (
    ("submitted", 22),
    ("supplement_at_counter", 5),
    ("refused", 7),
    ("in_progress", 74),
    ("supplement", 15),
    ("withdrawn", 6),
    ("stopped", 4),
    ("to_sign", 22),
    ("to_number", 12),
    ("resolved", 28),
    ("returned", 105),
    ("asks_again", 2),
)
# (procedure, share of the dossiers)
PROCEDURES = (
    ("2.000815", 24),
    ("1.001193", 18),
    ("1.004873", 18),
    ("1.001612", 14),
    ("1.013225", 9),
    ("1.012783", 6),
    ("1.013831", 5),
    ("1.004222", 6),
)
# What the first person of the sandbox was given before: both can be used again.
OF_FIRST = ("1.012783", "1.004873")
OPEN_STAGES = frozenset(
    {"submitted", "supplement_at_counter", "in_progress", "supplement", "to_sign", "to_number"}
)
ONLINE_SHARE = 0.72
LATE_SHARE = 0.025


@dataclass(frozen=True, slots=True)
class Story:
    number: int
    procedure: str
    stage: str
    online: bool
    late: bool
    submitted_at: datetime
    of_first: bool = False


def stories(*, seed: int, now: datetime) -> tuple[Story, ...]:
    """The same plan for the same seed and day, oldest first."""
    chance = random.Random(seed)  # noqa: S311  (a demo, no secret)
    told = [_story(chance, number, stage, now) for number, stage in enumerate(_stages())]
    told += _of_first(chance, now)
    return tuple(sorted(told, key=lambda story: story.submitted_at))


def _stages() -> Iterator[str]:
    for stage, count in STAGES:
        yield from [stage] * count


def _story(chance: random.Random, number: int, stage: str, now: datetime) -> Story:
    codes = [code for code, _ in PROCEDURES]
    weights = [weight for _, weight in PROCEDURES]
    procedure = chance.choices(codes, weights)[0]
    return Story(
        number=number,
        procedure=procedure,
        stage=stage,
        online=chance.random() < ONLINE_SHARE,
        late=chance.random() < LATE_SHARE,
        submitted_at=_submitted_at(chance, procedure, stage, now),
    )


def _of_first(chance: random.Random, now: datetime) -> Iterator[Story]:
    for number, procedure in enumerate(OF_FIRST):
        yield Story(
            number=number,
            procedure=procedure,
            stage="returned",
            online=True,
            late=False,
            submitted_at=_submitted_at(chance, procedure, "returned", now),
            of_first=True,
        )


def _submitted_at(chance: random.Random, procedure: str, stage: str, now: datetime) -> datetime:
    """Long enough ago for the stage, and in working hours."""
    limit = catalogue.procedure(procedure).cases[0].clock_policy.limit
    if limit.unit is Unit.SAME_DAY and stage in OPEN_STAGES:
        return _today(chance, now)
    days = limit.value or 1
    span = {
        "submitted": (0.0, 0.9),
        "in_progress": (0.4, days * 0.9),
        "to_sign": (1.0, days * 0.95),
        "to_number": (1.0, days * 0.95),
        "resolved": (days + 0.5, days + 4),
        "returned": (days + 1.0, days + 40.0),
    }.get(stage, (1.0, days + 15.0))
    calendar = catalogue.calendar()
    day = present(now).date()
    for _ in range(int(chance.uniform(*span))):
        day = _working_day_before(day)
    at = _moment_of(chance, day)
    while at > present(now) - timedelta(hours=1):
        day = _working_day_before(day)
        at = _moment_of(chance, day)
    return calendar.local(at)


def _today(chance: random.Random, now: datetime) -> datetime:
    """Same-day procedures that are still open came in today, or after yesterday's cut-off."""
    calendar = catalogue.calendar()
    latest = present(now)
    morning = calendar.opening(latest.date())
    if latest.date() == calendar.local(now).date() and latest - morning > timedelta(hours=2):
        return morning + (latest - morning) * chance.uniform(0.0, 0.4)
    evening = calendar.closing(latest.date())
    return evening - timedelta(minutes=chance.randint(70, 115))


def present(now: datetime) -> datetime:
    """The last moment at which somebody was at work: the demo may be built at night."""
    calendar = catalogue.calendar()
    local = calendar.local(now)
    day = local.date()
    if calendar.is_working(day) and local > calendar.opening(day):
        return min(local, calendar.closing(day))
    return calendar.closing(_working_day_before(day))


def _moment_of(chance: random.Random, day: date) -> datetime:
    calendar = catalogue.calendar()
    return calendar.add_working_minutes(calendar.opening(day), chance.randint(5, 400)) + timedelta(
        seconds=chance.randint(0, 59)
    )


def _working_day_before(day: date) -> date:
    calendar = catalogue.calendar()
    earlier = day - timedelta(days=1)
    while not calendar.is_working(earlier):
        earlier -= timedelta(days=1)
    return earlier


def pace(story: Story, chance: random.Random) -> float:
    """Which share of a step's time is used: late stories use more than all of it."""
    return chance.uniform(1.15, 1.5) if story.late else chance.uniform(0.25, 0.85)


def after(at: datetime, hours: float) -> datetime:
    """That many working hours later, never beyond now."""
    later = catalogue.calendar().add_working_minutes(at, max(int(hours * 60), 3))
    return max(at, min(later, present(clock.now())))
