"""Reads of the queue. Row-level security decides what exists for the reader."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.queueing import rules
from motcua.queueing.errors import (
    CentreNotFoundError,
    CounterClosedError,
    CounterNotFoundError,
    ServiceNotFoundError,
    TicketNotFoundError,
    WrongMomentError,
)
from motcua.queueing.models import (
    Appointment,
    QueueCentre,
    QueueCounter,
    QueueService,
    Sitting,
    Ticket,
)
from motcua.queueing.permissions import Permission, Who, authorize
from motcua.queueing.types import (
    AT_A_COUNTER,
    AppointmentState,
    CentreView,
    CounterView,
    Device,
    FollowedTicket,
    Panel,
    Place,
    Priority,
    ServiceView,
    TicketState,
    TicketView,
    Waiting,
    Wall,
)

SHOWN_CALLS = 6
SHOWN_WAITING = 24

# ------------------------------------------------------------------ find, authorise and lock


def device(key: str) -> Device:
    """Whoever knows the address of a kiosk or a wall is that device."""
    with acting(SYSTEM):
        found = QueueCentre.objects.filter(device_key=key).exclude(device_key="").first()
    if found is None:
        raise CentreNotFoundError
    return Device(found.id, found.agency_id)


def lock_centre(centre_id: UUID, *, actor: Who, permission: Permission) -> QueueCentre:
    centre = QueueCentre.objects.select_for_update().filter(pk=centre_id).first()
    if centre is None:
        raise CentreNotFoundError
    authorize(actor, permission, agency_id=centre.agency_id)
    return centre


def lock_counter(counter_id: UUID, *, actor: Who, permission: Permission) -> QueueCounter:
    """With its centre, so that one person at a time is called there."""
    centre_id = QueueCounter.objects.filter(pk=counter_id).values_list("centre_id", flat=True)
    found = centre_id.first()
    if found is None:
        raise CounterNotFoundError
    try:
        centre = lock_centre(found, actor=actor, permission=permission)
    except CentreNotFoundError:
        raise CounterNotFoundError from None
    return QueueCounter.objects.get(pk=counter_id, centre=centre)


def lock_ticket(ticket_id: UUID, *, actor: Actor, states: Iterable[TicketState]) -> Ticket:
    """A number at the counter where this official sits, in one of the states."""
    found = Ticket.objects.select_for_update(of=("self",)).filter(pk=ticket_id).first()
    if found is None:
        raise TicketNotFoundError
    authorize(actor, Permission.CALL, agency_id=found.agency_id)
    if TicketState(found.state) not in states:
        raise WrongMomentError(label=found.label)
    must_sit_at(actor, found.counter_id)
    return found


def must_sit_at(actor: Actor, counter_id: UUID | None) -> None:
    here = Sitting.objects.filter(
        official_id=actor.person_id, counter_id=counter_id, day=clock.today(), closed_at=None
    )
    if not here.exists():
        raise CounterClosedError


def service_at(centre_id: UUID, service_id: UUID) -> QueueService:
    found = QueueService.objects.filter(pk=service_id, centre_id=centre_id, active=True).first()
    if found is None:
        raise ServiceNotFoundError
    return found


# ------------------------------------------------------------------ services and counters


def services_of(centre_id: UUID, *, all_of_them: bool = False) -> tuple[ServiceView, ...]:
    rows = QueueService.objects.filter(centre_id=centre_id).order_by("letter")
    return tuple(service_view(row) for row in rows if row.active or all_of_them)


def service_view(row: QueueService) -> ServiceView:
    return ServiceView(
        row.id, row.letter, row.name, tuple(row.procedures), row.active, row.centre_id
    )


def counters_of(centre_id: UUID, *, all_of_them: bool = False) -> tuple[CounterView, ...]:
    rows = QueueCounter.objects.filter(centre_id=centre_id).order_by("number")
    open_now = Sitting.objects.filter(
        counter__centre_id=centre_id, day=clock.today(), closed_at=None
    )
    sitting = dict(open_now.values_list("counter_id", "official_id"))
    return tuple(
        CounterView(row.id, row.number, tuple(row.services), row.active, sitting.get(row.id))
        for row in rows
        if row.active or all_of_them
    )


def centre_of(actor: Actor) -> CentreView:
    """Where this official works: the centre they sit in, else their agency's."""
    units = [seat.unit_id for seat in actor.seats]
    rows = sorted(
        QueueCentre.objects.filter(agency_id__in=actor.agencies),
        key=lambda row: (row.id not in units, str(row.id)),
    )
    if not rows:
        raise CentreNotFoundError
    return centre_view(rows[0])


def device_key_of(agency_id: UUID) -> str:
    """For whoever may see the centre's row."""
    found = QueueCentre.objects.filter(agency_id=agency_id).first()
    if found is None:
        raise CentreNotFoundError
    return found.device_key


def centre_view(row: QueueCentre) -> CentreView:
    return CentreView(row.id, row.agency_id, _name(row.id), row.device_key)


def _name(centre_id: UUID) -> str:
    return directory.organisation(centre_id).name


# ------------------------------------------------------------------ tickets


def todays(centre_id: UUID) -> QuerySet[Ticket]:
    rows = Ticket.objects.filter(centre_id=centre_id, day=clock.today())
    return rows.select_related("service", "counter")


def view_of(row: Ticket) -> TicketView:
    return TicketView(
        id=row.id,
        label=row.label,
        state=TicketState(row.state),
        service_id=row.service_id,
        service_name=row.service.name,
        priority=Priority(row.priority),
        by_appointment=row.due_at is not None,
        taken_at=row.taken_at,
        calls=row.calls,
        counter=row.counter.number if row.counter else None,
        key=row.key,
        day=row.day,
        called_at=row.called_at,
    )


