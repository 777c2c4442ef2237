"""The worker reads what was sent: how many rows, and every code that they use.

What a code is here is filled in only where the mapping file, an earlier file of the same source or a list
says it; likenesses are kept beside it for a person to judge. Safe to run again.
"""

import logging
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext

from motcua.dossiers.actions.upload_legacy import forget
from motcua.dossiers.batches.words import of_refusal
from motcua.dossiers.events import LegacyUploaded
from motcua.dossiers.legacy.census import Census, census_of
from motcua.dossiers.legacy.columns import FILES
from motcua.dossiers.legacy.errors import (
    LegacyArchiveError,
    LegacyColumnsMissingError,
    LegacyFileLostError,
    LegacyFileUnreadableError,
)
from motcua.dossiers.legacy.ours import about_of
from motcua.dossiers.legacy.places import Archive
from motcua.dossiers.legacy.skeleton import guess
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.types.legacy import Unknown
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit.crypto import SealBrokenError
from motcua.kit.errors import DomainError
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.sealed_stream import SealedFile

log = logging.getLogger(__name__)
AT_ONCE = 1_000


class NoLongerWantedError(Exception):
    """Taken back by an administrator while the worker was at it."""


def read_legacy(event: LegacyUploaded) -> None:
    upload = _begin(event.upload_id)
    if upload is None:
        return
    try:
        with translation.override(upload.language):
            _read(upload)
    except (LegacyFileUnreadableError, LegacyArchiveError) as refusal:
        _refuse(upload, refusal)
    except (SealBrokenError, FileNotFoundError):
        log.exception("legacy upload %s cannot be opened", upload.id)
        _refuse(upload, LegacyFileLostError())
    except NoLongerWantedError:
        log.info("legacy upload %s was taken back while it was read", upload.id)


def _begin(upload_id: UUID) -> LegacyUpload | None:
    with acting(SYSTEM):
        under_way = [UploadState.WAITING, UploadState.READING]
        rows = LegacyUpload.objects.select_for_update()
        upload = rows.filter(pk=upload_id, state__in=under_way).first()
        if upload is not None:
            upload.state, upload.read, upload.fault = UploadState.READING, 0, {}
            upload.save(update_fields=["state", "read", "fault"])
        return upload


def _read(upload: LegacyUpload) -> None:
    with acting(SYSTEM):
        named = upload.codes.filter(kind="column").exclude(ours="")
        columns = dict(named.values_list("code", "ours"))
        if not columns:
            columns = _remembered_columns(upload)
    if upload.archive_id is not None:
        Archive(SealedFile(upload.archive_id, "zip"))
    total = 0
    for part in FILES:
        if getattr(upload, f"{part}_id") is None:
            continue
        census = _census(upload, part, columns, before=total)
        if census is None:
            return  # a person is asked
        total += census.rows
        _note_codes(upload, census.codes)
    if total == 0:
        raise LegacyFileUnreadableError(why=gettext("tệp không có dòng nào"))
    _change(upload, state=UploadState.MAPPING, total=total, read=0)


def _remembered_columns(upload: LegacyUpload) -> dict[str, str]:
    known = _remembered(upload, ["column"])
    return {code: said.ours for (_kind, code), said in known.items()}


def _census(
    upload: LegacyUpload, part: str, columns: Mapping[str, str], *, before: int
) -> Census | None:
    file_id: UUID = getattr(upload, f"{part}_id")
    try:
        return census_of(
            SealedFile(file_id, upload.file_name),
            columns=columns,
            sheet=FILES[part],
            told=lambda rows: _change(upload, read=before + rows),
        )
    except LegacyColumnsMissingError as refusal:
        _ask_for_columns(upload, part, refusal)
        return None


# ------------------------------------------------------------------ the codes


def _note_codes(upload: LegacyUpload, found: Iterable[Unknown]) -> None:
    """Counted anew; what somebody said already stays."""
    listed = list(found)
    with acting(SYSTEM):
        there = {(one.kind, one.code): one for one in upload.codes.exclude(kind="column")}
        known = _remembered(upload, {one.kind for one in listed})
    rows = [_noted(upload, one, there, known) for one in listed]
    with acting(SYSTEM):
        LegacyCode.objects.bulk_create(
            rows,
            AT_ONCE,
            update_conflicts=True,
            unique_fields=["upload", "kind", "code"],
            update_fields=["name", "rows", "ours", "case", "version", "about", "perhaps"],
        )


def _noted(
    upload: LegacyUpload,
    found: Unknown,
    there: Mapping[tuple[str, str], LegacyCode],
    known: Mapping[tuple[str, str], LegacyCode],
) -> LegacyCode:
    key = (found.kind, found.code)
    row = there.get(key) or LegacyCode(upload=upload, kind=found.kind, code=found.code)
    row.name, row.rows = found.name, found.rows
    before = known.get(key)
    if not row.ours and before is not None:
        row.ours, row.case, row.version = before.ours, before.case, before.version
    if not row.ours:
        guessed = guess(found)
        row.ours, row.perhaps = guessed.sure, [list(one) for one in guessed.perhaps]
    row.about = about_of(row.kind, row.ours)
    return row


def _remembered(upload: LegacyUpload, kinds: Iterable[str]) -> dict[tuple[str, str], LegacyCode]:
    """What people said of the same source before; the newest wins."""
    said = LegacyCode.objects.filter(upload__source=upload.source, kind__in=list(kinds))
    said = said.exclude(upload=upload).exclude(ours="").order_by("upload__uploaded_at")
    return {(one.kind, one.code): one for one in said.iterator(AT_ONCE)}


# ------------------------------------------------------------------ what is no table


def _ask_for_columns(upload: LegacyUpload, part: str, refusal: LegacyColumnsMissingError) -> None:
    """A person says which column of that file is which; then all is read again."""
    head = [name for name in dict.fromkeys(refusal.head) if name]
    asked = [
        LegacyCode(upload=upload, kind="column", code=name, rows=1, about={"file": part})
        for name in head
    ]
    with acting(SYSTEM):
        upload.codes.filter(kind="column").update(rows=0)
        LegacyCode.objects.bulk_create(
            asked,
            update_conflicts=True,
            unique_fields=["upload", "kind", "code"],
            update_fields=["rows", "about"],
        )
        _change(upload, state=UploadState.MAPPING, total=0, fault=of_refusal(refusal).as_dict())


def _refuse(upload: LegacyUpload, refusal: DomainError) -> None:
    """Nothing of a refused file is kept but its name and the reason."""
    with acting(SYSTEM):
        row = LegacyUpload.objects.select_for_update().get(pk=upload.pk)
        if row.state == UploadState.READING:
            forget(row)
            row.state, row.fault = UploadState.REFUSED, of_refusal(refusal).as_dict()
            row.save()


def _change(upload: LegacyUpload, **values: object) -> None:
    with acting(SYSTEM):
        rows = LegacyUpload.objects.filter(pk=upload.pk, state=UploadState.READING)
        if not rows.update(**values):
            raise NoLongerWantedError
