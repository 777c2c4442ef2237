"""Online dossiers that wait for the counter: look, tick the papers, then accept, ask or refuse."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import paper_ticks
from motcua.channels.officer.paper_ticks import Checklist, Line, Tick
from motcua.channels.officer.printing import to_print
from motcua.channels.officer.waiting import waited
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel, DossierView, PaperView
from motcua.kit import clock

ROWS_A_PAGE = 20


@staff_view(Role.RECEPTION)
@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    """What came in online and waits for an official to accept it, the longest waiting first."""
    words = request.GET.get("q", "").strip()
    page = page_number(request)
    rows = dossiers.incoming(actor=actor_of(request), page=page, search=words)
    pages = neighbours(request, page, has_next=len(rows) == ROWS_A_PAGE)
    calendar, now = catalogue.calendar(), clock.now()
    waiting = [(row, waited(row.submitted_at, now, calendar)) for row in rows]
    return show(request, "officer/incoming.html", {"rows": waiting, "words": words, **pages})


@staff_view(Role.RECEPTION)
def accept(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    standing = dossiers.standing(actor=actor, dossier_id=dossier_id)
    if "accept" not in standing.may:
        return redirect("officer:dossier", dossier_id)
    held = dossiers.held_for_dossier(actor=actor, dossier_id=dossier_id)
    lines = paper_ticks.with_held(_lines(standing), held)
    checklist = paper_ticks.read(lines, request.POST.dict())
    act = request.POST.get("act", "")
    if act == "all":
        checklist = paper_ticks.all_present(checklist)
    if act == "ask":
        return _ask_for_missing(dossier_id, checklist)
    error = _accept(actor, dossier_id, checklist) if act == "accept" else ""
    if act == "accept" and not error:
        banners.done(request, _("Đã tiếp nhận. Mẫu 01 đã sẵn sàng để in."))
        return to_print(dossier_id, "01")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    wrong = [Mistake("papers", error)] if error else []
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    context = {"dossier": dossier, "checklist": checklist, "errors": wrong}
    return show(request, "officer/accept.html", context, status=status)


def _accept(actor: Actor, dossier_id: UUID, checklist: Checklist) -> str:
    lacking = _what_is_missing(checklist) or paper_ticks.faults(checklist)
    if lacking:
        return lacking
    shown_now = [line for line in checklist if not line.came_online or line.reused_now]
    papers = paper_ticks.as_papers(shown_now, {})
    confirmed = paper_ticks.confirmed(checklist)
    refusal = attempt(
        lambda: dossiers.accept(
            actor=actor, dossier_id=dossier_id, papers=papers, confirmed=confirmed
        )
    )
    return str(refusal or "")


def _lines(dossier: DossierView) -> Checklist:
    """Online, the electronic identity stands for papers that are only shown."""
    shown_too = dossier.channel is Channel.DIRECT
    return tuple(
        _line(paper, dossier.procedure_code, shown_too=shown_too) for paper in dossier.papers
    )


def _line(paper: PaperView, procedure_code: str, *, shown_too: bool) -> Line:
    files = tuple((file.file_id, file.name) for file in paper.files)
    there = bool(files or paper.source)
    return Line(
        code=paper.component,
        name=paper.name,
        hint=paper.hint,
        required=paper.required and (shown_too or paper.mode == "submit"),
        group=paper.one_of_group,
        data=_("dữ liệu") if paper.source == "data" else "",
        files=files,
        came_online=there,
        came_from_archive=paper.source == "archive",
        tick=_held(paper) if there else None,
        kind=paper_ticks.kind_name(procedure_code, paper.component) if files else "",
    )


def _held(paper: PaperView) -> Tick:
    if paper.source == "archive":
        return Tick.REUSE
    return Tick.DATA if paper.source == "data" else Tick.PRESENT


def _what_is_missing(checklist: Checklist) -> str:
    lacking = paper_ticks.missing(checklist)
    if not lacking:
        return ""
    names = ", ".join(line.name for line in checklist if line.code in lacking)
    return _(
        "Chưa có: {names}. Đánh dấu «Có» nếu đã đủ, hoặc bấm «Yêu cầu bổ sung» để xin một lần."
    ).format(names=names)


def _ask_for_missing(dossier_id: UUID, checklist: Checklist) -> HttpResponse:
    lacking = urlencode({"thieu": paper_ticks.missing(checklist)}, doseq=True)
    address = reverse("officer:supplement", args=[dossier_id])
    return redirect(f"{address}?{lacking}")
