"""A passed number comes back behind those who wait; who is expected today is seen."""

from datetime import datetime, timedelta

import pytest

from motcua.directory.types import Role
from motcua.kit import clock
from motcua.queueing import api as queueing
from motcua.queueing.errors import QueueNotAllowedError, TicketNotFoundError, WrongMomentError
from motcua.queueing.types import AppointmentState, TicketState
from tests.directory.factories import make_citizen, official_actor
from tests.queueing.factories import NINE, TOMORROW

pytestmark = pytest.mark.django_db


@pytest.fixture
def passed(hall):
    """A001 was called and nobody came; A002 waits."""
    actor = hall.official_at(1)
    first = hall.take()
    hall.take()
    called = hall.call(actor)
    assert called.id == first.id
    queueing.pass_ticket(actor=actor, ticket_id=first.id)
    return actor, first


def test_it_waits_behind_those_who_wait_now_and_is_called_anew(hall, passed):
    actor, first = passed
    assert [one.label for one in queueing.passed_today(actor)] == ["A001"]

    with clock.set_to(clock.now() + timedelta(minutes=1)):
        queueing.put_back(actor=actor, ticket_id=first.id)
        assert hall.call(actor).label == "A002"
        queueing.pass_ticket(actor=actor, ticket_id=queueing.panel(actor).mine.id)
        again = hall.call(actor)

    assert (again.label, again.calls) == ("A001", 1)


def test_only_a_passed_number_of_today_is_put_back(hall, passed):
    actor, first = passed
    waiting = hall.take()

    with pytest.raises(WrongMomentError):
        queueing.put_back(actor=actor, ticket_id=waiting.id)
    with clock.set_to(clock.now() + timedelta(days=1)), pytest.raises(WrongMomentError):
        queueing.put_back(actor=actor, ticket_id=first.id)
    assert hall.state(first) == TicketState.MISSED


def test_nobody_else_puts_it_back(hall, passed):
    _actor, first = passed
    head = official_actor(Role.HEAD, unit_kind="civil_status", name="Lê Thị Ánh")
    elsewhere = official_actor(Role.RECEPTION, agency="H53.31.28", name="Đỗ Văn Xa")

    with pytest.raises(QueueNotAllowedError):
        queueing.put_back(actor=head, ticket_id=first.id)
    with pytest.raises(TicketNotFoundError):
        queueing.put_back(actor=elsewhere, ticket_id=first.id)
    assert hall.state(first) == TicketState.MISSED


def test_who_is_expected_today_hour_by_hour(hall):
    hall.slots(capacity=2)
    citizen = make_citizen()
    booked = hall.book(citizen)
    actor = hall.official_at(1)
    assert queueing.expected_today(actor) == ()

    with clock.set_to(datetime.combine(TOMORROW, NINE, clock.LEGAL_ZONE)):
        (one,) = queueing.expected_today(actor)
        assert (one.at, one.person_id, one.state) == (
            NINE,
            citizen.person_id,
            AppointmentState.BOOKED,
        )
        queueing.arrive(actor=actor, code=one.code)
        (one,) = queueing.expected_today(actor)

    assert (one.state, one.ticket) == (AppointmentState.ARRIVED, "A001")
    assert booked
