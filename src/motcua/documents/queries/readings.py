"""What the machine read on scanned pages. In the caller's scope: no page, no words."""

from collections.abc import Collection
from uuid import UUID

from motcua.documents.models import PageReading
from motcua.kit import crypto


def reading_row(file_id: UUID) -> str:
    return f"documents_reading:words:{file_id}"


def readings(file_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of those pages that have been read already."""
    if not file_ids:
        return {}
    rows = PageReading.objects.filter(file_id__in=set(file_ids))
    return {
        row.file_id: crypto.unseal(row.words_sealed, row=reading_row(row.file_id)) for row in rows
    }
