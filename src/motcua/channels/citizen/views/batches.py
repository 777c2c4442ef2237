"""Many dossiers from one Excel file: fetch the template, send it back, look, say yes once, follow."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, ProcedureVersion, ServiceLevel
from motcua.channels.citizen.batch_words import how_far, lists_of, state_words
from motcua.channels.citizen.places import Place, places, usual_place
from motcua.channels.citizen.sending import send_file
from motcua.channels.citizen.uploads import take_uploads
from motcua.channels.conversations import key_of
from motcua.channels.desk.page import neighbours, page_number
from motcua.channels.sessions import actor_of, citizen_view
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    ArchiveKindError,
    ArchiveTooBigError,
    ArchiveTooFullError,
    BatchFileError,
    NotDeclaredError,
)
from motcua.dossiers.types import BatchFile, BatchForm, BatchView
from motcua.kit.errors import ConflictError, InvalidError
from motcua.kit.ids import new_id
from motcua.kit.scope import acting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOK_AGAIN = "3"  # seconds, while the worker reads or files
MOST_BYTES = 64 << 20  # what is read of a file at all; the door says how much may be in it
PAPER, BY_DATA = "giay-", "du-lieu-"


@citizen_view
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    found = dossiers.batches(actor=actor_of(request))
    rows = [{"batch": one, "words": state_words(one)} for one in found]
    response = render(request, "citizen/batches.html", {"rows": rows})
    if any(one.under_way for one in found):
        response["Refresh"] = LOOK_AGAIN
    return response


# ------------------------------------------------------------------ before


@citizen_view
@require_safe
def cases(request: HttpRequest, code: str) -> HttpResponse:
    """Each case has a template of its own; where there is one, it needs no question."""
    version = _online(code)
    if len(version.cases) == 1:
        only = version.cases[0].code
        return HttpResponseRedirect(reverse("citizen:batch-new", args=[code, only]))
    return render(request, "citizen/batch_cases.html", {"version": version})


@citizen_view
@require_safe
def template(request: HttpRequest, code: str, case: str) -> HttpResponse:
    _case(_online(code), case)
    content = dossiers.batch_template(actor=actor_of(request), procedure_code=code, case_code=case)
    return send_file(f"mau-{code}-{case}.xlsx", XLSX, content, attached=True)


@citizen_view(outside_transaction=True)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str, case: str) -> HttpResponse:
    """Reading papers takes its time, in a process of its own: no transaction waits for that."""
    version = _online(code)
    chosen = _case(version, case)
    if request.method == "GET":
        return _ask(request, version, chosen)
    try:
        batch_id = _take(request, version, chosen)
    except (InvalidError, ConflictError) as refusal:
        return _ask(request, version, chosen, refusal=refusal)
    return HttpResponseRedirect(reverse("citizen:batch", args=[batch_id]))


def _take(request: HttpRequest, version: ProcedureVersion, case: Case) -> UUID:
    actor = actor_of(request)
    place = _posted_place(request, version)
    if place is None:
        raise PlaceMissingError
    return dossiers.upload_batch(
        actor=actor,
        key=key_of(request),
        procedure_code=version.code,
        case_code=case.code,
        agency_id=place.id,
        book=_file(request.FILES.get("book")),
        archive=_file(request.FILES.get("archive")),
        papers=_shared_papers(request, actor, case),
        by_data=[c.code for c in case.components if f"{BY_DATA}{c.code}" in request.POST],
    )


class PlaceMissingError(InvalidError):
    code = "citizen.batch_place_missing"
    message = gettext_lazy("Chọn nơi nộp hồ sơ.")


def _shared_papers(request: HttpRequest, actor: Actor, case: Case) -> Mapping[str, list[UUID]]:
    return {
        component.code: take_uploads(actor, sent, name=component.name.vi)
        for component in case.components
        if (sent := request.FILES.getlist(f"{PAPER}{component.code}"))
    }


def _file(upload: "UploadedFile[bytes] | None") -> BatchFile | None:
    return BatchFile(upload.name or "", upload.read(MOST_BYTES)) if upload else None


def _ask(
    request: HttpRequest,
    version: ProcedureVersion,
    case: Case,
    *,
    refusal: InvalidError | ConflictError | None = None,
) -> HttpResponse:
    field = _field_of(refusal)
    actor, offered = actor_of(request), places(version)
    if not offered:
        raise Http404
    form = dossiers.batch_form(actor=actor, procedure_code=version.code, case_code=case.code)
    with acting(actor.scope):
        usual = usual_place(actor, offered)
    context = {
        "version": version,
        "case": case,
        "form": form,
        "places": _choices(offered, request.POST.get("place") or str(usual or "")),
        "key": key_of(request) if request.method == "POST" else new_id(),
        "errors": [{"message": str(refusal), "element": field}] if refusal else [],
        "field_errors": {field: str(refusal)} if field else {},
        "papers": _paper_fields(form),
        "papers_needed": any(paper.always for paper in form.papers),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "citizen/batch_new.html", context, status=status)


def _field_of(refusal: InvalidError | ConflictError | None) -> str:
    """The box that the refusal is about; empty where it is about no single one."""
    if isinstance(refusal, PlaceMissingError):
        return "place"
    if isinstance(refusal, ArchiveTooBigError | ArchiveKindError | ArchiveTooFullError):
        return "archive"
    return "book" if isinstance(refusal, BatchFileError) else ""


def _choices(offered: list[Place], chosen: str) -> list[dict[str, object]]:
    return [
        {"value": str(place.id), "label": place.name, "selected": str(place.id) == chosen}
        for place in offered
    ]


def _paper_fields(form: BatchForm) -> list[dict[str, object]]:
    return [
        {"paper": paper, "name": f"{PAPER}{paper.code}", "by_data": f"{BY_DATA}{paper.code}"}
        for paper in form.papers
    ]


def _posted_place(request: HttpRequest, version: ProcedureVersion) -> Place | None:
    chosen = request.POST.get("place", "")
    return next((place for place in places(version) if str(place.id) == chosen), None)


def _online(code: str) -> ProcedureVersion:
    version = catalogue.procedure(code)
    if version.service_level is ServiceLevel.INFO:
        raise Http404
    return version


def _case(version: ProcedureVersion, code: str) -> Case:
    found = next((case for case in version.cases if case.code == code), None)
    if found is None:
        raise Http404
    return found


# ------------------------------------------------------------------ after


@citizen_view
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _show(request, batch_id)


@citizen_view
@require_POST
def confirm(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    declared = bool(request.POST.get("declared"))
    try:
        dossiers.confirm_batch(actor=actor_of(request), batch_id=batch_id, declared=declared)
    except NotDeclaredError as refusal:
        return _show(request, batch_id, undeclared=str(refusal))
    except ConflictError as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("citizen:batch", args=[batch_id]))


@citizen_view
@require_POST
def remove(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    try:
        dossiers.remove_batch(actor=actor_of(request), batch_id=batch_id)
    except ConflictError as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(reverse("citizen:batch", args=[batch_id]))
    messages.success(request, _("Đã bỏ danh sách. Hồ sơ đã nộp vẫn còn trong Hồ sơ của tôi."))
    return HttpResponseRedirect(reverse("citizen:batches"))


@citizen_view
@require_POST
def ask_again(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The register was silent when the file was read."""
    try:
        dossiers.ask_batch_again(actor=actor_of(request), batch_id=batch_id)
    except ConflictError as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(reverse("citizen:batch", args=[batch_id]))


