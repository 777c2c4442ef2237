"""Fees as they are billed, ordered and received. Money is whole đồng."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from motcua.engines.forms.types import Text

__all__ = ["Bill", "Facts", "FeeRule", "Line", "Method", "OrderView", "ReceiptView", "Text"]


class FeeRule(Protocol):
    """A fee as the catalogue describes it; payments and catalogue do not know one another."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Text: ...
    @property
    def amount(self) -> int | None: ...
    @property
    def per(self) -> str: ...
    @property
    def legal_source(self) -> str: ...
    @property
    def rules(self) -> Mapping[str, Any]: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What a fee depends on. `channel`: online, direct or postal; `exemptions`: codes of the rules."""

    channel: str = "direct"
    answers: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    exemptions: frozenset[str] = frozenset()
    case: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """`amount` None: no figure is in force that we know of; an official states it, with the source."""

    code: str
    name: Text
    amount: int | None
    count: int
    legal_source: str
    exempt: Text | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Bill:
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """Of the known amounts; see `complete`."""
        return sum(line.amount or 0 for line in self.lines)

    @property
    def complete(self) -> bool:
        return all(line.amount is not None for line in self.lines)


class Method(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"


@dataclasses.dataclass(frozen=True, slots=True)
class ReceiptView:
    id: UUID
    number: str
    method: Method
    amount: int
    at: datetime
    order_id: UUID


@dataclasses.dataclass(frozen=True, slots=True)
class OrderView:
    id: UUID
    dossier_id: UUID
    agency_id: UUID
    payer_id: UUID
    lines: tuple[Line, ...]
    receipts: tuple[ReceiptView, ...]
    opened_at: datetime

    @property
    def total(self) -> int:
        return Bill(self.lines).total

    @property
    def complete(self) -> bool:
        return Bill(self.lines).complete

    @property
    def paid(self) -> int:
        return sum(receipt.amount for receipt in self.receipts)

    @property
    def left_to_pay(self) -> int:
        return self.total - self.paid

    @property
    def settled(self) -> bool:
        return self.complete and self.left_to_pay == 0


@dataclasses.dataclass(frozen=True, slots=True)
class TakenView:
    """Money taken one way: how many receipts, how many đồng."""

    method: Method
    receipts: int
    amount: int
