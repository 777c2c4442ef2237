from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWritten(Event):
    notice_id: UUID
