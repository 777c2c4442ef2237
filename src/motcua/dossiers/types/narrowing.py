"""What a search is narrowed to, and one page of what it found."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.dossiers.types.lists import WorkRow
from motcua.dossiers.types.statuses import Channel, Status


class Mark(StrEnum):
    """What deserves a look about the time or the course of a dossier."""

    OVERDUE = "qua-han"
    NEAR = "sap-han"
    ENDED_LATE = "xong-tre"
    EXTENDED = "hen-lai"
    SUPPLEMENTED = "bo-sung"


class Order(StrEnum):
    """What stands first: the newest, or the running ones that are due first."""

    NEWEST = "moi-nhat"
    URGENT = "gap-nhat"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Nothing set narrows nothing; both days belong to the period."""

    status: Status | None = None
    channel: Channel | None = None
    procedure_code: str = ""
    mark: Mark | None = None
    submitted_from: date | None = None
    submitted_to: date | None = None
    content: str = ""  # words of what was written inside
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class FoundPage:
    """`after` is where the next page starts, empty on the last one.

    `since` is the first day looked at, where nobody chose one.
    """

    rows: tuple[WorkRow, ...]
    after: str = ""
    since: date | None = None
