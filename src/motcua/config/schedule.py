"""At time T, do Z: everything the system does unasked, on one page."""

from motcua.kit.schedule import Appointment

APPOINTMENTS: tuple[Appointment, ...] = ()
