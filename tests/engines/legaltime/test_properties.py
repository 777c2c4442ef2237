"""What must hold for every history, policy and calendar."""

import re
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import Calendar, ClockEvent, ClockPolicy, EventKind
from tests.engines.legaltime.days import PLAIN, at
from tests.engines.legaltime.worlds import calendars, days, histories, limits, moments, policies

LATE = at("2027-06-01 08:00")
STOPPED = EventKind.SUPPLEMENT_REQUESTED
RUNS_AGAIN = EventKind.SUPPLEMENT_ANSWERED


def assess(happened, policy, calendar, now=LATE):
    return legaltime.assess(happened, policy, calendar, now=now)


@given(histories(), policies(), calendars())
def test_the_due_moment_is_a_working_moment(happened, policy, calendar):
    deadline = assess(happened, policy, calendar)

    for moment in filter(None, (deadline.due_at, deadline.first_due_at, deadline.last_due_at)):
        assert calendar.is_working_moment(moment)
    assert deadline.first_due_at is not None
    assert (deadline.due_at is None) <= (deadline.last_due_at is not None)


@given(histories(), policies(), calendars())
def test_no_event_changes_what_was_promised_first(happened, policy, calendar):
    firsts = {
        assess(happened[:n], policy, calendar).first_due_at for n in range(1, len(happened) + 1)
    }

    assert len(firsts) == 1


@given(histories(), policies(), calendars())
def test_within_an_appointment_the_due_date_never_moves_forward(happened, policy, calendar):
    """Only the law's cap on posting, ended early, gives days back."""
    happened = [e for e in happened if e.kind is not EventKind.POSTING_ENDED]
    for number in (1, 2):
        seen = [
            stage.due_at
            for n in range(1, len(happened) + 1)
            for stage in assess(happened[:n], policy, calendar).stages
            if stage.number == number and stage.due_at is not None
        ]
        assert seen == sorted(seen)


@given(histories(), policies(), calendars())
def test_the_first_end_stays(happened, policy, calendar):
    ends = [e.at for e in happened if e.kind is EventKind.RESOLVED]

    deadline = assess(happened, policy, calendar)

    assert deadline.ended_at == (ends[0] if ends else None)


@given(moments(span=60), limits(), calendars(), days())
def test_a_day_off_more_never_makes_it_earlier(accepted, limit, calendar, day_off):
    happened = [ClockEvent(EventKind.ACCEPTED, accepted)]
    policy = ClockPolicy.from_dict({"limit": limit})
    fewer = Calendar(
        [*calendar._off, day_off], [on for on in calendar._made_up if on != day_off], calendar.hours
    )

    assert assess(happened, policy, fewer).due_at >= assess(happened, policy, calendar).due_at


@given(moments(span=60), st.integers(1, 40), st.integers(1, 40), calendars())
def test_a_longer_limit_never_ends_earlier(accepted, shorter, longer, calendar):
    happened = [ClockEvent(EventKind.ACCEPTED, accepted)]
    shorter, longer = sorted((shorter, longer))
    first, second = (
        assess(
            happened,
            ClockPolicy.from_dict({"limit": {"value": n, "unit": "working_day"}}),
            calendar,
        ).due_at
        for n in (shorter, longer)
    )

    assert first <= second


@st.composite
def waits(draw):
    """Accepted, asked within office hours before the due date, answered within office hours."""
    calendar = draw(calendars())
    days_allowed = draw(st.integers(1, 30))
    accepted = calendar.add_working_minutes(draw(moments(span=60)), 5)
    asked = calendar.add_working_minutes(accepted, draw(st.integers(1, days_allowed * 480)))
    answered = calendar.add_working_minutes(asked, draw(st.integers(1, 20 * 480)))
    return calendar, days_allowed, accepted, asked, answered


@given(waits())
def test_resume_is_the_plain_limit_and_the_wait(wait):
    calendar, allowed, accepted, asked, answered = wait
    plain = {"limit": {"value": allowed, "unit": "working_day"}, "supplement": "RESUME"}
    happened = [
        ClockEvent(EventKind.ACCEPTED, accepted),
        ClockEvent(STOPPED, asked),
        ClockEvent(RUNS_AGAIN, answered),
    ]

    unpaused = assess(happened[:1], ClockPolicy.from_dict(plain), calendar).due_at
    paused = assess(happened, ClockPolicy.from_dict(plain), calendar).due_at

    waited = calendar.working_days_between(asked.date(), answered.date())
    assert paused.date() == calendar.add_working_days(unpaused.date(), waited)


@given(waits(), st.integers(1, 100))
def test_resume_in_hours_is_exact(wait, hours):
    calendar, _, accepted, asked, answered = wait
    policy = ClockPolicy.from_dict(
        {"limit": {"value": hours, "unit": "hour"}, "supplement": "RESUME"}
    )
    happened = [
        ClockEvent(EventKind.ACCEPTED, accepted),
        ClockEvent(STOPPED, asked),
        ClockEvent(RUNS_AGAIN, answered),
    ]
    unpaused = assess(happened[:1], policy, calendar).due_at

    paused = assess(happened, policy, calendar).due_at

    waited = calendar.working_minutes_between(asked, answered) if asked < unpaused else 0
    assert calendar.working_minutes_between(unpaused, paused) == waited


