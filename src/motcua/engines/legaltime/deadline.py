"""What the clock says about a dossier."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motcua.engines.legaltime.events import EventKind, Reason
from motcua.engines.legaltime.policy import Equality, Limit
from motcua.engines.legaltime.words import Sentence


class Timeliness(StrEnum):
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class DueChange:
    """One row of the due-date history; `new` is None when a pause begins."""

    cause: EventKind
    old: datetime | None
    new: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """One appointment: `met_at` is when its work was done, `late` whether that was after it."""

    number: int
    limit: Limit
    started_at: datetime | None
    due_at: datetime | None
    met_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    accepted_at: datetime | None
    counted_from: datetime | None  # effective start of the present count
    limit: Limit
    equality: Equality
    due_at: datetime | None  # None before acceptance and while a pause hides it
    last_due_at: datetime | None  # the latest due date that was known
    first_due_at: datetime | None  # as promised at acceptance; never lost
    stages: tuple[Stage, ...]
    total_minutes: int  # working minutes of the present count, pauses left out
    running: bool
    paused_since: datetime | None
    pause_reason: Reason | None
    answer_due_at: datetime | None  # until when the person may answer the open supplement request
    ended_at: datetime | None  # the first end; reopening never moves it
    end_kind: EventKind | None
    is_over: bool  # ended, and not reopened since
    reopened_at: datetime | None
    timeliness: Timeliness | None
    history: tuple[DueChange, ...]
    extensions: int
    supplement_requests: int
    _tell: Callable[[], tuple[Sentence, ...]] = field(repr=False, compare=False)

    @property
    def appointments(self) -> tuple[datetime, ...]:
        """The appointments known so far."""
        return tuple(stage.due_at for stage in self.stages if stage.due_at is not None)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every day explained. Told only when asked: lists need the date alone."""
        return self._tell()
