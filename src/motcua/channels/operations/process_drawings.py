"""The process of one case as a drawing: to look at, to change, and to exchange as a file."""

import json
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcessFaultyError
from motcua.catalogue.types import DraftView, ProcessFileEdit, ProcessSheet, StepFault
from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake, controls
from motcua.channels.desk.page import show
from motcua.channels.operations.drawing_words import drawing_words
from motcua.channels.operations.process_forms import DrawingForm, StepForm, sentence
from motcua.channels.operations.process_views import opened, written_into
from motcua.channels.sessions import staff_view
from motcua.directory.types import Role
from motcua.kit.errors import DomainError

CHECK, SHARE = "check", "share"


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def process_drawing(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    """A drawing is taken under the rules of the table; what is refused comes back as it was drawn."""
    draft, sheet = opened(request, draft_id, code)
    if request.method == "GET":
        return _page(request, (draft, sheet), DrawingForm())
    form = DrawingForm(request.POST, request.FILES)
    if request.POST.get("do") == CHECK:
        return _checked(request, sheet, form)
    if request.POST.get("do") == SHARE:
        drawing = form.drawing if form.is_valid() else ""
        return JsonResponse(catalogue.shared_hours(sheet, drawing))
    refusal = None
    if form.is_valid():
        edit = ProcessFileEdit(code, form.drawing, form.cleaned_data["stamp"])
        refusal = written_into(request, draft_id, edit)
        if refusal is None:
            _tell_left_out(request, form.drawing)
            return redirect("operations:process-drawing", draft_id, code)
        draft, sheet = opened(request, draft_id, code)
    return _page(request, (draft, sheet), form, refusal)


def _tell_left_out(request: HttpRequest, drawing: str) -> None:
    left_out = catalogue.left_out(drawing)
    if left_out:
        told = _("Đã bỏ phần riêng của công cụ vẽ, bộ máy không dùng: {}.")
        banners.done(request, told.format(", ".join(left_out)))


def _checked(request: HttpRequest, sheet: ProcessSheet, form: DrawingForm) -> HttpResponse:
    """The hours and what is still wrong, while somebody draws; nothing is written."""
    drawing = form.drawing if form.is_valid() else ""
    budget, faults = catalogue.weighed(sheet, drawing)
    context = {"budget": budget, "faults": faults}
    return render(request, "operations/parts/drawing_told.html", context)


def _page(
    request: HttpRequest,
    case: tuple[DraftView, ProcessSheet],
    form: DrawingForm,
    refusal: DomainError | None = None,
) -> HttpResponse:
    draft, sheet = case
    faults = _faults(refusal)
    wrong = tuple(form.mistakes()) + _mistakes(refusal, faults)
    context = {
        "draft": draft,
        "sheet": sheet,
        "steps": sheet.steps,
        "back": reverse("operations:process", args=[draft.draft_id, sheet.code]),
        "form": form,
        "errors": wrong,
        "faults": faults,
        "wrong": " ".join(fault.element for fault in faults),
        "controls": [replace(one, optional=False) for one in controls(StepForm(prefix="buoc"))],
        "words": json.dumps(drawing_words(), ensure_ascii=False),
        **_drawings(sheet, form),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/process_drawing.html", context, status=status)


def _drawings(sheet: ProcessSheet, form: DrawingForm) -> dict[str, object]:
    """What is stored, and what was refused and goes on being drawn."""
    returned = catalogue.reopened(form.drawing) if form.is_bound and form.is_valid() else ""
    budget = catalogue.weighed(sheet, returned)[0] if returned else sheet.budget
    stored = catalogue.shown(sheet.source).decode()
    return {"stored": stored, "returned": returned, "budget": budget}


def _faults(refusal: DomainError | None) -> tuple[StepFault, ...]:
    found = refusal.details.get("faults", ()) if isinstance(refusal, ProcessFaultyError) else ()
    return found if isinstance(found, tuple) else ()


def _mistakes(refusal: DomainError | None, faults: tuple[StepFault, ...]) -> tuple[Mistake, ...]:
    if faults:
        return tuple(Mistake(_place(fault), sentence(str(fault))) for fault in faults)
    return (Mistake("", str(refusal)),) if refusal else ()


def _place(fault: StepFault) -> str:
    return f"hinh-{fault.element}" if fault.element else ""
