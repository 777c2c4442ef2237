"""Follows the events of one dossier and keeps the due date after each of them."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from motcua.engines.legaltime import remarks
from motcua.engines.legaltime.calendar import Calendar, effective_reception
from motcua.engines.legaltime.chapter import Chapter, Extension, Promise
from motcua.engines.legaltime.counting import Pause
from motcua.engines.legaltime.deadline import DueChange
from motcua.engines.legaltime.duties import letter_in_time, posting_ends
from motcua.engines.legaltime.events import ClockEvent, EventKind, Reason
from motcua.engines.legaltime.policy import (
    AfterHours,
    ClockPolicy,
    Equality,
    Obligation,
    Supplement,
)
from motcua.engines.legaltime.words import Sentence


class Reckoning:
    def __init__(self, policy: ClockPolicy, calendar: Calendar) -> None:
        self.policy = policy
        self._whole_calendar = calendar
        self.calendar = calendar
        self.chapters: list[Chapter] = []
        self.waiting: Pause | None = None  # between the two appointments
        self.history: list[DueChange] = []
        self.due_at: datetime | None = None
        self.last_due_at: datetime | None = None
        self.accepted_at: datetime | None = None
        self.ended_at: datetime | None = None
        self.end_kind: EventKind | None = None
        self.is_over = False
        self.reopened_at: datetime | None = None
        self.supplement_requests = 0

    @property
    def chapter(self) -> Chapter:
        return self.chapters[-1]

    @property
    def extensions(self) -> int:
        return sum(not e.by_agreement for chapter in self.chapters for e in chapter.extensions)

    def see(self, event: ClockEvent) -> None:
        self.calendar = self._whole_calendar.known_at(event.at)
        if event.kind is EventKind.ACCEPTED:
            self._accept(event)
        elif not self.chapters or (self.is_over and event.kind is not EventKind.REOPENED):
            return
        else:
            self._FOLLOW[event.kind](self, event)
        self._reckon(event)

    def passed(self, at: datetime, due: datetime | None) -> bool:
        if due is None:
            return False
        if self.policy.judged_by is Equality.MOMENT:
            return at > due
        return at.date() > due.date()

    def _reckon(self, event: ClockEvent) -> None:
        self.chapter.reckon(self.calendar)
        due = None if self.waiting else self.chapter.due_at
        if due == self.due_at:
            return
        self.history.append(DueChange(event.kind, self.last_due_at, due, event.at))
        if event.kind is EventKind.CALENDAR_CHANGED and due and self.last_due_at:
            special = self.calendar.decided(event.at)
            self.chapter.remarks.append(remarks.calendar_moved(special, self.last_due_at, due))
        self.due_at = due
        self.last_due_at = due or self.last_due_at

    # ------------------------------------------------------------- reception and counts

    def _accept(self, event: ClockEvent) -> None:
        if self.accepted_at is None:
            self.accepted_at = event.at
            self._open(event, number=1)
            self.chapter.promise = self._promise(event)

    def _promise(self, event: ClockEvent) -> Promise | None:
        if event.due_at is None or event.told_at is None:
            return None
        return Promise.of(event.due_at, event.told_at, self._whole_calendar.known_at(event.told_at))

    def _told_elsewhere(self, event: ClockEvent) -> bool:
        """Its consequences are already in the appointment that was told."""
        promise = self.chapter.promise
        return promise is not None and event.at <= promise.told_at

    def _open(self, event: ClockEvent, *, number: int, not_before: datetime | None = None) -> None:
        chapter = Chapter(
            number=number,
            opened_by=event.kind,
            opened_at=event.at,
            start=self._effective(event.at),
            limits=self.policy.limits(number),
            roll_forward=self.policy.roll_forward,
            not_before=not_before,
        )
        self.chapters.append(chapter)

    def _effective(self, at: datetime) -> datetime:
        rule = self.policy.after_hours
        if rule is AfterHours.AS_RECEIVED:
            return at
        return effective_reception(at, self.calendar, last_hour=rule is AfterHours.LAST_HOUR_TOO)

    # ------------------------------------------------------------- supplement

    def _request_supplement(self, event: ClockEvent) -> None:
        self.supplement_requests += 1
        if self.waiting or self.chapter.open_pause(Reason.SUPPLEMENT):
            return
        if self.policy.supplement is Supplement.NONE:
            self.chapter.remarks.append(remarks.supplement_runs_on(event.at))
        else:
            self._pause(event, Reason.SUPPLEMENT)

    def _answer_supplement(self, event: ClockEvent) -> None:
        pause = self.chapter.open_pause(Reason.SUPPLEMENT)
        if pause is None:
            return
        if self.policy.supplement is Supplement.RESUME or self._told_elsewhere(event):
            self.chapter.end_pause(pause, self._effective(event.at))
            return
        before = self.chapter
        before.close(event.kind, event.at)
        before.end_pause(pause, event.at)
        self._open(event, number=before.number, not_before=self.last_due_at)
        self.chapter.pauses = [p for p in before.pauses if not p.until or p.until > event.at]

    # ------------------------------------------------------------- obligation

    def _require_obligation(self, event: ClockEvent) -> None:
        if self.policy.obligation is Obligation.NONE or self.waiting:
            return
        if self.policy.second_limit is not None and self.chapter.number == 1:
            self.chapter.close(event.kind, event.at)
            self.waiting = Pause(Reason.OBLIGATION, event.at)
        elif not self.chapter.open_pause(Reason.OBLIGATION):
            self._pause(event, Reason.OBLIGATION)

    def _settle_obligation(self, event: ClockEvent) -> None:
        pause = self.chapter.open_pause(Reason.OBLIGATION)
        if self.waiting:
            self.waiting = None
            self._open(event, number=2)
            self.chapter.promise = self._promise(event)
        elif pause:
            self.chapter.end_pause(pause, self._effective(event.at))

    # ------------------------------------------------------------- posting

    def _start_posting(self, event: ClockEvent) -> None:
        if not self.waiting:
            ends = posting_ends(self.policy, self.calendar, since=event.at)
            self._pause(event, Reason.POSTING, until=ends)

    def _end_posting(self, event: ClockEvent) -> None:
        at = self._effective(event.at)
        for pause in self.chapter.pauses:
            if pause.reason is Reason.POSTING and (pause.until is None or pause.until > at):
                self.chapter.end_pause(pause, at)
                return

    # ------------------------------------------------------------- pause, extension, end

    def _pause(self, event: ClockEvent, reason: Reason, until: datetime | None = None) -> None:
        """A due date already missed is not cured by stopping the clock."""
        if self.passed(event.at, self.due_at):
            self.chapter.remarks.append(remarks.pause_too_late(reason, event.at))
        else:
            self.chapter.pauses.append(Pause(reason, event.at, until))

    def _extend(self, event: ClockEvent) -> None:
        problem = self._extension_problem(event)
        if problem is not None:
            self.chapter.remarks.append(problem)
        elif self.due_at is not None and event.due_at is not None:
            until = self.calendar.working_day_from(self.calendar.local(event.due_at).date())
            more = self.calendar.working_days_between(self.due_at.date(), until)
            self.chapter.extensions.append(Extension(event.at, more, event.by_agreement))

    def _extension_problem(self, event: ClockEvent) -> Sentence | None:
        due = self.due_at
        if due is None or event.due_at is None:
            return remarks.EXTENSION_WITHOUT_DUE
        if self.calendar.local(event.due_at).date() <= due.date():
            return remarks.EXTENSION_NOT_LATER
        if event.by_agreement:
            agreed = self.policy.extension_by_agreement and not self.passed(event.at, due)
            return None if agreed else remarks.NO_AGREEMENT
        if self.extensions >= self.policy.max_extensions:
            return remarks.EXTENSION_TWICE
        in_time = letter_in_time(due, event.at, limit=self.policy.limit)
        return None if in_time else remarks.EXTENSION_TOO_LATE

    def _end(self, event: ClockEvent) -> None:
        self.is_over = True
        if self.ended_at is None:
            self.ended_at, self.end_kind = event.at, event.kind

    def _reopen(self, event: ClockEvent) -> None:
        """Work goes on, but the first end stays: lateness is not undone by reopening."""
        if self.is_over:
            self.is_over, self.reopened_at = False, event.at

    def _change_calendar(self, event: ClockEvent) -> None:
        """The new reckoning that follows every event is all there is to do."""

    _FOLLOW: ClassVar[dict[EventKind, Callable[["Reckoning", ClockEvent], None]]] = {
        EventKind.SUPPLEMENT_REQUESTED: _request_supplement,
        EventKind.SUPPLEMENT_ANSWERED: _answer_supplement,
        EventKind.OBLIGATION_REQUIRED: _require_obligation,
        EventKind.OBLIGATION_SETTLED: _settle_obligation,
        EventKind.POSTING_STARTED: _start_posting,
        EventKind.POSTING_ENDED: _end_posting,
        EventKind.EXTENDED: _extend,
        EventKind.RESOLVED: _end,
        EventKind.STOPPED: _end,
        EventKind.WITHDRAWN: _end,
        EventKind.REOPENED: _reopen,
        EventKind.CALENDAR_CHANGED: _change_calendar,
    }