@citizen_view
@require_safe
def leftovers(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    content = dossiers.batch_leftovers(actor=actor_of(request), batch_id=batch_id)
    return send_file("can-sua.xlsx", XLSX, content, attached=True)


def _show(request: HttpRequest, batch_id: UUID, *, undeclared: str = "") -> HttpResponse:
    actor = actor_of(request)
    seen = dossiers.batch(actor=actor, batch_id=batch_id)
    shown = lists_of(seen, request.GET.get("xem", ""))
    page = page_number(request)
    rows, has_next = (
        dossiers.batch_rows(actor=actor, batch_id=batch_id, states=(shown.state,), page=page)
        if shown.state
        else ((), False)
    )
    context = {
        "batch": seen,
        "how_far": how_far(seen),
        "agency": directory.organisation(seen.agency_id),
        "tabs": shown.tabs,
        "list": shown,
        "rows": rows,
        "declaration": _declaration(actor, seen),
        "undeclared": undeclared,
        "errors": [{"message": undeclared, "element": "declared"}] if undeclared else [],
        **neighbours(request, page, has_next=has_next),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if undeclared else HTTPStatus.OK
    response = render(request, "citizen/batch.html", context, status=status)
    if seen.under_way:
        response["Refresh"] = LOOK_AGAIN
    return response


def _declaration(actor: Actor, seen: BatchView) -> str:
    """Made once, for every row: what the form itself has people declare."""
    if not seen.may_file:
        return ""
    form = dossiers.batch_form(
        actor=actor, procedure_code=seen.procedure_code, case_code=seen.case_code
    )
    ours = _("Tôi cam đoan những điều đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật.")
    return " ".join(form.declarations) or ours
