from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing import api as queueing
from motcua.queueing.errors import (
    CalledEnoughError,
    CentreNotFoundError,
    CounterBusyError,
    CounterClosedError,
    CounterNotFoundError,
    CounterTakenError,
    NobodyWaitsError,
    QueueNotAllowedError,
    ServiceNotFoundError,
    SettingUpNotAllowedError,
    TicketNotFoundError,
    WrongMomentError,
)
from motcua.queueing.models import Call, QueueService, Sitting, Ticket
from motcua.queueing.types import Priority, TicketState
from tests.directory.factories import make_citizen, official_actor
from tests.queueing.factories import MORNING, Hall

ELSEWHERE = "H53.31.60"


def calls():
    with acting(SYSTEM):
        return Call.objects.count()


# ------------------------------------------------------------------ numbers


def test_numbers_run_per_service_and_start_again_each_day(hall):
    assert [hall.take().label, hall.take().label, hall.take(hall.b).label] == [
        "A001",
        "A002",
        "B001",
    ]
    with clock.set_to(MORNING + timedelta(days=1)):
        assert hall.take().label == "A001"


def test_a_second_tap_is_the_same_number(hall):
    form = new_id()
    assert hall.take(form=form).id == hall.take(form=form).id
    assert hall.take().label == "A002"


def test_a_service_of_another_centre_is_not_there(hall):
    other = Hall(ELSEWHERE)
    with pytest.raises(ServiceNotFoundError):
        hall.take(other.a)
    with acting(SYSTEM):
        assert not Ticket.objects.exists()


def test_a_wrong_device_address_opens_nothing(hall):
    with pytest.raises(CentreNotFoundError):
        queueing.device("ABCDEFGH")


def test_a_renewed_address_ends_the_old_one(hall):
    old = hall.key
    head = official_actor(Role.HEAD, unit_kind="civil_status")
    queueing.renew_device_address(actor=head, centre_id=hall.centre_id)
    with pytest.raises(CentreNotFoundError):
        queueing.device(old)
    assert queueing.device(hall.key).centre_id == hall.centre_id


# ------------------------------------------------------------------ the way of a number


def test_called_begun_done(hall):
    official, ticket = hall.official_at(1), hall.take()

    called = hall.call(official)
    assert (called.id, called.counter, called.calls) == (ticket.id, 1, 1)
    queueing.start_serving(actor=official, ticket_id=ticket.id)
    assert queueing.follow(ticket.key).ticket.state is TicketState.SERVING
    queueing.finish_serving(actor=official, ticket_id=ticket.id)

    assert hall.state(ticket) == TicketState.DONE
    with pytest.raises(NobodyWaitsError):
        hall.call(official)


def test_called_again_twice_then_passed(hall):
    official, ticket = hall.official_at(1), hall.take()
    hall.call(official)
    queueing.call_again(actor=official, ticket_id=ticket.id)
    queueing.call_again(actor=official, ticket_id=ticket.id)

    with pytest.raises(CalledEnoughError):
        queueing.call_again(actor=official, ticket_id=ticket.id)
    assert calls() == 3

    queueing.pass_ticket(actor=official, ticket_id=ticket.id)
    assert hall.state(ticket) == TicketState.MISSED


def test_priority_is_called_first(hall):
    official = hall.official_at(1)
    hall.take()
    old = hall.take(priority=Priority.ELDERLY)
    assert hall.call(official).id == old.id


def test_a_counter_calls_only_its_services(hall):
    official = hall.official_at(3)
    hall.take(hall.a)
    land = hall.take(hall.b)
    assert hall.call(official, 3).id == land.id


def test_a_busy_counter_does_not_call(hall):
    official = hall.official_at(1)
    hall.take()
    second = hall.take()
    hall.call(official)
    with pytest.raises(CounterBusyError, match="A001"):
        hall.call(official)
    assert hall.state(second) == TicketState.WAITING


def test_transfer_keeps_number_and_time_waited(hall):
    first, third = hall.official_at(1), hall.official_at(3, "Lê Thị Ánh")
    with clock.set_to(MORNING):
        ticket = hall.take(hall.a)
    with clock.set_to(MORNING + timedelta(minutes=10)):
        hall.take(hall.b)
        hall.call(first)
        queueing.transfer_ticket(actor=first, ticket_id=ticket.id, service_id=hall.b)
        called = hall.call(third, 3)
    assert (called.id, called.label) == (ticket.id, "A001")


def test_a_number_sent_to_one_counter_is_called_there_only(hall):
    first, second = hall.official_at(1), hall.official_at(2, "Lê Thị Ánh")
    ticket = hall.take()
    hall.call(first)
    queueing.transfer_ticket(actor=first, ticket_id=ticket.id, counter_id=hall.counters[1])
    with pytest.raises(NobodyWaitsError):
        hall.call(first)
    assert hall.call(second, 2).id == ticket.id


def test_a_transfer_to_the_same_counter_is_refused(hall):
    first = hall.official_at(1)
    ticket = hall.take()
    hall.call(first)
    with pytest.raises(CounterNotFoundError):
        queueing.transfer_ticket(actor=first, ticket_id=ticket.id, counter_id=hall.counters[0])
    assert hall.state(ticket) == TicketState.CALLED


def test_a_number_given_back_is_not_called(hall):
    official = hall.official_at(1)
    leaves, stays = hall.take(), hall.take()
    queueing.give_up_ticket(key=leaves.key)
    assert hall.call(official).id == stays.id
    with pytest.raises(WrongMomentError):
        queueing.give_up_ticket(key=stays.key)
    assert hall.state(stays) == TicketState.CALLED


