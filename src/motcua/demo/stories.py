"""What happens to each demo dossier, and when: the plan, before anything is written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.catalogue import api as catalogue
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
)
# (procedure, share of the dossiers)
PROCEDURES = (
    ("2.000815", 26),
    ("1.001193", 20),
    ("1.004873", 20),
    ("1.001612", 16),
    ("1.013225", 10),
    ("1.012783", 8),
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


def stories(*, seed: int, now: datetime) -> tuple[Story, ...]:
    """The same plan for the same seed and day, oldest first."""
    chance = random.Random(seed)  # noqa: S311  (a demo, no secret)
    told = [_story(chance, number, stage, now) for number, stage in enumerate(_stages())]
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


def _submitted_at(chance: random.Random, procedure: str, stage: str, now: datetime) -> datetime:
    """Long enough ago for the stage, and in working hours."""
    days = catalogue.procedure(procedure).cases[0].clock_policy.limit.value or 1
    span = {
        "submitted": (0.0, 0.9),
        "in_progress": (0.2, days * 1.05),
        "to_sign": (0.5, days),
        "to_number": (0.6, days),
        "resolved": (1.0, days + 4),
        "returned": (days + 1.0, days + 40.0),
    }.get(stage, (1.0, days + 15.0))
    ago = chance.uniform(*span)
    calendar = catalogue.calendar()
    day = calendar.local(now).date()
    for _ in range(int(ago)):
        day = _working_day_before(day)
    if not calendar.is_working(day):
        day = _working_day_before(day)
    at = calendar.add_working_minutes(calendar.opening(day), chance.randint(5, 410))
    return min(at + timedelta(seconds=chance.randint(0, 59)), _latest(now, stage))


def _latest(now: datetime, stage: str) -> datetime:
    calendar = catalogue.calendar()
    if stage == "submitted":
        return now - timedelta(minutes=11)
    yesterday = _working_day_before(calendar.local(now).date())
    return calendar.opening(yesterday) + timedelta(minutes=50)


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
    return min(later, clock.now())
