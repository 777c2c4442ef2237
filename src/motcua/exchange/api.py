"""The door of the exchange: national registers today; official documents between agencies later."""

from motcua.exchange.actions.citizen_record import citizen_record
from motcua.exchange.queries import resting_peers

__all__ = ["citizen_record", "resting_peers"]
