"""One day of one counter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.dossiers.types.statuses import Channel
from motcua.payments.types import TakenView


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """What happened on the day; `waiting`, `at_work`, `papers_here` and `results_here` are of now."""

    unit_name: str
    day: date
    taken_in: Mapping[Channel, int]
    refused: int
    given_back: int
    lists: int
    handed_to_units: int
    not_received: int
    fees: tuple[TakenView, ...]
    waiting: int
    at_work: int
    papers_here: int
    results_here: int

    @property
    def taken_in_together(self) -> int:
        return sum(self.taken_in.values())

    @property
    def fees_together(self) -> int:
        return sum(one.amount for one in self.fees)
