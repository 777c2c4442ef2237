"""Several people press at the same moment; each in a thread and a connection of its own."""

import threading
from contextvars import copy_context

import pytest
from django.db import connection

from motcua.kit.errors import DomainError
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing.errors import CounterBusyError, NobodyWaitsError, SlotFullError
from motcua.queueing.models import Appointment, Call, Slot
from tests.directory.factories import make_citizen
from tests.queueing.factories import Hall

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each returned, or the refusal. The set clock of the test goes with them."""
    outcomes, start = [], threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            outcomes.append(act())
        except DomainError as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_eight_tickets_at_once_have_no_gap_and_no_double(province_with_procedures):
    hall = Hall()
    outcomes = at_once(*[hall.take] * 8)
    assert sorted(ticket.label for ticket in outcomes) == [f"A{n:03d}" for n in range(1, 9)]


def test_two_counters_never_call_the_same_number(province_with_procedures):
    hall = Hall()
    first, second = hall.official_at(1), hall.official_at(2, "Lê Thị Ánh")
    one, two = hall.take(), hall.take()

    outcomes = at_once(lambda: hall.call(first, 1), lambda: hall.call(second, 2))

    assert {ticket.id for ticket in outcomes} == {one.id, two.id}
    with acting(SYSTEM):
        assert Call.objects.count() == 2


def test_one_number_and_two_counters_is_one_call(province_with_procedures):
    hall = Hall()
    first, second = hall.official_at(1), hall.official_at(2, "Lê Thị Ánh")
    only = hall.take()

    outcomes = at_once(lambda: hall.call(first, 1), lambda: hall.call(second, 2))

    assert [one.id for one in outcomes if not isinstance(one, DomainError)] == [only.id]
    assert sum(isinstance(one, NobodyWaitsError) for one in outcomes) == 1
    with acting(SYSTEM):
        assert Call.objects.count() == 1


def test_a_double_press_at_one_counter_calls_one(province_with_procedures):
    hall = Hall()
    official = hall.official_at(1)
    hall.take()
    hall.take()
    outcomes = at_once(*[lambda: hall.call(official)] * 2)
    assert sum(isinstance(one, CounterBusyError) for one in outcomes) == 1
    with acting(SYSTEM):
        assert Call.objects.count() == 1


def test_the_last_places_of_an_hour_go_to_as_many(province_with_procedures):
    hall = Hall()
    hall.slots(capacity=2)
    people = [make_citizen(f"Người {n}", f"07219200010{n}") for n in range(5)]

    outcomes = at_once(*[lambda who=who: hall.book(who) for who in people])

    assert sum(isinstance(one, SlotFullError) for one in outcomes) == 3
    with acting(SYSTEM):
        assert Appointment.objects.count() == 2
        assert Slot.objects.get().booked == 2
