"""The worker tries an import, or after a yes does it: the same path as the command's, from sealed files.

Killed anywhere, it is begun again from the first row: a trial leaves nothing behind, and of an import what
landed is known and counts for the same run. What it has to say of single rows goes into files as it comes.
"""

import logging
from dataclasses import asdict, astuple
from typing import Any
from uuid import UUID

from django.utils import translation

from motcua.directory import api as directory
from motcua.directory.errors import PersonNotFoundError
from motcua.directory.types import Actor
from motcua.dossiers.actions.import_legacy import land_legacy
from motcua.dossiers.actions.read_legacy import NoLongerWantedError
from motcua.dossiers.actions.upload_legacy import forget, forget_told
from motcua.dossiers.batches.words import of_refusal
from motcua.dossiers.errors import AdministratorRequiredError
from motcua.dossiers.events import LegacyConfirmed, LegacyRunEnded, LegacyTrialAsked
from motcua.dossiers.legacy.errors import (
    LegacyArchiveError,
    LegacyFileLostError,
    LegacyFileUnreadableError,
    LegacyMappingBrokenError,
)
from motcua.dossiers.legacy.mapping import mapping_of
from motcua.dossiers.legacy.told import ToldLines
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.queries.legacy_uploads import BESIDE, first_sealed_in, plain_mapping
from motcua.dossiers.types.legacy import Attachments, ImportReport
from motcua.dossiers.types.legacy_uploads import UploadState
from motcua.kit import clock, crypto
from motcua.kit.crypto import SealBrokenError
from motcua.kit.errors import DomainError
from motcua.kit.events import publish
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.sealed_stream import SealedFile

log = logging.getLogger(__name__)
# What a person has to mend before it can go on. That another import of the source is running is not among
# them: the queue tries again later.
STOPS = (
    AdministratorRequiredError,
    LegacyArchiveError,
    LegacyFileUnreadableError,
    LegacyMappingBrokenError,
    PersonNotFoundError,
)


def run_legacy_trial(event: LegacyTrialAsked) -> None:
    _run(event.upload_id, UploadState.TRYING, UploadState.TRIED, after_stop=UploadState.MAPPING)


def run_legacy_import(event: LegacyConfirmed) -> None:
    _run(event.upload_id, UploadState.LANDING, UploadState.DONE, after_stop=UploadState.MAPPING)


def _run(
    upload_id: UUID, state: UploadState, then: UploadState, *, after_stop: UploadState
) -> None:
    upload = _begin(upload_id, state)
    if upload is None:
        return
    try:
        with translation.override(upload.language):
            told, report = _land(upload)
        _finish(upload, told, report, then)
    except STOPS as refusal:
        _stop(upload, refusal, after_stop)
    except (SealBrokenError, FileNotFoundError):
        log.exception("legacy upload %s cannot be opened", upload.id)
        _stop(upload, LegacyFileLostError(), after_stop)
    except NoLongerWantedError:
        log.info("legacy upload %s was taken back while it was tried", upload.id)


def _begin(upload_id: UUID, state: UploadState) -> LegacyUpload | None:
    """Files that an attempt had begun are thrown away."""
    with acting(SYSTEM):
        rows = LegacyUpload.objects.select_for_update()
        upload = rows.filter(pk=upload_id, state=state).first()
        if upload is not None:
            forget_told(upload)
            upload.csv_id, upload.xlsx_id, upload.read = new_id(), new_id(), 0
            upload.save()
        return upload


def _land(upload: LegacyUpload) -> tuple[ToldLines, ImportReport]:
    with acting(SYSTEM):
        plain = plain_mapping(upload)
        actor = _actor(upload)
    if upload.csv_id is None or upload.xlsx_id is None or upload.dossiers_id is None:
        raise NoLongerWantedError
    landing = upload.state == UploadState.LANDING
    with ToldLines(upload.csv_id, upload.xlsx_id) as told:

        def taken(report: ImportReport) -> None:
            told.take(report)
            _change(upload, read=report.read)

        report = land_legacy(
            actor=actor,
            file=SealedFile(upload.dossiers_id, upload.file_name),
            words=mapping_of(plain),
            dry_run=not landing,
            told=taken,
            attachments=_attachments(upload),
            batch_id=upload.batch_id if landing else None,
        )
        told.take(report)
    return told, report


