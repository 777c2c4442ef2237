"""From the reckoning to the answer."""

from datetime import datetime
from functools import partial

from motcua.engines.legaltime.chapter import Chapter
from motcua.engines.legaltime.counting import Count, Pause
from motcua.engines.legaltime.deadline import Deadline, Stage, Timeliness
from motcua.engines.legaltime.events import Reason
from motcua.engines.legaltime.narration import tell
from motcua.engines.legaltime.reckoning import Reckoning


def read(clock: Reckoning, now: datetime) -> Deadline:
    pause = _standing(clock, now)
    stages = _stages(clock)
    chapter = clock.chapter if clock.chapters else None
    return Deadline(
        accepted_at=clock.accepted_at,
        counted_from=chapter.start if chapter else None,
        limit=chapter.base.limit if chapter else clock.policy.limit,
        equality=clock.policy.judged_by,
        due_at=clock.due_at,
        last_due_at=clock.last_due_at,
        first_due_at=clock.history[0].new if clock.history else None,
        stages=stages,
        total_minutes=_total_minutes(clock),
        running=chapter is not None and not clock.is_over and pause is None,
        paused_since=pause.since if pause else None,
        pause_reason=pause.reason if pause else None,
        answer_due_at=_answer_due(clock),
        ended_at=clock.ended_at,
        end_kind=clock.end_kind,
        is_over=clock.is_over,
        reopened_at=clock.reopened_at,
        timeliness=_timeliness(clock, stages),
        history=tuple(clock.history),
        extensions=clock.extensions,
        supplement_requests=clock.supplement_requests,
        _tell=partial(tell, clock),
    )


def _standing(clock: Reckoning, now: datetime) -> Pause | None:
    """The pause the clock stands in at that moment, the earliest if there are several."""
    if clock.waiting or not clock.chapters:
        return clock.waiting
    running_on = [p for p in clock.chapter.pauses if p.until is None or p.since <= now < p.until]
    return min(running_on, key=lambda pause: pause.since, default=None)


def _stages(clock: Reckoning) -> tuple[Stage, ...]:
    last_of = {chapter.number: chapter for chapter in clock.chapters}
    stages = [_stage(clock, chapter) for chapter in last_of.values()]
    second = clock.policy.second_limit
    if second is not None and len(stages) == 1:
        stages.append(Stage(2, second, None, None, None, late=False))
    return tuple(stages)


def _stage(clock: Reckoning, chapter: Chapter) -> Stage:
    met_at = chapter.closed_at or clock.ended_at
    due = chapter.due_at
    return Stage(
        number=chapter.number,
        limit=chapter.base.limit,
        started_at=chapter.opened_at,
        due_at=due,
        met_at=met_at,
        late=met_at is not None and clock.passed(met_at, due),
    )


def _timeliness(clock: Reckoning, stages: tuple[Stage, ...]) -> Timeliness | None:
    """By the first end. A missed appointment stays missed; while it stood still, no time passed."""
    due, ended_at = clock.last_due_at, clock.ended_at
    if due is None or ended_at is None:
        return None
    pause = clock.waiting or next((p for p in clock.chapter.pauses if p.until is None), None)
    judged_at = min(ended_at, pause.since) if pause else ended_at
    if clock.passed(judged_at, due) or any(stage.late for stage in stages):
        return Timeliness.LATE
    return Timeliness.EARLY if judged_at.date() < due.date() else Timeliness.ON_TIME


def _answer_due(clock: Reckoning) -> datetime | None:
    if clock.is_over or not clock.chapters:
        return None
    pause = clock.chapter.open_pause(Reason.SUPPLEMENT)
    if pause is None:
        return None
    count = Count(pause.since, (), clock.calendar, roll_forward=True)
    return count.tally(clock.policy.answer_within).due_at


def _total_minutes(clock: Reckoning) -> int:
    due = clock.chapters and (clock.chapter.due_at or clock.last_due_at)
    if not due:
        return 0
    chapter, calendar = clock.chapter, clock.calendar
    total = calendar.working_minutes_between(chapter.start, due)
    still = sum(
        calendar.working_minutes_between(max(p.since, chapter.start), p.until)
        for p in chapter.pauses
        if p.until is not None
    )
    return max(total - still, 1)
