"""Any counter takes any procedure: received at one agency, handed over to the competent one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    DossierNotFoundError,
    NotHandedBackError,
    ReasonRequiredError,
    ReferralClosedError,
    ReferralNotFoundError,
    SeatRequiredError,
)
from motcua.dossiers.models import Referral, Step, Turn
from motcua.dossiers.rules import their_time_starts
from motcua.dossiers.types import Applicant, Status
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db

ELSEWHERE = "H53.31.87"  # phường Tân Ninh: another commune's counter
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 09:00
AFTERNOON = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)  # Tuesday, 15:30


@pytest.fixture
def counter(province_with_procedures):
    return official_actor(Role.RECEPTION, agency=ELSEWHERE, name="Đinh Thị Quầy")


def received(counter, at=MORNING):
    """A marital-status application for Truông Mít, registered and accepted in Tân Ninh."""
    version = make.catalogue.procedure(make.MARITAL)
    with clock.set_to(at):
        submitted = dossiers.register_at_counter(
            actor=counter,
            key=new_id(),
            procedure_code=make.MARITAL,
            case_code=version.cases[0].code,
            applicant=Applicant("Nguyễn Thị Bảy", "072192000007"),
            answers=make.sample_answers(version),
            agency_id=make.agency_id(),
        )
        dossiers.accept(actor=counter, dossier_id=submitted.dossier_id)
    return submitted.dossier_id


def transfer_of(dossier_id):
    with acting(SYSTEM):
        return Referral.objects.filter(dossier_id=dossier_id).latest("opened_at", "id")


def told(dossier_id):
    with acting(SYSTEM):
        return list(
            Turn.objects.filter(dossier_id=dossier_id)
            .order_by("seq")
            .values_list("kind", flat=True)
        )


def steps(dossier_id):
    with acting(SYSTEM):
        return list(Step.objects.filter(dossier_id=dossier_id))


def test_the_dossier_waits_for_the_competent_agency_and_the_legal_clock_already_runs(counter):
    dossier_id = received(counter)

    row, dossier = transfer_of(dossier_id), make.stored(dossier_id)
    assert (dossier.state, steps(dossier_id)) == (Status.ACCEPTED, [])
    assert dossier.due_at is not None
    assert (row.from_agency_id, row.to_agency_id) == (
        make.agency_id(ELSEWHERE),
        make.agency_id(),
    )
    assert told(dossier_id) == ["submitted", "accepted", "transferred"]


def test_the_competent_desk_takes_it_over_and_the_process_starts(desk, counter):
    dossier_id = received(counter)
    row = transfer_of(dossier_id)

    with clock.set_to(MORNING.replace(hour=3)):
        dossiers.take_over(actor=desk.receptionist, referral_id=row.id)

    assert told(dossier_id)[-2:] == ["taken_over", "started"]
    assert make.stored(dossier_id).state is Status.IN_PROGRESS
    assert [step.agency_id for step in steps(dossier_id)] == [make.agency_id()]
    assert transfer_of(dossier_id).outcome == "accepted"


def test_their_time_starts_by_rule_and_not_by_the_button(desk, counter):
    dossier_id = received(counter)
    row = transfer_of(dossier_id)
    two_days_later = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)

    with clock.set_to(two_days_later):
        dossiers.take_over(actor=desk.receptionist, referral_id=row.id)

    [step] = steps(dossier_id)
    calendar = make.catalogue.calendar()
    assert row.starts_at == MORNING
    assert step.due_at == calendar.add_working_minutes(MORNING, 14 * 60)  # 14 hours of the step
    late = dossiers.referral(actor=desk.receptionist, referral_id=row.id)
    assert late.late  # more than a working day


def test_after_15_their_time_starts_the_next_morning(counter):
    row = transfer_of(received(counter, at=AFTERNOON))

    assert row.starts_at.astimezone(clock.LEGAL_ZONE).strftime("%d %H:%M") == "25 08:00"


def test_sent_back_with_a_reason_the_counter_puts_it_right_and_hands_it_over_again(desk, counter):
    dossier_id = received(counter)
    row = transfer_of(dossier_id)
    with pytest.raises(ReasonRequiredError):
        dossiers.send_back(actor=desk.receptionist, referral_id=row.id, reason=" ")
    assert transfer_of(dossier_id).closed_at is None

    dossiers.send_back(actor=desk.receptionist, referral_id=row.id, reason="Thiếu tờ khai gốc")
    shown = dossiers.dossier(actor=counter, dossier_id=dossier_id)
    assert [one.answer for one in shown.referrals] == ["Thiếu tờ khai gốc"]
    again = dossiers.transfer_again(actor=counter, dossier_id=dossier_id, note="Đã gửi kèm bản gốc")
    dossiers.take_over(actor=desk.receptionist, referral_id=again)

    assert make.stored(dossier_id).state is Status.IN_PROGRESS
    assert told(dossier_id)[-5:] == [
        "transferred", "sent_back", "transferred", "taken_over", "started",
    ]  # fmt: skip


def test_nobody_else_takes_it_over_and_nobody_twice(desk, counter):
    dossier_id = received(counter)
    row = transfer_of(dossier_id)
    stranger = official_actor(Role.RECEPTION, agency="H53.31.01", name="Người Lạ")

    with pytest.raises((DossierNotFoundError, ReferralNotFoundError)):
        dossiers.take_over(actor=stranger, referral_id=row.id)
    with pytest.raises(SeatRequiredError):
        dossiers.take_over(actor=counter, referral_id=row.id)
    with pytest.raises(SeatRequiredError):
        dossiers.take_over(actor=desk.specialist, referral_id=row.id)
    assert (transfer_of(dossier_id).closed_at, steps(dossier_id)) == (None, [])

    dossiers.take_over(actor=desk.receptionist, referral_id=row.id)
    with pytest.raises(ReferralClosedError):
        dossiers.take_over(actor=desk.receptionist, referral_id=row.id)
    with pytest.raises(NotHandedBackError):
        dossiers.transfer_again(actor=counter, dossier_id=dossier_id, note="Gửi lại")
    assert len(steps(dossier_id)) == 1


def test_who_holds_it_is_told_to_the_applicant_and_both_desks(desk, counter):
    dossier_id = received(counter)
    code = make.stored(dossier_id)

    [held] = dossiers.track(code=code.code, secret=code.secret).held
    [ours] = dossiers.waiting_for_us(actor=desk.receptionist)
    [theirs] = dossiers.waiting_on_others(actor=counter)

    assert "Truông Mít" in held.holder
    assert "UBND xã Truông Mít tính từ 09:00 24/11/2026" in held.whose
    assert (ours.code, ours.may_act) == (code.code, True)
    assert (theirs.code, theirs.held.elsewhere) == (code.code, True)
    assert dossiers.waiting_for_us(actor=counter) == ()


def test_withdrawn_it_waits_for_nobody(desk, counter):
    dossier_id = received(counter)
    row = transfer_of(dossier_id)
    owner = make.directory.citizen_actor(make.stored(dossier_id).owner_id, 2, "Nguyễn Thị Bảy")

    dossiers.withdraw(actor=owner, dossier_id=dossier_id)

    assert transfer_of(dossier_id).outcome == "ended"
    with pytest.raises(ReferralClosedError):
        dossiers.take_over(actor=desk.receptionist, referral_id=row.id)


def slow_start(sent_at, calendar):
    """The same rule the slow way: minute by minute until an official would begin."""
    at = sent_at.replace(second=0, microsecond=0)
    late = False
    for _ in range(60 * 24 * 15):
        local = calendar.local(at)
        working = calendar.is_working(local.date())
        if not working or local.hour >= 15:
            late = True
        if working and calendar.opening(local.date()) <= local and local.hour < 15:
            return calendar.opening(local.date()) if late else max(at, sent_at)
        at += timedelta(minutes=1)
    raise AssertionError("nobody ever began")


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=60 * 24 * 120))
def test_the_rule_agrees_with_waiting_minute_by_minute(minutes):
    calendar = make.catalogue.calendar()
    sent_at = datetime(2026, 1, 20, tzinfo=UTC) + timedelta(minutes=minutes)  # over Tết

    assert their_time_starts(sent_at, calendar) == slow_start(sent_at, calendar)
