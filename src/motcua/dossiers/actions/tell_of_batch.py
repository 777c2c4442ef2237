"""One notice when a spreadsheet has become dossiers, not one for each of thousands."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.dossiers.events import BatchFiled
from motcua.dossiers.models import Batch
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications


def tell_of_batch(event: BatchFiled) -> None:
    """Safe to run twice: the batch's id is the key of the notice."""
    with acting(SYSTEM):
        batch = Batch.objects.get(pk=event.batch_id)
        name = catalogue.version(batch.version_id).name.say(batch.language)
        with translation.override(batch.language):
            for person_id in set(_told(batch)):
                notifications.tell(
                    person_id=person_id,
                    kind="dossier.batch",
                    title=_("Đã nộp {count} hồ sơ từ tệp Excel").format(count=batch.filed),
                    body=_("{procedure}: cán bộ sẽ kiểm tra từng hồ sơ và báo lại.").format(
                        procedure=name
                    ),
                    dossier_id=None,
                    link=_address(batch, person_id),
                    key=f"batch:{batch.id}:{batch.filed}",
                )


def _told(batch: Batch) -> Iterator[UUID]:
    """Whoever said yes, and in another person's name that one too; a firm reads through its staff."""
    if batch.confirmed_by_id is not None:
        yield batch.confirmed_by_id
    if batch.for_id is not None and not directory.is_firm(batch.for_id):
        yield batch.for_id


def _address(batch: Batch, person_id: UUID) -> str:
    """The giver of a mandate finds the dossiers among their own."""
    if person_id == batch.for_id:
        return f"{settings.SITE_ADDRESS}/ho-so/"
    page = f"/nhieu-ho-so/{batch.id}/"
    if batch.for_id is None:
        return f"{settings.SITE_ADDRESS}{page}"
    return f"{settings.SITE_ADDRESS}/lam-thay/{batch.for_id}/?next={page}"
