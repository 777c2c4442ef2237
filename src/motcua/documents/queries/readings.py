"""What the machine read on scanned pages. In the caller's scope: no page, no words."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from motcua.documents.models import PageReading
from motcua.kit import crypto


def reading_row(file_id: UUID) -> str:
    return f"documents_reading:words:{file_id}"


def places_row(file_id: UUID) -> str:
    return f"documents_reading:places:{file_id}"


def places(file_ids: Collection[UUID]) -> dict[UUID, Any]:
    """Where on the picture each word stands, as the parser wants it: `{size, words}`."""
    rows = PageReading.objects.filter(file_id__in=set(file_ids))
    return {
        row.file_id: crypto.unseal_json(row.places_sealed, row=places_row(row.file_id))
        for row in rows
        if row.places_sealed is not None
    }


def readings(file_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of those pages that have been read already."""
    if not file_ids:
        return {}
    rows = PageReading.objects.filter(file_id__in=set(file_ids))
    return {
        row.file_id: crypto.unseal(row.words_sealed, row=reading_row(row.file_id)) for row in rows
    }
