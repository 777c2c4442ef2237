"""The door of payments: what is to be paid, and what has been received."""

from motcua.payments.actions.open_order import open_order
from motcua.payments.actions.record_receipt import record_receipt
from motcua.payments.actions.state_amount import state_amount
from motcua.payments.queries import order_of, stored_line, taken_between
from motcua.payments.rules import bill

__all__ = [
    "bill",
    "open_order",
    "order_of",
    "record_receipt",
    "state_amount",
    "stored_line",
    "taken_between",
]
