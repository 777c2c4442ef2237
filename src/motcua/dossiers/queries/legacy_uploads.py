"""Files of another system that administrators sent: how far each is, and what its codes are here."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, Sum, Value, When

from motcua.directory.types import Actor
from motcua.dossiers.batches.words import language
from motcua.dossiers.legacy.columns import FILES, column_of
from motcua.dossiers.legacy.errors import LegacyUploadNotFoundError
from motcua.dossiers.legacy.mapping import KINDS as PARTS
from motcua.dossiers.legacy.table import MOST_COLUMNS
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.permissions import authorize_administration
from motcua.dossiers.queries.names import person_names
from motcua.dossiers.types.legacy import Attached, Finding, Refusals
from motcua.dossiers.types.legacy_uploads import CodeView, KindCount, Trial, UploadState, UploadView
from motcua.kit import crypto
from motcua.kit.scope import SYSTEM, acting

SHOWN = 20
CODES_SHOWN = 50
NEEDED = ("unit", "procedure", "status", "channel")
BESIDE = ("answer", "paper")  # whose own words may be ours
KINDS = (*NEEDED, *BESIDE)
# Of questions and papers, a trial tells which fit nothing here.
_OPEN = Q(ours="", kind__in=NEEDED) | Q(about__unknown__gt=0)
_OPEN_FIRST = Case(When(_OPEN, then=Value(0)), default=Value(1))


def upload_of(actor: Actor, upload_id: UUID, *, lock: bool = False) -> LegacyUpload:
    """Inside `acting(SYSTEM)`: these rows belong to no agency, administrators alone ask for them."""
    authorize_administration(actor)
    rows = LegacyUpload.objects.exclude(state=UploadState.REMOVED)
    found = (rows.select_for_update() if lock else rows).filter(pk=upload_id).first()
    if found is None:
        raise LegacyUploadNotFoundError
    return found


def legacy_uploads(*, actor: Actor) -> tuple[UploadView, ...]:
    """The newest first, without their codes."""
    authorize_administration(actor)
    with acting(SYSTEM):
        kept = LegacyUpload.objects.exclude(state=UploadState.REMOVED)
        rows = list(kept.defer("first_sealed").order_by("-uploaded_at")[:SHOWN])
        names = person_names([row.uploaded_by_id for row in rows])
    return tuple(_view(row, names) for row in rows)


def legacy_upload(*, actor: Actor, upload_id: UUID) -> UploadView:
    with acting(SYSTEM):
        row = upload_of(actor, upload_id)
        names = person_names([row.uploaded_by_id])
        counts = tuple(_counts(row))
        columns = row.codes.filter(kind="column", rows__gt=0).exists()
    return replace(
        _view(row, names),
        counts=counts,
        trial=trial_of(row),
        missing_columns=columns and not row.total,
    )


def _counts(row: LegacyUpload) -> Iterator[KindCount]:
    counted = (
        row.codes.filter(rows__gt=0, kind__in=KINDS)
        .values("kind")
        .annotate(codes=Count("id"), open=Count("id", _OPEN), missing=Sum("rows", filter=_OPEN))
    )
    by_kind = {one["kind"]: one for one in counted.order_by()}
    for kind in KINDS:
        one = by_kind.get(kind)
        if one is not None:
            yield KindCount(kind, one["codes"], one["open"], one["missing"] or 0)


def legacy_codes(
    *, actor: Actor, upload_id: UUID, kind: str, page: int
) -> tuple[tuple[CodeView, ...], bool]:
    """Those that are open first, of them the most frequent; and whether there are more."""
    with acting(SYSTEM):
        row = upload_of(actor, upload_id)
        codes = row.codes.filter(kind=kind, rows__gt=0)
        ordered = codes.order_by(_OPEN_FIRST, "-rows", "code")
        shown = MOST_COLUMNS if kind == "column" else CODES_SHOWN
        first = (page - 1) * shown
        found = list(ordered[first : first + shown + 1])
    return tuple(map(_code_view, found[:shown])), len(found) > shown


def plain_mapping(row: LegacyUpload) -> dict[str, Any]:
    """As a file of mapping says it."""
    plain: dict[str, Any] = {"source": row.source, "prefix": row.prefix}
    for one in row.codes.exclude(ours="").order_by("kind", "-rows", "code"):
        plain.setdefault(PARTS[one.kind], {})[one.code] = said_of(one)
    return plain


def legacy_mapping(*, actor: Actor, upload_id: UUID) -> dict[str, Any]:
    with acting(SYSTEM):
        return plain_mapping(upload_of(actor, upload_id))


def said_of(code: LegacyCode) -> str | dict[str, str]:
    more = {"case": code.case, "version": code.version.isoformat() if code.version else ""}
    kept = {name: value for name, value in more.items() if value}
    return {"procedure": code.ours, **kept} if kept else code.ours


def _code_view(row: LegacyCode) -> CodeView:
    known = column_of(row.code, FILES[row.about["file"]]) if row.kind == "column" else None
    return CodeView(
        id=row.id,
        kind=row.kind,
        code=row.code,
        name=row.name,
        rows=row.rows,
        ours=row.ours or (known.value if known else ""),
        ours_name=row.about.get("name", ""),
        case=row.case,
        version=row.version,
        cases=tuple((code, name) for code, name in row.about.get("cases", ())),
        perhaps=tuple((ours, name) for ours, name in row.perhaps),
        unknown=row.about.get("unknown", 0),
    )


def trial_of(row: LegacyUpload) -> Trial | None:
    told: Mapping[str, Any] = row.trial
    if not told:
        return None
    first = (
        crypto.unseal_json(row.first_sealed, row=first_sealed_in(row.id))
        if row.first_sealed
        else []
    )
    return Trial(
        **{name: told[name] for name in ("rows", "landed", "same", "changed", "refused")},
        answers=Attached(**told["answers"]),
        papers=Attached(**told["papers"]),
        by_standing=tuple((name, count) for name, count in told["by_standing"]),
        refusals=tuple(Refusals(*one) for one in told["refusals"]),
        first=tuple(Finding(*one) for one in first) if isinstance(first, list) else (),
        told=row.told,
    )


def first_sealed_in(upload_id: UUID) -> str:
    return f"dossier_legacy_upload:first:{upload_id}"


def _view(row: LegacyUpload, names: Mapping[UUID, str]) -> UploadView:
    return UploadView(
        id=row.id,
        source=row.source,
        prefix=row.prefix,
        file_name=row.file_name,
        state=UploadState(row.state),
        uploaded_at=row.uploaded_at,
        uploaded_by=names.get(row.uploaded_by_id, ""),
        expires_at=row.expires_at,
        read=row.read,
        total=row.total,
        fault=row.fault.get("en" if language() == "en" else "vi", ""),
        with_answers=row.answers_id is not None,
        with_papers=row.papers_id is not None,
        with_files=row.dossiers_id is not None,
        stamp=row.tried_at.isoformat() if row.tried_at else "",
        batch_id=row.batch_id if row.state == UploadState.DONE else None,
    )