# ------------------------------------------------------------------ sitting


def test_a_counter_is_for_one(hall):
    hall.official_at(1)
    late = official_actor(Role.RECEPTION, name="Lê Thị Ánh")
    with pytest.raises(CounterTakenError):
        queueing.sit_down(actor=late, counter_id=hall.counters[0])
    with acting(SYSTEM):
        assert Sitting.objects.count() == 1


def test_moving_leaves_the_old_counter(hall):
    official = hall.official_at(1)
    queueing.sit_down(actor=official, counter_id=hall.counters[1])
    with acting(official.scope):
        assert queueing.panel(official).sitting_at.number == 2
    with acting(SYSTEM):
        assert Sitting.objects.filter(closed_at=None).count() == 1


def test_nobody_leaves_a_person_standing(hall):
    official = hall.official_at(1)
    hall.take()
    hall.call(official)
    with pytest.raises(CounterBusyError):
        queueing.stand_up(actor=official, counter_id=hall.counters[0])
    with acting(SYSTEM):
        assert Sitting.objects.filter(closed_at=None).count() == 1


# ------------------------------------------------------------------ refusals


def test_whoever_does_not_sit_there_does_not_act(hall):
    official, ticket = hall.official_at(1), hall.take()
    hall.call(official)
    other = official_actor(Role.RECEPTION, name="Lê Thị Ánh")
    with pytest.raises(CounterClosedError):
        queueing.start_serving(actor=other, ticket_id=ticket.id)
    with pytest.raises(CounterClosedError):
        queueing.call_next(actor=other, counter_id=hall.counters[1])
    assert hall.state(ticket) == TicketState.CALLED


def test_other_roles_do_not_call(hall):
    officer = official_actor(Role.CASE_OFFICER, unit_kind="civil_status")
    with pytest.raises(QueueNotAllowedError):
        queueing.sit_down(actor=officer, counter_id=hall.counters[0])
    with acting(SYSTEM):
        assert not Sitting.objects.exists()


def test_another_agency_sees_nothing_of_it(hall):
    stranger = official_actor(Role.RECEPTION, agency=ELSEWHERE)
    ticket = hall.take()
    with pytest.raises(CounterNotFoundError):
        queueing.sit_down(actor=stranger, counter_id=hall.counters[0])
    with pytest.raises(TicketNotFoundError):
        queueing.start_serving(actor=stranger, ticket_id=ticket.id)
    with acting(stranger.scope):
        assert not Ticket.objects.exists()
    with acting(make_citizen().scope):
        assert not Ticket.objects.exists()
    assert hall.state(ticket) == TicketState.WAITING


def test_the_counter_does_not_set_up(hall):
    official = hall.official_at(1)
    with pytest.raises(SettingUpNotAllowedError):
        queueing.add_counter(actor=official, centre_id=hall.centre_id, number=9)
    with pytest.raises(SettingUpNotAllowedError):
        queueing.add_service(actor=official, centre_id=hall.centre_id, letter="Z", name="Khác")
    with acting(SYSTEM):
        assert not QueueService.objects.filter(letter="Z").exists()


def test_services_are_public_and_only_the_agency_changes_them(hall):
    bay = make_citizen()
    with acting(bay.scope):
        assert QueueService.objects.count() == 2
        assert QueueService.objects.update(name="Khác") == 0
    with acting(SYSTEM):
        assert not QueueService.objects.filter(name="Khác").exists()


def test_a_device_of_one_centre_takes_no_number_of_another(hall):
    other = Hall(ELSEWHERE)
    with pytest.raises(QueueNotAllowedError):
        queueing.take_ticket(
            actor=hall.device, centre_id=other.centre_id, service_id=other.a, form=new_id()
        )
    with acting(SYSTEM):
        assert not Ticket.objects.exists()


def test_a_call_is_never_changed(hall):
    official = hall.official_at(1)
    hall.take()
    hall.call(official)
    with acting(SYSTEM), pytest.raises(DatabaseError), transaction.atomic():
        Call.objects.update(official_id=new_id())
    assert calls() == 1


# ------------------------------------------------------------------ waiting


def test_nothing_is_said_before_three_were_measured(hall):
    official = hall.official_at(1)
    for _ in range(2):
        hall.take()
        hall.serve(official)
    hall.take()
    followed = queueing.follow(hall.take().key)
    assert (followed.place.ahead, followed.place.minutes) == (1, None)


def test_the_wait_follows_from_todays_services(hall):
    official = hall.official_at(1)
    for _ in range(3):
        hall.take()
        hall.serve(official, minutes=6)
    for _ in range(2):
        hall.take()
    followed = queueing.follow(hall.take().key)
    assert (followed.place.ahead, followed.place.minutes) == (2, 20)  # three times six minutes


def test_yesterdays_numbers_are_neither_called_nor_measured(hall):
    with clock.set_to(MORNING - timedelta(days=1)):
        early = hall.official_at(1)
        for _ in range(3):
            hall.take()
            hall.serve(early)
        left = hall.take()
        standing = hall.take()
        hall.call(early)
    queueing.sit_down(actor=early, counter_id=hall.counters[0])
    with pytest.raises(NobodyWaitsError):
        hall.call(early)

    queueing.close_days()

    assert hall.state(left) == TicketState.MISSED
    assert hall.state(standing) == TicketState.MISSED
    fresh = hall.take()
    assert queueing.follow(fresh.key).place.minutes is None
    assert hall.state(fresh) == TicketState.WAITING
