"""The worker reads a scanned page; what it read lies beside the picture as a suggestion."""

from motcua.documents.adapters.reader import tesseract
from motcua.documents.events import PageScanned
from motcua.documents.models import PageReading, StoredFile
from motcua.documents.queries.readings import places_row, reading_row
from motcua.kit import clock, crypto, files as store
from motcua.kit.scope import SYSTEM, acting


def read_page(event: PageScanned) -> None:
    """Safe to run twice. A page that was named meanwhile is gone, and is not read."""
    if not tesseract.is_available():
        return
    with acting(SYSTEM):
        page = StoredFile.objects.filter(pk=event.file_id, erased_at=None).first()
        picture = store.read(page.id) if page and page.media_type.startswith("image/") else b""
    read = tesseract.read(picture) if picture else tesseract.Read("")
    if not read.text:
        return
    with acting(SYSTEM):
        still_there = StoredFile.objects.select_for_update().filter(
            pk=event.file_id, erased_at=None
        )
        if still_there.exists():
            PageReading.objects.update_or_create(
                file_id=event.file_id,
                defaults={
                    "words_sealed": crypto.seal(read.text, row=reading_row(event.file_id)),
                    "places_sealed": crypto.seal_json(
                        {"size": read.size, "words": read.words}, row=places_row(event.file_id)
                    ),
                    "read_at": clock.now(),
                },
            )
