"""Whoever asked for a trial or an import hears when it is over: it may take longer than anybody looks on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.dossiers.events import LegacyRunEnded
from motcua.dossiers.models import LegacyUpload
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications


def tell_of_legacy(event: LegacyRunEnded) -> None:
    """Safe to run twice: the run's id is the key of the notice. Figures only: it is also mailed."""
    with acting(SYSTEM):
        upload = LegacyUpload.objects.get(pk=event.upload_id)
        with translation.override(upload.language):
            words = _words(upload, event.run_id)
            if words is None:
                return
            title, body = words
            notifications.tell(
                person_id=event.asked_by_id,
                kind="dossier.legacy",
                title=title.format(source=upload.source),
                body=body,
                link=f"{settings.SITE_ADDRESS}/can-bo/quan-tri/ho-so-cu/tep/{upload.id}/",
                key=f"legacy:{upload.id}:{event.run_id}",
            )


def _words(upload: LegacyUpload, run_id: UUID) -> tuple[str, str] | None:
    """None where somebody has looked and gone on meanwhile. A run that was stopped has left no files."""
    if upload.csv_id not in {run_id, None}:
        return None
    counts: Mapping[str, Any] = upload.trial
    match upload.state:
        case UploadState.DONE:
            return _("Đã nhập xong hồ sơ cũ của {source}"), _(
                "{landed} hồ sơ vào mới, {same} đã có, {changed} khác lần trước, {refused} dòng chưa vào."
            ).format_map(counts)
        case UploadState.TRIED:
            return _("Đã chạy thử xong hồ sơ cũ của {source}"), _(
                "Nếu nhập thật: {landed} hồ sơ vào mới, {same} đã có, {changed} khác lần trước, "
                "{refused} dòng không vào."
            ).format_map(counts)
        case UploadState.MAPPING if upload.fault:
            return _("Hồ sơ cũ của {source} chưa chạy xong"), _(
                "Hãy mở trang của tệp để xem vì sao, sửa rồi chạy thử lại. Hồ sơ đã vào vẫn nguyên vẹn."
            )
        case _:
            return None