def as_waiting(row: Ticket) -> Waiting:
    return Waiting(row.id, row.since, bool(row.priority), row.due_at)


def in_order(rows: Iterable[Ticket], centre_id: UUID) -> list[Ticket]:
    """Waiting numbers in the order in which they will be called."""
    by_id = {row.id: row for row in rows}
    order = rules.calling_order(map(as_waiting, by_id.values()), clock.now(), row=_row(centre_id))
    return [by_id[one.id] for one in order]


def _row(centre_id: UUID) -> int:
    """How many of the last numbers called were of those who go first."""
    last = todays(centre_id).exclude(called_at=None).order_by("-called_at")
    count = 0
    for row in last[: rules.FIRST_IN_A_ROW]:
        if not rules.goes_first(as_waiting(row), row.called_at or row.taken_at):
            break
        count += 1
    return count


def waiting_at(counter: QueueCounter) -> list[Ticket]:
    """For this counter: of its services, or sent to it; the next to call is the first."""
    view = CounterView(counter.id, counter.number, tuple(counter.services), counter.active)
    rows = [
        row
        for row in todays(counter.centre_id).filter(state=TicketState.WAITING)
        if row.meant_for_id == counter.id
        or (row.meant_for_id is None and view.serves(row.service_id))
    ]
    return in_order(rows, counter.centre_id)


def place(row: Ticket) -> Place | None:
    """How many are called before this number, and how long that may take. None once called."""
    if row.state != TicketState.WAITING or row.day != clock.today():
        return None
    counters = rules.serving_with(row.service_id, counters_of(row.centre_id))
    together = [other for other in _waiting(row.centre_id) if _shares(other, row, counters)]
    order = rules.calling_order(map(as_waiting, together), clock.now(), row=_row(row.centre_id))
    seconds = _served_seconds(row.centre_id, {other.service_id for other in together})
    return rules.place_of(row.id, order, served_seconds=seconds, counters=len(counters))


def _waiting(centre_id: UUID) -> QuerySet[Ticket]:
    return todays(centre_id).filter(state=TicketState.WAITING)


def _shares(other: Ticket, row: Ticket, counters: list[CounterView]) -> bool:
    """Whether one of the counters that will call `row` may call `other` before it."""
    if other.service_id == row.service_id:
        return True
    return any(counter.serves(other.service_id) for counter in counters)


def _served_seconds(centre_id: UUID, services: set[UUID]) -> list[int]:
    done = todays(centre_id).filter(state=TicketState.DONE, service_id__in=services)
    spans = done.values_list("started_at", "ended_at")
    return [int((ended - started).total_seconds()) for started, ended in spans if started and ended]


def ticket(ticket_id: UUID) -> TicketView:
    found = Ticket.objects.select_related("service", "counter").filter(pk=ticket_id).first()
    if found is None:
        raise TicketNotFoundError
    return view_of(found)


def by_key(key: str) -> Ticket:
    found = Ticket.objects.select_related("service", "counter").filter(key=key).first()
    if found is None:
        raise TicketNotFoundError
    return found


# ------------------------------------------------------------------ screens


def follow(key: str) -> FollowedTicket:
    """A number by its own address, without signing in: the address is the paper."""
    with acting(SYSTEM):
        row = by_key(key)
        return FollowedTicket(view_of(row), _name(row.centre_id), place(row))


def kiosk(of: Device) -> tuple[CentreView, tuple[ServiceView, ...]]:
    with acting(of.scope):
        return CentreView(of.centre_id, of.agency_id, _name(of.centre_id)), services_of(
            of.centre_id
        )


def wall(of: Device) -> Wall:
    with acting(of.scope):
        called = todays(of.centre_id).filter(state__in=AT_A_COUNTER)
        newest = called.order_by(F("called_at").desc(nulls_last=True))[:SHOWN_CALLS]
        waiting = in_order(_waiting(of.centre_id), of.centre_id)[:SHOWN_WAITING]
        shown = tuple(map(view_of, newest))
    version = "-".join(f"{one.label}.{one.calls}" for one in shown)
    return Wall(_name(of.centre_id), shown, tuple(map(view_of, waiting)), version)


def panel(actor: Actor) -> Panel:
    centre = centre_of(actor)
    authorize(actor, Permission.CALL, agency_id=centre.agency_id)
    counters = counters_of(centre.id)
    mine = next((one for one in counters if one.official_id == actor.person_id), None)
    rows = list(todays(centre.id))
    here = [row for row in rows if row.state in AT_A_COUNTER and mine and row.counter_id == mine.id]
    waiting = [row for row in rows if row.state == TicketState.WAITING]
    return Panel(
        centre=centre,
        counters=counters,
        services=services_of(centre.id),
        sitting_at=mine,
        mine=view_of(here[0]) if here else None,
        waiting=tuple(map(view_of, in_order(waiting, centre.id))),
        served_today=sum(row.state == TicketState.DONE for row in rows),
        expected_today=_expected(centre.id),
    )


def _expected(centre_id: UUID) -> int:
    return Appointment.objects.filter(
        service__centre_id=centre_id, slot__day=clock.today(), state=AppointmentState.BOOKED
    ).count()


def passed_today(actor: Actor) -> tuple[TicketView, ...]:
    """Numbers that nobody answered to, the last ones first: they may still come."""
    rows = todays(centre_of(actor).id).filter(state=TicketState.MISSED)
    return tuple(view_of(row) for row in rows.order_by("-ended_at")[:SHOWN_WAITING])
