from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceived(Event):
    dossier_id: UUID
    order_id: UUID
    receipt_id: UUID
