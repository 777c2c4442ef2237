from datetime import date, datetime, time, timedelta

from motcua.directory.types import Role
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing import api as queueing
from motcua.queueing.models import QueueCentre, Ticket
from tests.directory.factories import MACHINE, official_actor, unit

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=clock.LEGAL_ZONE)  # a Monday
COMMUNE = "H53.31.61"
TOMORROW = date(2026, 11, 24)
NINE = time(9, 0)


class EveryDay:
    """A calendar without days off."""

    def is_working(self, day):
        return True


class Hall:
    def __init__(self, agency=COMMUNE):
        self.agency = agency
        self.centre_id = unit("service_centre", agency).id
        queueing.open_queue(actor=MACHINE, centre_id=self.centre_id)
        self.a = self.service("A", "Hộ tịch, chứng thực", ("2.000815", "1.004873"))
        self.b = self.service("B", "Đất đai")
        self.counters = [self.counter(1), self.counter(2), self.counter(3, self.b)]

    def service(self, letter, name, procedures=()):
        return queueing.add_service(
            actor=MACHINE,
            centre_id=self.centre_id,
            letter=letter,
            name=name,
            procedures=procedures,
        )

    def counter(self, number, *services):
        return queueing.add_counter(
            actor=MACHINE, centre_id=self.centre_id, number=number, services=services
        )

    @property
    def key(self):
        with acting(SYSTEM):
            return QueueCentre.objects.get(pk=self.centre_id).device_key

    @property
    def device(self):
        return queueing.device(self.key)

    def take(self, service_id=None, **more):
        return queueing.take_ticket(
            actor=self.device,
            centre_id=self.centre_id,
            service_id=service_id or self.a,
            form=more.pop("form", None) or new_id(),
            **more,
        )

    def official_at(self, number, name="Đỗ Văn Cúc"):
        """A receptionist who has opened that counter."""
        actor = official_actor(Role.RECEPTION, name=name, agency=self.agency)
        queueing.sit_down(actor=actor, counter_id=self.counters[number - 1])
        return actor

    def call(self, actor, number=1):
        return queueing.call_next(actor=actor, counter_id=self.counters[number - 1])

    def serve(self, actor, number=1, minutes=6):
        """Called, served and done; the clock of the caller does not move."""
        ticket = self.call(actor, number)
        queueing.start_serving(actor=actor, ticket_id=ticket.id)
        with clock.set_to(clock.now() + timedelta(minutes=minutes)):
            queueing.finish_serving(actor=actor, ticket_id=ticket.id)
        return ticket

    def state(self, ticket):
        with acting(SYSTEM):
            return Ticket.objects.get(pk=ticket.id).state

    def slots(self, capacity=1, weekday=1, service_id=None):
        queueing.set_slots(
            actor=MACHINE,
            centre_id=self.centre_id,
            service_id=service_id or self.a,
            weekday=weekday,
            opens=time(8, 0),
            closes=time(11, 0),
            minutes=30,
            capacity=capacity,
        )

    def book(self, actor, at=NINE, day=TOMORROW):
        return queueing.book_appointment(
            actor=actor, service_id=self.a, day=day, at=at, working=EveryDay()
        )
