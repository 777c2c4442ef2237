"""The door of the queue: numbers, calls, counters, appointments."""

from motcua.queueing.actions.arrive import arrive
from motcua.queueing.actions.book_appointment import book_appointment, cancel_appointment
from motcua.queueing.actions.call_again import call_again
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.give_up_ticket import give_up_ticket
from motcua.queueing.actions.keep_days import close_days, remind
from motcua.queueing.actions.put_back import put_back
from motcua.queueing.actions.serve import finish_serving, pass_ticket, start_serving
from motcua.queueing.actions.set_up import (
    add_counter,
    add_service,
    open_queue,
    renew_device_address,
    set_slots,
    switch_service,
)
from motcua.queueing.actions.sit_down import sit_down, stand_up
from motcua.queueing.actions.take_ticket import take_ticket
from motcua.queueing.actions.transfer_ticket import transfer_ticket
from motcua.queueing.appointment_queries import (
    appointment,
    bookable_service,
    bookable_services,
    expected_today,
    my_appointments,
    open_slots,
    rules_of,
)
from motcua.queueing.queries import (
    centre_of,
    counters_of,
    device,
    device_key_of,
    follow,
    kiosk,
    panel,
    passed_today,
    services_of,
    ticket,
    wall,
)

__all__ = [
    "add_counter",
    "add_service",
    "appointment",
    "arrive",
    "book_appointment",
    "bookable_service",
    "bookable_services",
    "call_again",
    "call_next",
    "cancel_appointment",
    "centre_of",
    "close_days",
    "counters_of",
    "device",
    "device_key_of",
    "expected_today",
    "finish_serving",
    "follow",
    "give_up_ticket",
    "kiosk",
    "my_appointments",
    "open_queue",
    "open_slots",
    "panel",
    "pass_ticket",
    "passed_today",
    "put_back",
    "remind",
    "renew_device_address",
    "rules_of",
    "services_of",
    "set_slots",
    "sit_down",
    "stand_up",
    "start_serving",
    "switch_service",
    "take_ticket",
    "ticket",
    "transfer_ticket",
    "wall",
]
