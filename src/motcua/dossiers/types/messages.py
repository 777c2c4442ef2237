"""The conversation inside a dossier."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MessageView:
    """`new`: written by the other side, and not seen before this showing."""

    message_id: UUID
    by_citizen: bool
    author: str
    text: str
    at: datetime
    mine: bool
    new: bool
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """`holder`: who answers, where this actor may read and not write; `closed`: nobody writes more."""

    dossier_id: UUID
    code: str
    procedure_name: str
    messages: tuple[MessageView, ...]
    may_write: bool
    holder: str
    closed: bool