@given(waits())
def test_reset_starts_again(wait):
    calendar, allowed, accepted, asked, answered = wait
    policy = ClockPolicy.from_dict({"limit": {"value": allowed, "unit": "working_day"}})
    happened = [
        ClockEvent(EventKind.ACCEPTED, accepted),
        ClockEvent(STOPPED, asked),
        ClockEvent(RUNS_AGAIN, answered),
    ]

    fresh = assess([ClockEvent(EventKind.ACCEPTED, answered)], policy, calendar)

    assert assess(happened, policy, calendar).due_at == fresh.due_at


# ------------------------------------------------------------- a slow oracle


def oracle(accepted, value, calendar, waits_):
    """Written apart from the engine: one day at a time, no sharing of its arithmetic."""
    day, counted = accepted.date(), 0
    if accepted.time() > calendar.closes or not _works(day, calendar):
        day += timedelta(days=1)
        while not _works(day, calendar):
            day += timedelta(days=1)
    extra = sum(
        _works(d, calendar) for asked, answered in waits_ for d in _between(asked, answered)
    )
    while counted < value + extra:
        day += timedelta(days=1)
        counted += _works(day, calendar)
    return day


def _works(day, calendar):
    if day in calendar._made_up:
        return True
    return day.isoweekday() <= 5 and day not in calendar._off


def _between(asked, answered):
    return [asked.date() + timedelta(days=n) for n in range((answered.date() - asked.date()).days)]


@given(waits())
def test_agrees_with_the_oracle(wait):
    calendar, allowed, accepted, asked, answered = wait
    plain = {"limit": {"value": allowed, "unit": "working_day"}, "supplement": "RESUME"}
    happened = [
        ClockEvent(EventKind.ACCEPTED, accepted),
        ClockEvent(STOPPED, asked),
        ClockEvent(RUNS_AGAIN, answered),
    ]

    found = assess(happened, ClockPolicy.from_dict(plain), calendar).due_at

    assert found.date() == oracle(accepted, allowed, calendar, [(asked, answered)])


# ------------------------------------------------------------- the words

_DATE = re.compile(r"(\d\d)/(\d\d)")
_SPAN = re.compile(r"từ [^,;(]*?(\d\d)/(\d\d) đến [^,;(]*?(\d\d)/(\d\d)")
_LISTING = re.compile(r"ngày(?: làm việc)?: (.*?)(?: \(|\.$)")


def named_days(sentence, year):
    """Read the counted days back out of the Vietnamese text alone."""
    found = []
    listing = _LISTING.search(sentence.vi)
    for part in listing.group(1).split(", ") if listing else ():
        span = _SPAN.fullmatch(part)
        if span:
            d1, m1, d2, m2 = map(int, span.groups())
            first, last = date(year, m1, d1), date(year, m2, d2)
            found += [first + timedelta(days=n) for n in range((last - first).days + 1)]
        else:
            day, month = map(int, _DATE.search(part).groups())
            found.append(date(year, month, day))
    return found


@given(waits(), st.sampled_from(["RESET", "RESUME"]))
@settings(max_examples=200)
def test_the_sentences_name_every_counted_working_day_once(wait, how):
    calendar, allowed, accepted, asked, answered = wait
    plain = {"limit": {"value": allowed, "unit": "working_day"}, "supplement": how}
    happened = [
        ClockEvent(EventKind.ACCEPTED, accepted),
        ClockEvent(STOPPED, asked),
        ClockEvent(RUNS_AGAIN, answered),
    ]

    deadline = assess(happened, ClockPolicy.from_dict(plain), calendar)
    named = [day for s in deadline.sentences for day in (named_days(s, 2026) if s.counted else ())]

    assert not [day for day, times in Counter(named).items() if times > 1]
    assert all(calendar.is_working(day) for day in named)
    present = [day for day in named if how == "RESUME" or day > answered.date()]
    assert len(present) == allowed
    assert max(present) == deadline.due_at.date()
    # nothing left unexplained: between two counted days lie only days off and days of waiting
    silent = _between_days(present) - set(present)
    assert all(
        not calendar.is_working(day) or asked.date() <= day <= answered.date() for day in silent
    )


def _between_days(named):
    first, last = min(named), max(named)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@given(histories(), policies(), calendars())
def test_every_history_can_be_told_in_both_languages(happened, policy, calendar):
    for sentence in assess(happened, policy, calendar).sentences:
        assert sentence.vi.endswith(".")
        assert sentence.en.endswith(".")
        assert "None" not in sentence.vi + sentence.en


@given(histories(), policies(), calendars(), moments(span=200))
def test_what_is_left_is_within_bounds(happened, policy, calendar, now):
    deadline = assess(happened, policy, calendar, now)

    left = legaltime.remaining(deadline, calendar, now)

    assert 0 <= left.used_share <= 1
    assert left.text.vi
    assert left.text.en
    if left.state is legaltime.State.OVERDUE:
        assert left.working_minutes <= 0
        assert now > deadline.due_at
    if deadline.running and now <= deadline.due_at:
        assert left.state in {legaltime.State.ON_TIME, legaltime.State.DUE_SOON}


@given(policies())
def test_a_policy_survives_its_file(policy):
    assert ClockPolicy.from_dict(policy.to_dict()) == policy


def test_pure():
    happened = [ClockEvent(EventKind.ACCEPTED, at("2026-11-19 10:12"))]
    policy = ClockPolicy.from_dict({"limit": {"value": 3, "unit": "working_day"}})

    assert assess(happened, policy, PLAIN) == assess(tuple(happened), policy, Calendar())