def _actor(upload: LegacyUpload) -> Actor:
    """As they are now. Raises PersonNotFoundError."""
    return directory.official_of_person(_asked_by(upload))


def _asked_by(upload: LegacyUpload) -> UUID:
    """For what is under way: the trial, or after a yes the import."""
    landing = upload.state == UploadState.LANDING
    return (upload.confirmed_by_id if landing else upload.asked_by_id) or upload.uploaded_by_id


def _attachments(upload: LegacyUpload) -> Attachments:
    def sealed(file_id: UUID | None) -> SealedFile | None:
        return SealedFile(file_id, upload.file_name) if file_id else None

    held = sealed(upload.answers_id), sealed(upload.papers_id), sealed(upload.archive_id)
    return Attachments(*held)


def _change(upload: LegacyUpload, **values: object) -> None:
    with acting(SYSTEM):
        rows = LegacyUpload.objects.filter(pk=upload.pk, state=upload.state, csv_id=upload.csv_id)
        if not rows.update(**values):
            raise NoLongerWantedError


def _finish(upload: LegacyUpload, told: ToldLines, report: ImportReport, then: UploadState) -> None:
    with acting(SYSTEM):
        row = LegacyUpload.objects.select_for_update().get(pk=upload.pk)
        if (row.state, row.csv_id) != (upload.state, upload.csv_id):
            forget_told(upload)
            raise NoLongerWantedError
        row.state, row.read, row.told = then, report.read, told.lines
        row.trial = _counts(report)
        first = [astuple(one) for one in told.first]
        row.first_sealed = crypto.seal_json(first, row=first_sealed_in(row.id))
        if then == UploadState.TRIED:
            row.tried_at = clock.now()
        else:
            row.ended_at = clock.now()
            forget(row)
        row.save()
        _count_unknown(row, report)
        _publish_end(upload)


def _counts(report: ImportReport) -> dict[str, Any]:
    counted = {
        name: getattr(report, name) for name in ("rows", "landed", "same", "changed", "refused")
    }
    return {
        **counted,
        "answers": asdict(report.answers),
        "papers": asdict(report.papers),
        "by_standing": sorted(report.by_standing.items(), key=lambda one: -one[1]),
        "refusals": report.refusals,
    }


def _count_unknown(upload: LegacyUpload, report: ImportReport) -> None:
    """Of questions and papers, only a run tells which are none of ours."""
    unknown = {(one.kind, one.code): one.rows for one in report.unknown if one.kind in BESIDE}
    codes = list(upload.codes.filter(kind__in=BESIDE))
    for one in codes:
        one.about = {**one.about, "unknown": unknown.get((one.kind, one.code), 0)}
    LegacyCode.objects.bulk_update(codes, ["about"], batch_size=500)


def _stop(upload: LegacyUpload, refusal: DomainError, state: UploadState) -> None:
    """What landed stays; a person mends what is wrong and asks again."""
    with acting(SYSTEM):
        row = LegacyUpload.objects.select_for_update().get(pk=upload.pk)
        if (row.state, row.csv_id) == (upload.state, upload.csv_id):
            forget_told(row)
            row.state, row.fault = state, of_refusal(refusal).as_dict()
            row.tried_at, row.trial, row.batch_id = None, {}, None
            row.save()
            _publish_end(upload)


def _publish_end(upload: LegacyUpload) -> None:
    if upload.csv_id is not None:
        publish(
            LegacyRunEnded(upload_id=upload.id, run_id=upload.csv_id, asked_by_id=_asked_by(upload))
        )
