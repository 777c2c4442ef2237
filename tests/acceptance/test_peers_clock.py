"""Lessons 2 to 6 and 8: the clock counts what the law counts, and says so."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given

from motcua.catalogue import api as catalogue
from motcua.catalogue.data_files import calendar_rows
from motcua.catalogue.errors import AdministratorRequiredError, DecisionMissingError
from motcua.catalogue.events import CalendarChanged
from motcua.catalogue.models import CalendarDecision
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Turn
from motcua.dossiers.types import Status
from motcua.engines.legaltime import api as legaltime
from motcua.engines.legaltime.types import ClockEvent, EventKind
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import seated
from tests.dossiers import factories as make
from tests.dossiers.test_further_supplement import answered, items, propose  # noqa: F401
from tests.dossiers.test_supplement import answer
from tests.engines.legaltime.days import at
from tests.engines.legaltime.test_rounds import due, policy_of, rounds, slow_resume

FEASTS = {"Lễ Giáng sinh": date(2026, 12, 25), "Rằm tháng Bảy": date(2026, 8, 27)}


@given(rounds())
def test_02_four_rounds_move_the_due_date_by_exactly_the_paused_working_days(world):
    calendar, allowed, accepted, waited = world

    found = due(policy_of(allowed, "RESUME"), calendar, accepted, waited)

    assert found.date() == slow_resume(accepted, allowed, calendar, waited)


@pytest.mark.django_db
def test_02_four_supplement_rounds_are_never_overdue_for_supplement(desk, citizen, answered):  # noqa: F811
    for _ in range(3):
        further_id = propose(desk.specialist, answered)
        dossiers.approve_further_supplement(actor=desk.head, further_id=further_id)
        waiting = dossiers.dossier(actor=desk.head, dossier_id=answered)
        assert waiting.clock.left.state == "paused"
        answer(citizen, answered)

    row = make.stored(answered)
    assert (row.supplements, row.paused_since) == (4, None)
    assert row.due_at >= row.first_due_at
    assert dossiers.breaches(actor=desk.head, since=clock.today(), until=clock.today()) == 3


@pytest.mark.django_db
def test_03_no_answer_in_n_days_does_not_fire_after_one_minute(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    limit = dossiers.dossier(actor=desk.head, dossier_id=dossier_id).open_supplement.answer_by

    with clock.set_to(clock.now() + timedelta(minutes=1)):
        assert dossiers.close_unanswered() == 0
    with clock.set_to(limit):
        assert dossiers.close_unanswered() == 0
    assert make.stored(dossier_id).state is Status.SUPPLEMENT_REQUESTED

    with clock.set_to(limit + timedelta(seconds=1)):
        assert dossiers.close_unanswered() == 1
    assert make.stored(dossier_id).state is Status.STOPPED


@pytest.mark.django_db
def test_04_changing_the_step_or_the_assignee_keeps_earlier_pauses(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    view = dossiers.dossier(actor=desk.specialist, dossier_id=dossier_id)
    asked_at = view.accepted_at + timedelta(minutes=1)
    with clock.set_to(asked_at):
        dossiers.request_supplement(
            actor=desk.specialist, dossier_id=dossier_id, items=items(dossier_id), reason="Mờ"
        )
    week_later = datetime.combine(
        asked_at.astimezone(clock.LEGAL_ZONE).date() + timedelta(days=7), asked_at.timetz()
    )
    with clock.set_to(week_later):
        answer(citizen, dossier_id)
        due_at = make.stored(dossier_id).due_at
        dossiers.assign(
            actor=desk.head,
            step_id=make.open_step(dossier_id).id,
            person_id=desk.specialist.person_id,
        )
        dossiers.take_back(actor=desk.head, step_id=make.open_step(dossier_id).id)
        make.finish_until(desk, dossier_id, "sign")

    clocked = dossiers.dossier(actor=desk.head, dossier_id=dossier_id).clock
    assert make.stored(dossier_id).due_at == due_at == clocked.due_at


def decree(kind, day, decision, reason):
    change_id = catalogue.decree_days(
        actor=seated(), decision=decision, reason=reason, **{kind: [day]}
    )
    dossiers.move_for_calendar(CalendarChanged(change_id=change_id))


@pytest.mark.django_db
def test_05_a_holiday_added_today_moves_running_dossiers_and_says_so_and_deleted_moves_back(
    desk, citizen
):
    dossier_id = make.accepted(desk, citizen)
    promised = make.stored(dossier_id).due_at
    day = promised.astimezone(clock.LEGAL_ZONE).date()

    decree("days_off", day, "12/QĐ-UBND", "Tránh bão")
    moved = make.stored(dossier_id)
    assert moved.due_at > promised == moved.first_due_at
    told = dossiers.dossier(actor=citizen, dossier_id=dossier_id)
    assert "12/QĐ-UBND" in " ".join(reason.vi for reason in told.clock.reasons)
    assert "Ngày hẹn thay đổi theo lịch nghỉ" in {entry.title for entry in told.timeline}

    decree("makeup_days", day, "13/QĐ-UBND", "Bão đã tan")
    assert make.stored(dossier_id).due_at == promised
    with acting(SYSTEM):
        kinds = Turn.objects.filter(dossier_id=dossier_id).values_list("kind", flat=True)
    assert list(kinds).count("due_moved") == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("province_with_procedures")
def test_06_a_day_off_comes_from_a_decision_and_a_regional_feast_is_none():
    known = catalogue.calendar()
    for feast, day in FEASTS.items():
        assert known.is_working(day), feast
    decided = {day["day"] for row in calendar_rows() for day in row["days"] if row["decision"]}
    first, last = min(decided), max(decided)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = {day for day in span if day.weekday() < 5 and not known.is_working(day)}
    assert off <= decided

    before = CalendarDecision.objects.count()
    feast = FEASTS["Lễ Giáng sinh"]
    with pytest.raises(DecisionMissingError):
        catalogue.decree_days(actor=seated(), days_off=[feast], decision="", reason="Giáng sinh")
    with pytest.raises(AdministratorRequiredError):
        catalogue.decree_days(
            actor=make.MACHINE, days_off=[feast], decision="lich.ics", reason="Nguồn tin"
        )
    assert CalendarDecision.objects.count() == before
    assert catalogue.calendar().is_working(feast)


@given(rounds())
def test_08_processing_time_leaves_out_the_waiting_and_nothing_is_lost_between_the_two(world):
    calendar, _allowed, accepted, waited = world
    ends = calendar.add_working_minutes(waited[-1][1] if waited else accepted, 700)
    events = [ClockEvent(EventKind.ACCEPTED, accepted), ClockEvent(EventKind.RESOLVED, ends)]
    for asked, answered_at in waited:
        events.append(ClockEvent(EventKind.SUPPLEMENT_REQUESTED, asked))
        events.append(ClockEvent(EventKind.SUPPLEMENT_ANSWERED, answered_at))

    found = legaltime.spent(events, calendar, now=ends + timedelta(days=90))

    still = [calendar.working_minutes_between(asked, back) for asked, back in waited]
    assert found.waited == sum(still)
    assert found.worked + found.waited == calendar.working_minutes_between(accepted, ends)


@pytest.mark.django_db
def test_08_the_page_says_how_long_the_agency_worked_and_how_long_it_waited(desk, citizen):
    with clock.set_to(at("2026-11-16 09:00")):
        dossier_id = make.accepted(desk, citizen)
    with clock.set_to(at("2026-11-16 11:00")):
        dossiers.request_supplement(
            actor=desk.specialist, dossier_id=dossier_id, items=items(dossier_id), reason="Mờ"
        )
    with clock.set_to(at("2026-11-18 11:00")):
        answer(citizen, dossier_id)
    with clock.set_to(at("2026-11-18 14:00")):
        row = make.stored(dossier_id)
        seen = (
            dossiers.dossier(actor=citizen, dossier_id=dossier_id),
            dossiers.track(code=row.code, secret=row.secret),
        )
    for view in seen:
        assert (view.clock.worked.vi, view.clock.waited.vi) == ("4 giờ", "2 ngày làm việc")
