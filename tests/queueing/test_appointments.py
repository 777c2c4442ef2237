from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.channels import appointment_notices
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from motcua.queueing import api as queueing
from motcua.queueing.errors import (
    AlreadyBookedError,
    AppointmentNotFoundError,
    NotTodayError,
    QueueNotAllowedError,
    SlotNotOfferedError,
)
from motcua.queueing.events import AppointmentComesUp
from motcua.queueing.models import Appointment, Slot, Ticket
from motcua.queueing.types import AppointmentState, TicketState
from tests.directory.factories import make_citizen, receptionist
from tests.queueing.factories import MORNING, NINE, TOMORROW, EveryDay


@pytest.fixture
def bay(hall):
    hall.slots(capacity=2)
    return make_citizen()


def held(appointment_id):
    with acting(SYSTEM):
        return queueing.appointment(appointment_id)


def booked_places():
    with acting(SYSTEM):
        return sum(Slot.objects.values_list("booked", flat=True))


def test_a_place_is_taken_and_given_back(hall, bay):
    appointment_id = hall.book(bay)
    assert held(appointment_id).state is AppointmentState.BOOKED
    assert booked_places() == 1

    queueing.cancel_appointment(actor=bay, appointment_id=appointment_id)

    assert held(appointment_id).state is AppointmentState.CANCELLED
    assert booked_places() == 0
    hall.book(bay)


def test_full_hours_are_not_offered(hall, bay):
    with acting(bay.scope):
        before = queueing.open_slots(hall.a, EveryDay())
    hall.book(bay)
    hall.book(make_citizen("Võ Hoàng Long", "072079000012"))
    with acting(bay.scope):
        after = queueing.open_slots(hall.a, EveryDay())
    assert {(s.day, s.at) for s in before} - {(s.day, s.at) for s in after} == {(TOMORROW, NINE)}


def test_no_code_can_overbook_an_hour(hall, bay):
    hall.book(bay)
    with acting(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.update(booked=3)
    assert booked_places() == 1


def test_one_open_appointment_per_person_and_service(hall, bay):
    hall.book(bay)
    with pytest.raises(AlreadyBookedError):
        hall.book(bay, at=time(9, 30))
    assert booked_places() == 1


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (TOMORROW, time(9, 10)),  # no such hour
        (TOMORROW, time(10, 45)),  # would end after closing
        (TOMORROW + timedelta(days=1), NINE),  # no hours on that weekday
        (TOMORROW - timedelta(days=7), NINE),  # past
        (TOMORROW + timedelta(days=28), NINE),  # too far ahead
    ],
)
def test_an_hour_that_is_not_offered_is_refused(hall, bay, day, at):
    with pytest.raises(SlotNotOfferedError):
        hall.book(bay, at=at, day=day)
    assert booked_places() == 0


def test_a_day_off_is_refused(hall, bay):
    class Off:
        def is_working(self, day):
            return day != date(2026, 11, 24)

    with pytest.raises(SlotNotOfferedError):
        queueing.book_appointment(
            actor=bay, service_id=hall.a, day=TOMORROW, at=NINE, working=Off()
        )
    assert booked_places() == 0


def test_an_official_does_not_book_for_themselves_at_the_desk(hall, bay):
    with pytest.raises(QueueNotAllowedError):
        hall.book(receptionist())
    assert booked_places() == 0


def test_somebody_elses_appointment_does_not_exist(hall, bay):
    appointment_id = hall.book(bay)
    long = make_citizen("Võ Hoàng Long", "072079000012")
    with pytest.raises(AppointmentNotFoundError):
        queueing.cancel_appointment(actor=long, appointment_id=appointment_id)
    with acting(long.scope):
        assert not Appointment.objects.exists()
        assert queueing.my_appointments(long) == ()
    assert held(appointment_id).state is AppointmentState.BOOKED


# ------------------------------------------------------------------ the day itself


def test_the_code_becomes_a_number_once(hall, bay):
    appointment_id = hall.book(bay)
    code = held(appointment_id).code
    with clock.set_to(MORNING + timedelta(days=1)):
        ticket = queueing.arrive(actor=hall.device, code=f" {code.lower()} ")
        again = queueing.arrive(actor=hall.device, code=code)
    assert (ticket.label, ticket.by_appointment) == ("A001", True)
    assert again.id == ticket.id
    assert held(appointment_id).state is AppointmentState.ARRIVED


def test_on_the_hour_the_appointment_is_called_before_those_without(hall, bay):
    code = held(hall.book(bay)).code
    with clock.set_to(MORNING + timedelta(days=1, minutes=30)):
        hall.take()
    with clock.set_to(MORNING + timedelta(days=1, minutes=60)):
        official = hall.official_at(1)
        ticket = queueing.arrive(actor=hall.device, code=code)
        assert hall.call(official).id == ticket.id


def test_a_day_too_early_gets_no_number(hall, bay):
    code = held(hall.book(bay)).code
    with pytest.raises(NotTodayError, match="24/11/2026"):
        queueing.arrive(actor=hall.device, code=code)
    with acting(SYSTEM):
        assert not Ticket.objects.exists()


def test_an_unknown_code_gets_no_number(hall, bay):
    with pytest.raises(AppointmentNotFoundError):
        queueing.arrive(actor=hall.device, code="ABCDEFGH")
    with acting(SYSTEM):
        assert not Ticket.objects.exists()


def test_whoever_did_not_come_is_missed_the_day_after(hall, bay):
    appointment_id = hall.book(bay)
    with clock.set_to(MORNING + timedelta(days=2)):
        queueing.close_days()
    assert held(appointment_id).state is AppointmentState.MISSED
    with acting(SYSTEM):
        assert not Ticket.objects.filter(state=TicketState.MISSED).exists()


def test_the_evening_before_everyone_expected_is_reminded_once(hall, bay):
    appointment_id = hall.book(bay)
    queueing.remind()
    with acting(SYSTEM):
        jobs = ProcrastinateJob.objects.filter(task_name__startswith="AppointmentComesUp")
        assert [job.args["appointment_id"] for job in jobs] == [str(appointment_id)]

    for _ in range(2):  # delivery is at least once
        event = AppointmentComesUp(appointment_id=appointment_id, person_id=bay.person_id)
        appointment_notices.remind(event)

    with acting(bay.scope):
        told = notifications.inbox(bay)
    assert [notice.kind for notice in told] == ["appointment_coming"]
    assert held(appointment_id).code in told[0].body


def test_a_cancelled_appointment_is_not_reminded(hall, bay):
    appointment_id = hall.book(bay)
    queueing.cancel_appointment(actor=bay, appointment_id=appointment_id)
    appointment_notices.remind(
        AppointmentComesUp(appointment_id=appointment_id, person_id=bay.person_id)
    )
    with acting(bay.scope):
        assert notifications.inbox(bay) == []


def test_everything_is_asked_of_the_database_alone(hall, bay, django_assert_max_num_queries):
    for _ in range(5):
        hall.take()
    device = hall.device
    with django_assert_max_num_queries(6):
        queueing.wall(device)
    assert connection.vendor == "postgresql"
