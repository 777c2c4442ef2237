"""Files of another system are sent from the screen, or taken back. The worker does the rest.

They hold personal data of many people: sealed piece by piece as they come in, gone after the import or
after thirty days.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from motcua.audit import api as audit
from motcua.directory.types import Actor
from motcua.dossiers.batches.words import language
from motcua.dossiers.events import (
    LegacyConfirmed,
    LegacyTrialAsked,
    LegacyUploaded,
    LegacyUploadTurn,
)
from motcua.dossiers.legacy import errors
from motcua.dossiers.legacy.mapping import KINDS, mapping_of, plain_of
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.permissions import authorize_administration
from motcua.dossiers.queries.legacy_uploads import upload_of
from motcua.dossiers.types import TableFormat
from motcua.dossiers.types.legacy_uploads import SentFile, SentFiles, UploadState
from motcua.kit import clock, files
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.sealed_stream import SealedWriter, pieces
from motcua.kit.text import clean

MOST_CSV_BYTES = 100 << 20  # some 300,000 rows; what the worker holds of a file grows with its rows
MOST_ZIP_BYTES = 512 << 20
MOST_MAPPING_BYTES = 1 << 20
KEPT_FOR = timedelta(days=30)
_SOURCE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_PREFIX = re.compile(r"[0-9A-Z._-]{0,20}")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SHEETS = ("dossiers", "answers", "papers")
_TAKEN_UP: Mapping[UploadState, type[LegacyUploadTurn]] = {
    UploadState.WAITING: LegacyUploaded,
    UploadState.READING: LegacyUploaded,
    UploadState.TRYING: LegacyTrialAsked,
    UploadState.LANDING: LegacyConfirmed,
}


def upload_legacy(*, actor: Actor, key: UUID, source: str, prefix: str, sent: SentFiles) -> UUID:
    """`key` is made with the empty form: sent twice, it is one upload. Files go before the row."""
    authorize_administration(actor)
    _refuse_apart(sent)
    plain = _plain(sent.mapping)
    source, prefix = _names(source, prefix, plain)
    with acting(SYSTEM):
        if LegacyUpload.objects.filter(pk=key).exists():
            return key
    stored: dict[str, UUID] = {}
    try:
        for part in (*SHEETS, "archive"):
            file = getattr(sent, part)
            if file is not None:
                stored[part] = _store(file, zipped=part == "archive")
        with acting(SYSTEM):
            _write(actor, key, source, prefix, sent=sent, stored=stored, plain=plain)
    except BaseException:
        for file_id in stored.values():
            files.remove(file_id)
        raise
    return key


def remove_legacy_upload(*, actor: Actor, upload_id: UUID) -> None:
    """What landed stays. The worker stops reading or trying; a run that was said yes to is let finish."""
    with acting(SYSTEM):
        upload = upload_of(actor, upload_id, lock=True)
        if upload.state == UploadState.LANDING:
            raise errors.LegacyWrongMomentError
        forget(upload)
        forget_told(upload)
        upload.state = UploadState.REMOVED
        upload.save()
        write_down(actor, "dossier.legacy_removed", upload)


def legacy_told_file(
    *, actor: Actor, upload_id: UUID, table: TableFormat
) -> tuple[str, Iterator[bytes]]:
    """What is told of single rows: name and content piece by piece; each fetching is written down."""
    with acting(SYSTEM):
        upload = upload_of(actor, upload_id)
        file_id = upload.csv_id if table is TableFormat.CSV else upload.xlsx_id
        if file_id is None or upload.state not in {UploadState.TRIED, UploadState.DONE}:
            raise errors.LegacyWrongMomentError
        write_down(actor, "dossier.legacy_told_fetched", upload, lines=upload.told)
    return f"ho-so-cu-{upload.source}.{table.value}", pieces(file_id)


def forget_legacy_uploads() -> int:
    """Thirty days after they were sent, nothing is left of them but what a code was said to be.

    What the queue has given up is begun again: nobody's import stays where it stood.
    """
    with acting(SYSTEM):
        for upload in LegacyUpload.objects.filter(state__in=_TAKEN_UP):
            publish(_TAKEN_UP[UploadState(upload.state)](upload_id=upload.id))
        old = LegacyUpload.objects.select_for_update(skip_locked=True).filter(
            expires_at__lt=clock.now()
        )
        kept = [UploadState.LANDING, UploadState.REMOVED]
        rows = list(old.exclude(state__in=kept)[:200])
        for upload in rows:
            forget(upload)
            forget_told(upload)
            upload.state = UploadState.REMOVED
            upload.save()
    return len(rows)


def forget(upload: LegacyUpload) -> None:
    """What was sent. The caller has locked it, and saves it."""
    for part in (*SHEETS, "archive"):
        _remove(upload, f"{part}_id")


def forget_told(upload: LegacyUpload) -> None:
    """What was said about its rows. The caller has locked it, and saves it."""
    upload.first_sealed = None
    _remove(upload, "csv_id")
    _remove(upload, "xlsx_id")


def write_down(actor: Actor, verb: str, upload: LegacyUpload, **details: int) -> None:
    audit.record(
        actor_id=actor.person_id,
        verb=verb,
        object_type="legacy_upload",
        object_id=upload.id,
        details={"source": upload.source, **details},
    )


def _remove(upload: LegacyUpload, name: str) -> None:
    file_id = getattr(upload, name)
    if file_id is not None:
        files.remove(file_id)
        setattr(upload, name, None)


# ------------------------------------------------------------------ what can be refused at once


def _refuse_apart(sent: SentFiles) -> None:
    if sent.dossiers is None or not sent.dossiers.size:
        raise errors.LegacyFileMissingError
    if (sent.papers is None) != (sent.archive is None):
        raise errors.LegacyFilesApartError
    limits = {"archive": MOST_ZIP_BYTES, "mapping": MOST_MAPPING_BYTES}
    for part in ("dossiers", "mapping", "answers", "papers", "archive"):
        file: SentFile | None = getattr(sent, part)
        limit = limits.get(part, MOST_CSV_BYTES)
        if file is not None and file.size > limit:
            raise errors.LegacyFileTooBigError(name=clean(file.name), limit=limit >> 20)


def _plain(sent: SentFile | None) -> Mapping[str, Any]:
    """Every fault of the mapping is named before anything is kept."""
    if sent is None:
        return {}
    plain = plain_of(b"".join(sent.pieces), sent.name)
    mapping_of({**plain, "source": plain.get("source") or "?"})
    return plain


def _names(source: str, prefix: str, plain: Mapping[str, Any]) -> tuple[str, str]:
    source = clean(source) or str(plain.get("source") or "")
    prefix = clean(prefix).upper() or str(plain.get("prefix") or "")
    if not _SOURCE.fullmatch(source):
        raise errors.LegacySourceMissingError
    if not _PREFIX.fullmatch(prefix):
        raise errors.LegacyPrefixError
    return source, prefix


# ------------------------------------------------------------------ what is kept


def _store(sent: SentFile, *, zipped: bool) -> UUID:
    file_id = new_id()
    with SealedWriter(file_id) as out:
        for number, piece in enumerate(sent.pieces):
            if number == 0:
                _refuse_kind(piece, sent, zipped=zipped)
            out.write(piece)
    return file_id


def _refuse_kind(begins: bytes, sent: SentFile, *, zipped: bool) -> None:
    if zipped and not begins.startswith(_ZIP):
        raise errors.LegacyArchiveError(most=errors.MOST_FILES)
    if not zipped and begins.startswith((_ZIP, _OLD_EXCEL, b"%PDF")):
        raise errors.LegacyFileKindError(name=clean(sent.name))


def _write(
    actor: Actor,
    key: UUID,
    source: str,
    prefix: str,
    *,
    sent: SentFiles,
    stored: Mapping[str, UUID],
    plain: Mapping[str, Any],
) -> None:
    now = clock.now()
    upload = LegacyUpload(
        id=key,
        source=source,
        prefix=prefix,
        language=language(),
        file_name=clean(sent.dossiers.name if sent.dossiers else "")[-200:],
        state=UploadState.WAITING,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
        expires_at=now + KEPT_FOR,
        **{f"{part}_id": file_id for part, file_id in stored.items()},
    )
    upload.save(force_insert=True)
    LegacyCode.objects.bulk_create(_said_in(upload, plain), ignore_conflicts=True)
    write_down(actor, "dossier.legacy_uploaded", upload)
    publish(LegacyUploaded(upload_id=upload.id))


def _said_in(upload: LegacyUpload, plain: Mapping[str, Any]) -> Iterator[LegacyCode]:
    """What the mapping file says, code by code; its rows are counted when the file is read."""
    for kind, part in KINDS.items():
        for old, ours in (plain.get(part) or {}).items():
            said = ours if isinstance(ours, dict) else {"procedure": ours or ""}
            yield LegacyCode(
                upload=upload,
                kind=kind,
                code=clean(str(old)),
                ours=str(said.get("procedure") or ""),
                case=str(said.get("case") or ""),
                version=said.get("version") or None,
            )
