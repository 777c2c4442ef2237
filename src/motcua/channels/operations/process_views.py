"""The process of one case: a table of steps to write in, a drawing to look at, a file to exchange."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcessFaultyError, ProcessLosesError
from motcua.catalogue.types import DraftView, ProcessEdit, ProcessFileEdit, ProcessSheet, TableStep
from motcua.channels.desk import banners
from motcua.channels.desk.downloads import bpmn_file
from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.desk.refused import attempt
from motcua.channels.operations.process_forms import LineForms
from motcua.channels.operations.process_lines import (
    lines_of,
    posted_lines,
    rearranged,
    shared_lines,
    steps_of,
)
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.engines.flow.api import table_ways
from motcua.kit.errors import DomainError

WRITE, LET_GO, COUNT, SHARE = "write", "let-go", "count", "share"


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def process(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft, sheet = opened(request, draft_id, code)
    if request.method == "GET":
        return _table(
            request, draft, sheet, LineForms(lines_of(_begun(request, sheet)), bound=False)
        )
    lines, act = posted_lines(request.POST.dict()), request.POST.get("do", COUNT)
    if act == SHARE:
        return _table(request, draft, sheet, LineForms(shared_lines(sheet, lines), bound=False))
    if act not in {WRITE, LET_GO}:
        return _table(request, draft, sheet, LineForms(rearranged(lines, act), bound=False))
    typed = LineForms(lines, bound=True)
    if typed.are_valid():
        edit = ProcessEdit(code, steps_of(lines), _let_go(request))
        refusal = written_into(request, draft_id, edit)
        if refusal is None:
            return redirect("operations:process", draft_id, code)
        _tell(typed, refusal)
    return _table(request, draft, sheet, typed)


@staff_view(Role.ADMINISTRATOR)
@require_safe
def process_file(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    draft, sheet = opened(request, draft_id, code)
    source = catalogue.shown(sheet.source) if "xem" in request.GET else sheet.source
    return bpmn_file(source, f"{draft.code}-{slugify(code)}")


@staff_view(Role.ADMINISTRATOR)
@require_safe
def standard_processes(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    """Published processes to begin from; nothing is written until the table is."""
    draft, sheet = opened(request, draft_id, code)
    words, page = request.GET.get("q", "").strip(), page_number(request)
    rows, more = catalogue.standard_processes(
        actor=actor_of(request), code=draft.code, words=words, page=page
    )
    around = neighbours(request, page, has_next=more)
    context = {"draft": draft, "sheet": sheet, "rows": rows, "words": words, **around}
    return show(request, "operations/standard_processes.html", context)


def _begun(request: HttpRequest, sheet: ProcessSheet) -> tuple[TableStep, ...]:
    """The steps as they stand; or those of the published process that was chosen."""
    chosen = request.GET.get("mau", "")
    if not chosen:
        return sheet.steps
    try:
        process_id = UUID(chosen)
    except ValueError as wrong:
        raise Http404 from wrong
    return catalogue.standard_steps(actor=actor_of(request), process_id=process_id)


def opened(request: HttpRequest, draft_id: UUID, code: str) -> tuple[DraftView, ProcessSheet]:
    actor = actor_of(request)
    draft = catalogue.version_draft(actor=actor, draft_id=draft_id)
    return draft, catalogue.process_sheet(actor=actor, draft_id=draft_id, code=code)


def written_into(
    request: HttpRequest, draft_id: UUID, edit: ProcessEdit | ProcessFileEdit
) -> DomainError | None:
    actor = actor_of(request)
    refusal = attempt(lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit))
    if refusal is None:
        banners.done(request, _("Đã ghi vào bản soạn."))
    return refusal


def _let_go(request: HttpRequest) -> tuple[str, ...]:
    """What the page said would be lost, if its own button was pressed."""
    asked = request.POST.get("do") == LET_GO
    return tuple(request.POST.getlist("let_go")) if asked else ()


def _tell(typed: LineForms, refusal: DomainError) -> None:
    """Beside the lines where it names lines; above all of them otherwise."""
    faults, lost = (refusal.details.get(name, ()) for name in ("faults", "lost"))
    if isinstance(refusal, ProcessFaultyError) and isinstance(faults, tuple):
        typed.refused = faults
    elif isinstance(refusal, ProcessLosesError) and isinstance(lost, tuple):
        typed.lost = lost
    else:
        typed.other = (str(refusal),)


@dataclass(frozen=True, slots=True)
class _Way:
    told: str
    hours: float


def _ways(steps: tuple[TableStep, ...]) -> list[_Way]:
    """Each way through with its hours, where something is to be chosen."""
    ways = table_ways(steps)
    numbers = (" → ".join(str(line + 1) for line in way.lines) for way in ways)
    told = [
        _Way(_("Bước {}").format(one), way.hours) for one, way in zip(numbers, ways, strict=True)
    ]
    return told if len(ways) > 1 else []


def _table(
    request: HttpRequest, draft: DraftView, sheet: ProcessSheet, typed: LineForms
) -> HttpResponse:
    wrong = tuple(typed.mistakes())
    context = {
        "draft": draft,
        "sheet": sheet,
        "budget": sheet.counted(steps_of(typed.lines)) if typed.lines else sheet.budget,
        "ways": _ways(steps_of(typed.lines)),
        "boxes": list(typed.boxes()),
        "errors": wrong,
        "lost": typed.lost,
        "copied": request.method == "GET" and "mau" in request.GET,
        "steps": catalogue.agencies_of(draft, sheet.code),
        "one": draft.case(sheet.code),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "operations/process.html", context, status=status)
