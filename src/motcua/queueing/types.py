"""The queue in front of the counters: numbers, calls, appointments. No name of a person anywhere."""

import dataclasses
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.kit import scope


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


AT_A_COUNTER = (TicketState.CALLED, TicketState.SERVING)
MOST_CALLS = 3  # the first, and twice again


class Priority(StrEnum):
    """Whom the State serves first (NĐ 63/2010/NĐ-CP Đ18)."""

    NONE = ""
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"


class AppointmentState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    MISSED = "missed"


class WorkingDays(Protocol):
    """The calendar, as the catalogue keeps it; the two rooms do not know one another."""

    def is_working(self, day: date, /) -> bool: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Device:
    """A kiosk or a wall of one centre: known by its unguessable address, it sees numbers only."""

    centre_id: UUID
    agency_id: UUID

    @property
    def person_id(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"motcua:queue-device:{self.centre_id}")

    @property
    def scope(self) -> scope.Scope:
        return scope.Scope(agencies=frozenset({self.agency_id}))


@dataclasses.dataclass(frozen=True, slots=True)
class CentreView:
    id: UUID
    agency_id: UUID
    name: str
    device_key: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ServiceView:
    """A group of procedures under one letter. Without procedures it takes whatever comes."""

    id: UUID
    letter: str
    name: str
    procedures: tuple[str, ...]
    active: bool
    centre_id: UUID


@dataclasses.dataclass(frozen=True, slots=True)
class CounterView:
    """`services` empty: all of them. `official_id` is who sits there now."""

    id: UUID
    number: int
    services: tuple[UUID, ...]
    active: bool
    official_id: UUID | None = None

    def serves(self, service_id: UUID) -> bool:
        return not self.services or service_id in self.services


@dataclasses.dataclass(frozen=True, slots=True)
class Waiting:
    """What the order of calling depends on. `due_at`: the hour of an appointment."""

    id: UUID
    since: datetime
    priority: bool = False
    due_at: datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class TicketView:
    id: UUID
    label: str  # "A012"
    state: TicketState
    service_id: UUID
    service_name: str
    priority: Priority
    by_appointment: bool
    taken_at: datetime
    calls: int
    counter: int | None
    key: str
    day: date
    called_at: datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where one stands. `minutes` None: nothing measured yet, so nothing is said."""

    ahead: int
    minutes: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class FollowedTicket:
    ticket: TicketView
    centre_name: str
    place: Place | None


@dataclasses.dataclass(frozen=True, slots=True)
class Wall:
    """`called`: newest call first; `waiting`: in the order of calling."""

    centre_name: str
    called: tuple[TicketView, ...]
    waiting: tuple[TicketView, ...]
    version: str


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """What an official at a counter sees. `mine` is the number at this counter now."""

    centre: CentreView
    counters: tuple[CounterView, ...]
    services: tuple[ServiceView, ...]
    sitting_at: CounterView | None
    mine: TicketView | None
    waiting: tuple[TicketView, ...]
    served_today: int
    expected_today: int


@dataclasses.dataclass(frozen=True, slots=True)
class SlotRuleView:
    id: UUID
    service_id: UUID
    weekday: int  # Monday is 0
    opens: time
    closes: time
    minutes: int
    capacity: int


@dataclasses.dataclass(frozen=True, slots=True)
class SlotView:
    day: date
    at: time
    left: int


@dataclasses.dataclass(frozen=True, slots=True)
class AppointmentView:
    id: UUID
    state: AppointmentState
    centre_name: str
    service_name: str
    letter: str
    day: date
    at: time
    code: str
    may_cancel: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ExpectedView:
    """Somebody who has an hour today; `ticket` once they have come."""

    code: str
    at: time
    service_name: str
    state: AppointmentState
    person_id: UUID
    ticket: str
