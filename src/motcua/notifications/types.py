import dataclasses
from datetime import datetime
from uuid import UUID


@dataclasses.dataclass(frozen=True, slots=True)
class NoticeView:
    id: UUID
    kind: str
    title: str
    body: str
    link: str
    dossier_id: UUID | None
    at: datetime
    read_at: datetime | None
