"""Tables of the documents room."""

from motcua.documents.models.files import (
    ArchivedPaper,
    ArchiveOpening,
    DocumentVersion,
    KeptVerdict,
    NumberCounter,
    OfficialDocument,
    OutgoingEntry,
    PageReading,
    SigningKey,
    StoredFile,
)
from motcua.documents.models.scans import ScanFolder, ScannedPile

__all__ = [
    "ArchiveOpening",
    "ArchivedPaper",
    "DocumentVersion",
    "KeptVerdict",
    "NumberCounter",
    "OfficialDocument",
    "OutgoingEntry",
    "PageReading",
    "ScanFolder",
    "ScannedPile",
    "SigningKey",
    "StoredFile",
]
