"""A person says what codes of another system are here. What a trial had found is old then."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.directory.types import Actor
from motcua.dossiers.actions.upload_legacy import forget_told, write_down
from motcua.dossiers.events import LegacyUploaded
from motcua.dossiers.legacy import errors
from motcua.dossiers.legacy.columns import DOSSIERS, FILES, column_of
from motcua.dossiers.legacy.dates import day_of
from motcua.dossiers.legacy.mapping import fault_of
from motcua.dossiers.legacy.ours import about_of
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.queries.legacy_choices import legacy_choices
from motcua.dossiers.queries.legacy_uploads import said_of, upload_of
from motcua.dossiers.types.legacy_uploads import Said, UploadState
from motcua.kit.events import publish
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.text import clean, search_key

CHANGED = ["ours", "case", "version", "about"]


def say_legacy_codes(
    *, actor: Actor, upload_id: UUID, said: Mapping[UUID, Said]
) -> Mapping[UUID, str]:
    """All of them, or none: what is wrong with which, in words. Empty: it is written.

    `ours` of a unit or a procedure may be typed as people do: its code, its name, or both.
    """
    with acting(SYSTEM):
        upload = _changing(actor, upload_id)
        codes = list(upload.codes.filter(pk__in=said.keys()).exclude(kind="column"))
        named = {
            kind: dict(legacy_choices(actor=actor, kind=kind, upload_id=upload_id))
            for kind in {one.kind for one in codes}
        }
        meant = {one.id: _meant(one, said[one.id], named[one.kind]) for one in codes}
        changed = [one for one in codes if _differs(one, meant[one.id])]
        faults = {one.id: fault for one in changed if (fault := _take(one, meant[one.id]))}
        if not faults and changed:
            LegacyCode.objects.bulk_update(changed, CHANGED)
            _make_old(upload)
            write_down(actor, "dossier.legacy_codes_said", upload, codes=len(changed))
        return faults


def say_legacy_version(*, actor: Actor, upload_id: UUID, version: str) -> int:
    """For every procedure of which no version is named yet: the one in force on that day.

    The procedures that had none in force then stay as they are; how many were set.
    """
    with acting(SYSTEM):
        upload = _changing(actor, upload_id)
        if day_of(clean(version)) is None:
            raise errors.LegacyDayError
        rows = upload.codes.filter(kind="procedure", rows__gt=0, version=None).exclude(ours="")
        said = [(one, _take(one, Said(one.ours, one.case, version))) for one in rows]
        changed = [one for one, fault in said if not fault]
        LegacyCode.objects.bulk_update(changed, CHANGED)
        if changed:
            _make_old(upload)
            write_down(actor, "dossier.legacy_codes_said", upload, codes=len(changed))
        return len(changed)


def say_legacy_columns(*, actor: Actor, upload_id: UUID, said: Mapping[UUID, str]) -> None:
    """Which column of the file is which of ours; the worker reads it again."""
    with acting(SYSTEM):
        upload = _changing(actor, upload_id)
        codes = list(upload.codes.filter(kind="column", rows__gt=0))
        for one in codes:
            ours = said.get(one.id, one.ours)
            one.ours = ours if not ours or not fault_of("column", ours) else one.ours
        _refuse_twice(codes)
        LegacyCode.objects.bulk_update(codes, ["ours"])
        upload.state, upload.fault = UploadState.WAITING, {}
        upload.save(update_fields=["state", "fault"])
        write_down(actor, "dossier.legacy_columns_said", upload)
        publish(LegacyUploaded(upload_id=upload.id))


def _changing(actor: Actor, upload_id: UUID) -> LegacyUpload:
    upload = upload_of(actor, upload_id, lock=True)
    if upload.state not in {UploadState.MAPPING, UploadState.TRIED}:
        raise errors.LegacyWrongMomentError
    return upload


def _make_old(upload: LegacyUpload) -> None:
    forget_told(upload)
    upload.state, upload.fault, upload.tried_at, upload.trial = UploadState.MAPPING, {}, None, {}
    upload.save()


def _differs(code: LegacyCode, said: Said) -> bool:
    version = code.version.isoformat() if code.version else ""
    return (code.ours, code.case, version) != (said.ours, said.case, _iso(said.version))


def _take(code: LegacyCode, said: Said) -> str:
    """Into the row; or what is wrong with it."""
    ours, before = said.ours, code.ours
    code.ours, code.case, code.version = ours, "", None
    if not ours:
        code.about = {}
        return ""
    if code.kind == "procedure":
        code.case = said.case if before == ours else ""
        if said.version and day_of(said.version) is None:
            return _("Ghi ngày như 01/07/2025, hoặc để trống.")
        code.version = day_of(said.version) if said.version else None
    fault = fault_of(code.kind, said_of(code))
    code.about = about_of(code.kind, ours)
    return fault


def _iso(typed: str) -> str:
    day = day_of(typed) if typed else None
    return day.isoformat() if day else typed


def _refuse_twice(codes: list[LegacyCode]) -> None:
    """Each of ours once, and none of those missing that every row needs."""
    sheet = FILES[codes[0].about["file"]] if codes else DOSSIERS
    known = (column_of(one.ours or one.code, sheet) for one in codes)
    named = [column for column in known if column is not None]
    twice = {column.value for column in named if named.count(column) > 1}
    missing = [column.value for column in sheet.required if column not in named]
    if twice or missing:
        raise errors.LegacyColumnsOpenError(names=", ".join([*missing, *sorted(twice)]))


def _meant(code: LegacyCode, said: Said, choices: Mapping[str, str]) -> Said:
    """A code out of what was typed or picked: `H53.31.01 UBND …`, the code alone, or the whole name.

    What was said before stays, also where nobody could choose it today.
    """
    words = clean(said.ours)
    first = words.split(" ", 1)[0]
    if words and words not in choices:
        wanted = search_key(words)
        called = [code for code, name in choices.items() if search_key(name) == wanted]
        known = first in choices or first == code.ours
        words = first if known else called[0] if len(called) == 1 else words
    return replace(said, ours=words)
