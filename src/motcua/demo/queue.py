"""The hall of the demo's commune: counters, services, the numbers of this morning, appointments."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.demo.citizens import Citizen
from motcua.demo.staff import BUILDER, COMMUNE
from motcua.directory import api as directory
from motcua.directory.types import Actor, AssuranceLevel, OrganisationKind
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing import api as queueing
from motcua.queueing.types import Device, Priority

SERVICES = (
    ("A", "Chứng thực bản sao, chữ ký", ("2.000815",)),
    ("B", "Hộ tịch: khai sinh, kết hôn, xác nhận hôn nhân", ("1.001193", "1.004873")),
    ("C", "Đất đai, xây dựng", ("1.012783", "1.013831", "1.013978", "1.013225")),
    ("D", "Kinh doanh và việc khác", ()),
)
COUNTERS = ((1, ()), (2, ("A",)), (3, ("B",)), (4, ("C", "D")))
# (service, priority); the first four are served, the others wait.
NUMBERS = (
    ("A", ""), ("B", ""), ("A", ""), ("A", ""),
    ("B", ""), ("C", ""), ("A", ""), ("A", "elderly"),
    ("D", ""), ("B", "pregnant"), ("C", ""), ("A", ""),
)  # fmt: skip
SERVED = 4
SERVICE_MINUTES = 5
WEEKDAYS = range(5)
BOOKINGS = 3

Plan = Sequence[tuple[tuple[str, str], datetime]]


def fill_hall(reception: Actor, people: Sequence[Citizen], now: datetime) -> None:
    with acting(SYSTEM):
        agency_id = directory.organisation_by_code(COMMUNE).id
        centre_id = directory.unit_of(agency_id, OrganisationKind.SERVICE_CENTRE).id
        queueing.open_queue(actor=BUILDER, centre_id=centre_id)
        services = _services(centre_id)
        counter_id = _counters(centre_id, services)
    began = _began(now)
    device, step = Device(centre_id, agency_id), (now - began) / (len(NUMBERS) + 1)
    plan = [(number, began + index * step) for index, number in enumerate(NUMBERS)]
    _take_numbers(device, services, plan[:SERVED])
    _serve_some(reception, counter_id, began)
    _take_numbers(device, services, plan[SERVED:])
    for person in people[:BOOKINGS]:
        _book(person, services["B"])


def machine_addresses() -> tuple[str, str]:
    """Kiosk and wall, as paths."""
    with acting(SYSTEM):
        agency_id = directory.organisation_by_code(COMMUNE).id
        key = queueing.device_key_of(agency_id)
    return f"/lay-so/{key}/", f"/bang-goi/{key}/"


def _services(centre_id: UUID) -> dict[str, UUID]:
    return {
        letter: queueing.add_service(
            actor=BUILDER, centre_id=centre_id, letter=letter, name=name, procedures=codes
        )
        for letter, name, codes in SERVICES
    }


def _counters(centre_id: UUID, services: dict[str, UUID]) -> UUID:
    """Counter 1; every service takes appointments on weekday mornings."""
    made = [
        queueing.add_counter(
            actor=BUILDER,
            centre_id=centre_id,
            number=number,
            services=tuple(services[letter] for letter in letters),
        )
        for number, letters in COUNTERS
    ]
    for service_id in services.values():
        for weekday in WEEKDAYS:
            _hours(centre_id, service_id, weekday)
    return made[0]


def _hours(centre_id: UUID, service_id: UUID, weekday: int) -> None:
    queueing.set_slots(
        actor=BUILDER,
        centre_id=centre_id,
        service_id=service_id,
        weekday=weekday,
        opens=time(8, 0),
        closes=time(11, 0),
        minutes=30,
        capacity=2,
    )


def _began(now: datetime) -> datetime:
    """An hour ago; never yesterday, also when the demo is built just after midnight."""
    midnight = now.astimezone(clock.LEGAL_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, now - timedelta(hours=1))


def _take_numbers(device: Device, services: dict[str, UUID], plan: Plan) -> None:
    for (letter, priority), at in plan:
        with clock.set_to(at):
            queueing.take_ticket(
                actor=device,
                centre_id=device.centre_id,
                service_id=services[letter],
                priority=Priority(priority),
            )


def _serve_some(reception: Actor, counter_id: UUID, began: datetime) -> None:
    with clock.set_to(began):
        queueing.sit_down(actor=reception, counter_id=counter_id)
    for index in range(SERVED):
        _serve(reception, counter_id, began + (index + 1) * timedelta(minutes=SERVICE_MINUTES + 1))


def _serve(reception: Actor, counter_id: UUID, at: datetime) -> None:
    with clock.set_to(at):
        ticket = queueing.call_next(actor=reception, counter_id=counter_id)
        queueing.start_serving(actor=reception, ticket_id=ticket.id)
    with clock.set_to(at + timedelta(minutes=SERVICE_MINUTES)):
        queueing.finish_serving(actor=reception, ticket_id=ticket.id)


def _book(person: Citizen, service_id: UUID) -> None:
    with acting(SYSTEM):
        person_id = directory.register_person(
            actor=BUILDER,
            name=person.name,
            personal_id=person.personal_id,
            birth_date=person.birth_date,
        )
    actor = directory.citizen_actor(person_id, AssuranceLevel.TWO, person.name)
    working = catalogue.calendar()
    with acting(actor.scope):
        first = queueing.open_slots(service_id, working)[0]
        queueing.book_appointment(
            actor=actor, service_id=service_id, day=first.day, at=first.at, working=working
        )
