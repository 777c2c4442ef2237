"""Services, counters and hours of a centre, by its head or an administrator."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.kit import crypto
from motcua.kit.scope import command
from motcua.queueing.errors import (
    LetterTakenError,
    NumberTakenError,
    ServiceNotFoundError,
    SlotHoursError,
)
from motcua.queueing.models import QueueCentre, QueueCounter, QueueService, SlotRule
from motcua.queueing.permissions import Permission, authorize
from motcua.queueing.queries import lock_centre

_KEY_LETTERS = 24


@command
def open_queue(*, actor: Actor, centre_id: UUID) -> None:
    """The centre gets a queue, and its devices an address. Again, it changes nothing."""
    agency_id = directory.organisation(centre_id).agency_id
    authorize(actor, Permission.SET_UP, agency_id=agency_id)
    fresh = QueueCentre(id=centre_id, agency_id=agency_id, device_key=_new_key())
    QueueCentre.objects.bulk_create([fresh], ignore_conflicts=True)
    _write_down(actor, "open_queue", centre_id)


@command
def renew_device_address(*, actor: Actor, centre_id: UUID) -> None:
    """The old address stops working at once: for a tablet that was lost, or a link that was shared."""
    centre = lock_centre(centre_id, actor=actor, permission=Permission.SET_UP)
    centre.device_key = _new_key()
    centre.save(update_fields=["device_key"])
    _write_down(actor, "renew_device_address", centre.id)


@command
def add_service(
    *, actor: Actor, centre_id: UUID, letter: str, name: str, procedures: tuple[str, ...] = ()
) -> UUID:
    centre = lock_centre(centre_id, actor=actor, permission=Permission.SET_UP)
    if QueueService.objects.filter(centre=centre, letter=letter).exists():
        raise LetterTakenError(letter=letter)
    made = QueueService.objects.create(
        centre=centre,
        agency_id=centre.agency_id,
        letter=letter,
        name=name,
        procedures=list(procedures),
    )
    _write_down(actor, "add_service", made.id)
    return made.id


@command
def switch_service(*, actor: Actor, centre_id: UUID, service_id: UUID) -> None:
    """Off the kiosk, or on it again; numbers that were taken are still called."""
    centre = lock_centre(centre_id, actor=actor, permission=Permission.SET_UP)
    found = QueueService.objects.filter(centre=centre, pk=service_id).first()
    if found is None:
        raise ServiceNotFoundError
    found.active = not found.active
    found.save(update_fields=["active"])
    _write_down(actor, "switch_service", found.id)


@command
def add_counter(
    *, actor: Actor, centre_id: UUID, number: int, services: tuple[UUID, ...] = ()
) -> UUID:
    centre = lock_centre(centre_id, actor=actor, permission=Permission.SET_UP)
    if QueueCounter.objects.filter(centre=centre, number=number).exists():
        raise NumberTakenError(number=number)
    known = set(QueueService.objects.filter(centre=centre).values_list("id", flat=True))
    if not known.issuperset(services):
        raise ServiceNotFoundError
    made = QueueCounter.objects.create(
        centre=centre, agency_id=centre.agency_id, number=number, services=list(services)
    )
    _write_down(actor, "add_counter", made.id)
    return made.id


@command
def set_slots(  # noqa: PLR0913  (one row of the timetable)
    *,
    actor: Actor,
    centre_id: UUID,
    service_id: UUID,
    weekday: int,
    opens: time,
    closes: time,
    minutes: int,
    capacity: int,
) -> None:
    """The hours of a weekday from `opens` on; capacity 0 takes them away. Booked places stay."""
    centre = lock_centre(centre_id, actor=actor, permission=Permission.SET_UP)
    service = QueueService.objects.filter(centre=centre, pk=service_id).first()
    if service is None:
        raise ServiceNotFoundError
    if _span(opens, closes) < timedelta(minutes=minutes):
        raise SlotHoursError
    SlotRule.objects.filter(service=service, weekday=weekday, opens=opens).delete()
    if capacity:
        SlotRule.objects.create(
            service=service,
            agency_id=centre.agency_id,
            weekday=weekday,
            opens=opens,
            closes=closes,
            minutes=minutes,
            capacity=capacity,
        )
    _write_down(actor, "set_slots", service.id)


def _span(opens: time, closes: time) -> timedelta:
    return datetime.combine(date.min, closes) - datetime.combine(date.min, opens)


def _new_key() -> str:
    return crypto.new_secret(_KEY_LETTERS)


def _write_down(actor: Actor, verb: str, about: UUID) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=f"queueing.{verb}",
        object_type="queue",
        object_id=about,
        details={},
    )
