"""The mapping as a table: each code of the other system, how often it stands there, and what it is here."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.channels import wording
from motcua.channels.desk import banners
from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.operations.legacy_uploads import refusal_of
from motcua.channels.operations.legacy_words import KINDS
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types.legacy_uploads import CodeView, Said, UploadView

PICKED = ("status", "channel")  # few words: picked from a list; the others are typed and looked up
OURS, CASE, VERSION, TAKE = "o-", "c-", "v-", "nhan"


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest, upload_id: UUID, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    actor, page = actor_of(request), page_number(request)
    seen = dossiers.legacy_upload(actor=actor, upload_id=upload_id)
    if request.method == "GET":
        return _show(request, seen, kind, page)
    said = _said(request)
    faults: dict[UUID, str] = {}
    refusal = refusal_of(
        lambda: faults.update(
            dossiers.say_legacy_codes(actor=actor, upload_id=upload_id, said=said)
        )
    )
    if refusal is None and not faults:
        banners.done(request, _("Đã ghi. Dòng còn trống được xếp lên đầu."))
        return redirect(request.get_full_path())
    if refusal is not None:
        banners.not_done(request, refusal)
        return redirect("operations:legacy-upload", upload_id)
    return _show(request, seen, kind, page, said=said, faults=faults)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_POST
def version(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """One day for all procedures of which none is named: files of before know versions that we do not."""
    actor, typed = actor_of(request), request.POST.get("version", "")
    changed: list[int] = []
    refusal = refusal_of(
        lambda: changed.append(
            dossiers.say_legacy_version(actor=actor, upload_id=upload_id, version=typed)
        )
    )
    if refusal is not None:
        banners.not_done(request, refusal)
    else:
        banners.done(
            request,
            ngettext(
                "Đã đặt phiên bản cho {count} thủ tục.",
                "Đã đặt phiên bản cho {count} thủ tục.",
                changed[0],
            ).format(count=wording.number(changed[0])),
        )
    return redirect("operations:legacy-codes", upload_id, "procedure")


def _said(request: HttpRequest) -> dict[UUID, Said]:
    """What the page's boxes hold; a likeness that was taken goes before what was typed beside it."""
    taken_id, _space, taken = request.POST.get(TAKE, "").partition(" ")
    said: dict[UUID, Said] = {}
    for name, value in request.POST.items():
        code_id = _id(name.removeprefix(OURS)) if name.startswith(OURS) else None
        if code_id is None:
            continue
        ours = taken if str(code_id) == taken_id else str(value)
        said[code_id] = Said(
            ours,
            request.POST.get(f"{CASE}{code_id}", ""),
            request.POST.get(f"{VERSION}{code_id}", "").strip(),
        )
    return said


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _show(
    request: HttpRequest,
    seen: UploadView,
    kind: str,
    page: int,
    *,
    said: Mapping[UUID, Said] | None = None,
    faults: Mapping[UUID, str] | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    found, more = dossiers.legacy_codes(actor=actor, upload_id=seen.id, kind=kind, page=page)
    choices = dossiers.legacy_choices(actor=actor, kind=kind, upload_id=seen.id)
    names = dict(choices)
    typed, wrong = said or {}, faults or {}
    context = {
        "one": seen,
        "kind": kind,
        "kind_name": KINDS[kind],
        "tabs": list(_tabs(seen, kind)),
        "rows": [_row(one, typed.get(one.id), wrong.get(one.id, ""), names) for one in found],
        "choices": choices,
        "picked": kind in PICKED,
        "errors": [
            {"element": f"{OURS}{one.id}", "message": f"{one.code}: {wrong[one.id]}"}
            for one in found
            if one.id in wrong
        ],
        **neighbours(request, page, has_next=more),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/legacy_codes.html", context, status=status)


def _row(
    code: CodeView, typed: Said | None, error: str, names: Mapping[str, str]
) -> dict[str, object]:
    held = " ".join(filter(None, (code.ours, names.get(code.ours, code.ours_name))))
    day = code.version.strftime("%d/%m/%Y") if code.version else ""
    return {
        "code": code,
        "ours": typed.ours if typed else code.ours if code.kind in PICKED else held,
        "case": typed.case if typed else code.case,
        "version": typed.version if typed else day,
        "error": error,
        "perhaps": [(ours, name or names.get(ours, "")) for ours, name in code.perhaps],
    }


def _tabs(seen: UploadView, kind: str) -> list[dict[str, object]]:
    return [
        {
            "label": KINDS[count.kind],
            "href": reverse("operations:legacy-codes", args=[seen.id, count.kind]),
            "count": count.open_codes or None,
            "current": count.kind == kind,
        }
        for count in seen.counts
    ]
