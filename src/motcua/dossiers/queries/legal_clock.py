"""The legal clock of a dossier, read from its chronicle."""

from collections.abc import Iterable
from datetime import datetime

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case
from motcua.dossiers.models import Dossier, Turn, TurnKind
from motcua.dossiers.rules import CLOCK_TURNS
from motcua.dossiers.types import Clock, Explained, TimeLeft
from motcua.engines.legaltime import api as legaltime

K = TurnKind

_CLOCK_EVENT: dict[str, legaltime.EventKind] = {
    K.ACCEPTED: legaltime.EventKind.ACCEPTED,
    K.SUPPLEMENT_REQUESTED: legaltime.EventKind.SUPPLEMENT_REQUESTED,
    K.SUPPLEMENT_ANSWERED: legaltime.EventKind.SUPPLEMENT_ANSWERED,
    K.OBLIGATION_REQUIRED: legaltime.EventKind.OBLIGATION_REQUIRED,
    K.OBLIGATION_SETTLED: legaltime.EventKind.OBLIGATION_SETTLED,
    K.POSTING_STARTED: legaltime.EventKind.POSTING_STARTED,
    K.POSTING_ENDED: legaltime.EventKind.POSTING_ENDED,
    K.EXTENDED: legaltime.EventKind.EXTENDED,
    K.RESOLVED: legaltime.EventKind.RESOLVED,
    K.WITHDRAWN: legaltime.EventKind.WITHDRAWN,
    K.STOPPED: legaltime.EventKind.STOPPED,
    K.REFUSED: legaltime.EventKind.STOPPED,
    K.REOPENED: legaltime.EventKind.REOPENED,
}


def case_of(dossier: Dossier) -> Case:
    return catalogue.version(dossier.version_id).case(dossier.case_code)


def turns_of(dossier: Dossier) -> list[Turn]:
    return list(Turn.objects.filter(dossier_id=dossier.id).order_by("seq"))


def assess(
    dossier: Dossier,
    turns: Iterable[Turn],
    *,
    now: datetime,
    calendar: legaltime.Calendar | None = None,
) -> legaltime.Deadline:
    """Due date and its reasons, recomputed from what happened and today's calendar."""
    policy = case_of(dossier).clock_policy
    return legaltime.assess(clock_events(turns), policy, calendar or catalogue.calendar(), now=now)


def clock_events(turns: Iterable[Turn]) -> list[legaltime.ClockEvent]:
    return [
        legaltime.ClockEvent(
            kind=_CLOCK_EVENT[turn.kind],
            at=turn.at,
            due_at=_moment_in(turn, "extended_to") or _moment_in(turn, "promised"),
            told_at=_moment_in(turn, "told_at"),
        )
        for turn in turns
        if turn.kind in _CLOCK_EVENT and turn.kind in CLOCK_TURNS
    ]


def _moment_in(turn: Turn, fact: str) -> datetime | None:
    stated = turn.facts.get(fact)
    return datetime.fromisoformat(stated) if isinstance(stated, str) else None


def clock_view(dossier: Dossier, turns: Iterable[Turn], *, now: datetime) -> Clock:
    calendar = catalogue.calendar()
    deadline = assess(dossier, turns, now=now, calendar=calendar)
    return Clock(
        due_at=deadline.due_at,
        first_due_at=dossier.first_due_at,
        left=_time_left(deadline, calendar, now=now),
        reasons=tuple(Explained(sentence.vi, sentence.en) for sentence in deadline.sentences),
        appointments=tuple(deadline.appointments),
        paused_since=deadline.paused_since,
        ended_at=dossier.ended_at,
        timeliness=str(deadline.timeliness or ""),
        history=_due_history(turns),
        second_limit=_second_limit(dossier),
        **_spent(turns, calendar, now=now),
    )


def _spent(
    turns: Iterable[Turn], calendar: legaltime.Calendar, *, now: datetime
) -> dict[str, Explained]:
    found = legaltime.spent(clock_events(turns), calendar, now=now)
    if found is None:
        return {}
    worked, waited = found.words(calendar)
    told = {"worked": Explained(worked.vi, worked.en)}
    return told | ({"waited": Explained(waited.vi, waited.en)} if found.waited else {})


def _second_limit(dossier: Dossier) -> Explained | None:
    limit = case_of(dossier).clock_policy.second_limit
    return Explained(limit.words.vi, limit.words.en) if limit else None


def _due_history(
    turns: Iterable[Turn],
) -> tuple[tuple[str, datetime | None, datetime | None, datetime], ...]:
    """Every due date the dossier ever had: (what changed it, old, new, when)."""
    rows = []
    before: datetime | None = None
    for turn in turns:
        if turn.kind in CLOCK_TURNS and turn.due_at != before:
            rows.append((turn.kind, before, turn.due_at, turn.at))
            before = turn.due_at
    return tuple(rows)


def _time_left(
    deadline: legaltime.Deadline, calendar: legaltime.Calendar, *, now: datetime
) -> TimeLeft:
    left = legaltime.remaining(deadline, calendar, now)
    return TimeLeft(
        str(left.state),
        Explained(left.text.vi, left.text.en),
        left.used_share,
        left.working_minutes,
    )


def row_time_left(dossier: Dossier, calendar: legaltime.Calendar, *, now: datetime) -> TimeLeft:
    """For lists: from the projection alone, without reading the chronicle."""
    left = legaltime.time_left(
        accepted_at=dossier.accepted_at,
        due_at=dossier.due_at,
        paused_since=dossier.paused_since,
        ended_at=dossier.ended_at,
        calendar=calendar,
        now=now,
    )
    return TimeLeft(
        str(left.state),
        Explained(left.text.vi, left.text.en),
        left.used_share,
        left.working_minutes,
    )
