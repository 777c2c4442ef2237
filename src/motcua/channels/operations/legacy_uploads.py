"""Administrators import dossiers of another system: send the files, look, try, look again, say yes."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.channels.conversations import key_of
from motcua.channels.desk import banners
from motcua.channels.desk.page import show
from motcua.channels.operations.legacy_words import KINDS, how_far, place_of, standings
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import TableFormat
from motcua.dossiers.types.legacy_uploads import SentFile, SentFiles, UploadView
from motcua.kit.errors import DomainError, NotAllowedError, NotFoundError
from motcua.kit.ids import new_id

PIECE = 1 << 20
MEDIA = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def refusal_of(act: Callable[[], object]) -> DomainError | None:
    """Each act is a transaction of its own here: files that come in for minutes hold none open."""
    try:
        act()
    except (NotFoundError, NotAllowedError):
        raise
    except DomainError as refusal:
        return refusal
    return None


# ------------------------------------------------------------------ sending


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    key = key_of(request) if request.method == "POST" else new_id()
    refusal = refusal_of(lambda: _take(request, key)) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return redirect("operations:legacy-upload", key)
    context = {
        "key": key,
        "source": request.POST.get("source", ""),
        "prefix": request.POST.get("prefix", ""),
        "errors": [{"element": _box(request), "message": str(refusal)}] if refusal else [],
        "wrong": {_box(request): str(refusal)} if refusal else {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return show(request, "operations/legacy_new.html", context, status=status)


def _box(request: HttpRequest) -> str:
    """What is empty is what has to be filled in; what else may be wrong has no one place."""
    if "dossiers" not in request.FILES:
        return "dossiers"
    return "" if request.POST.get("source", "").strip() else "source"


def _take(request: HttpRequest, key: UUID) -> None:
    sent = SentFiles(
        dossiers=_file(request.FILES.get("dossiers")),
        mapping=_file(request.FILES.get("mapping")),
        answers=_file(request.FILES.get("answers")),
        papers=_file(request.FILES.get("papers")),
        archive=_file(request.FILES.get("archive")),
    )
    dossiers.upload_legacy(
        actor=actor_of(request),
        key=key,
        source=request.POST.get("source", ""),
        prefix=request.POST.get("prefix", ""),
        sent=sent,
    )


def _file(upload: "UploadedFile[bytes] | None") -> SentFile | None:
    if upload is None:
        return None
    return SentFile(upload.name or "", upload.size or 0, upload.chunks(PIECE))


# ------------------------------------------------------------------ how far it is


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    return _show(request, upload_id)


def _show(
    request: HttpRequest,
    upload_id: UUID,
    *,
    said: Mapping[UUID, str] | None = None,
    wrong: str = "",
) -> HttpResponse:
    actor = actor_of(request)
    seen = dossiers.legacy_upload(actor=actor, upload_id=upload_id)
    columns, _more = dossiers.legacy_codes(actor=actor, upload_id=upload_id, kind="column", page=1)
    context = {
        **_context(seen),
        "columns": [(one, (said or {}).get(one.id, one.ours)) for one in columns],
        "ours": dossiers.legacy_choices(actor=actor, kind="column"),
        "errors": [{"element": "columns", "message": wrong}] if wrong else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/legacy_upload.html", context, status=status)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def progress(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """The part of the page that asks again while the worker is at it."""
    seen = dossiers.legacy_upload(actor=actor_of(request), upload_id=upload_id)
    response = render(request, "operations/parts/legacy_progress.html", _context(seen))
    if not seen.under_way:
        response["HX-Refresh"] = "true"
    return response


def _context(seen: UploadView) -> dict[str, object]:
    trial = seen.trial
    return {
        "one": seen,
        "how_far": how_far(seen),
        "counts": [(KINDS[count.kind], count) for count in seen.counts],
        "trial": trial,
        "standings": standings(trial.by_standing) if trial else (),
        "refusals": [(place_of(one.field), one) for one in trial.refusals] if trial else [],
        "first": [
            (place_of(" ".join(filter(None, (one.sheet, one.field)))), one) for one in trial.first
        ]
        if trial
        else [],
    }


# ------------------------------------------------------------------ what is done with it


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_POST
def name_columns(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found, _more = dossiers.legacy_codes(actor=actor, upload_id=upload_id, kind="column", page=1)
    said = {one.id: request.POST.get(f"o-{one.id}", "") for one in found}
    refusal = refusal_of(
        lambda: dossiers.say_legacy_columns(actor=actor, upload_id=upload_id, said=said)
    )
    if refusal is not None:
        return _show(request, upload_id, said=said, wrong=str(refusal))
    return redirect("operations:legacy-upload", upload_id)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_POST
def trial(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _back(request, upload_id, lambda: dossiers.try_legacy(actor=actor, upload_id=upload_id))


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """The second look: what will land, what will not; then the yes."""
    actor = actor_of(request)
    refusal = None
    if request.method == "POST":
        stamp, ticked = request.POST.get("stamp", ""), bool(request.POST.get("seen"))
        refusal = refusal_of(
            lambda: dossiers.confirm_legacy(
                actor=actor, upload_id=upload_id, stamp=stamp, seen=ticked
            )
        )
        if refusal is None:
            return redirect("operations:legacy-upload", upload_id)
    seen = dossiers.legacy_upload(actor=actor, upload_id=upload_id)
    if not seen.may_land:
        if refusal is not None:
            banners.not_done(request, refusal)
        return redirect("operations:legacy-upload", upload_id)
    errors = [{"element": "seen", "message": str(refusal)}] if refusal else []
    context = {**_context(seen), "errors": errors, "refusal": str(refusal) if refusal else ""}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return show(request, "operations/legacy_confirm.html", context, status=status)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_POST
def remove(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    refusal = refusal_of(lambda: dossiers.remove_legacy_upload(actor=actor, upload_id=upload_id))
    if refusal is not None:
        banners.not_done(request, refusal)
        return redirect("operations:legacy-upload", upload_id)
    banners.done(request, _("Đã bỏ tệp. Hồ sơ đã nhập vẫn còn nguyên."))
    return redirect("operations:legacy")


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)  # type: ignore[arg-type]  # answers piece by piece
@require_safe
def told(request: HttpRequest, upload_id: UUID, table: str) -> StreamingHttpResponse:
    wanted = TableFormat(table)
    name, pieces = dossiers.legacy_told_file(
        actor=actor_of(request), upload_id=upload_id, table=wanted
    )
    response = StreamingHttpResponse(pieces, content_type=MEDIA[wanted])
    _attach(response, name)
    return response


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def mapping(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """To be sent again with the next file, or used by the command."""
    plain = dossiers.legacy_mapping(actor=actor_of(request), upload_id=upload_id)
    content = json.dumps(plain, ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    _attach(response, f"anh-xa-{plain['source']}.json")
    return response


def _attach(response: HttpResponse | StreamingHttpResponse, name: str) -> None:
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"  # noqa: FBT003
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"


def _back(request: HttpRequest, upload_id: UUID, act: Callable[[], object]) -> HttpResponse:
    refusal = refusal_of(act)
    if refusal is not None:
        banners.not_done(request, refusal)
    return redirect("operations:legacy-upload", upload_id)
