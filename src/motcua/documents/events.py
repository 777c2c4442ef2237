from dataclasses import dataclass
from uuid import UUID

from motcua.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSigned(Event):
    document_id: UUID
    dossier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    document_id: UUID
    dossier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSentBack(Event):
    document_id: UUID
    dossier_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScanned(Event):
    file_id: UUID
