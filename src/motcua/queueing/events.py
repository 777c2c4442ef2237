from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentBooked(Event):
    appointment_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentComesUp(Event):
    """Tomorrow somebody is expected."""

    appointment_id: UUID
    person_id: UUID
