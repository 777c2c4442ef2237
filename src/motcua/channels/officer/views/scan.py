"""A pile of pages from the scanner or the camera: taken apart, straightened, named, joined to papers.

Nothing is kept in between: the pages on the screen travel with the form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TypeAlias
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.officer.views.files import send_page
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.documents import api as documents
from motcua.documents.types import LoosePages
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, PaperView
from motcua.kit.errors import DomainError, NotFoundError
from motcua.kit.scope import acting

SAME, DROP = "cung", "bo"
Named: TypeAlias = Mapping[str, Sequence[UUID]]
Papers: TypeAlias = Sequence[PaperView]
Pages: TypeAlias = "Sequence[ScannedPage]"
Shown: TypeAlias = HttpResponse | None


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """`chosen`: a component, the same as the page before, or none of them."""

    file_id: UUID
    chosen: str
    words: str = ""  # what the machine read, as far as it has
    guess: str = ""

    @property
    def field(self) -> str:
        return f"page:{self.file_id}"


@staff_view(Role.RECEPTION, outside_transaction=True)
def scan(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Two stages on one address: the pile, then its pages."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    papers = _scannable(dossier)
    if request.method != "POST":
        return _show(request, dossier, papers, ())
    pages = _posted_pages(request)
    try:
        shown = _STAGES.get(request.POST.get("stage", ""), _name_stage)(
            request, dossier, papers, pages
        )
    except NotFoundError:
        raise  # nothing to come back to
    except DomainError as refusal:
        shown = _show(request, dossier, papers, pages, error=str(refusal))
    if shown is not None:
        return shown
    banners.done(request, _("Đã lưu bản quét vào hồ sơ."))
    return redirect("officer:dossier", dossier_id)


def _nothing_said(number: int) -> str:
    return _("Chọn giấy tờ cho trang {number}, hoặc chọn «Bỏ trang này».").format(number=number)


def _scannable(dossier: DossierView) -> tuple[PaperView, ...]:
    return tuple(
        paper for paper in dossier.papers if dossiers.may_be_scanned(paper.mode, paper.source)
    )


def _split(actor: Actor, dossier: DossierView, request: HttpRequest) -> tuple[ScannedPage, ...]:
    pile = [(file.name or "", file.read()) for file in request.FILES.getlist("pile")]
    refs = documents.split_pile(actor, files=pile, owner_id=dossier.owner_id)
    return tuple(ScannedPage(ref.id, SAME if number else "") for number, ref in enumerate(refs))


def _posted_pages(request: HttpRequest) -> tuple[ScannedPage, ...]:
    try:
        ids = [UUID(value) for value in request.POST.getlist("pages")]
    except ValueError as no_id:
        raise Http404 from no_id
    return tuple(ScannedPage(one, request.POST.get(f"page:{one}", "")) for one in ids)


def _named(pages: Sequence[ScannedPage], papers: Sequence[PaperView]) -> Named | int:
    """Component → its pages; or the number of the first page of which nothing is said."""
    known = {paper.component for paper in papers} | {DROP}
    named: dict[str, list[UUID]] = {}
    before = ""
    for number, page in enumerate(pages, start=1):
        before = before if page.chosen == SAME else page.chosen
        if before not in known:
            return number
        named.setdefault(before, []).append(page.file_id)
    named.pop(DROP, None)
    return named or 1


def _split_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    del pages
    return _show(request, dossier, papers, _split(actor_of(request), dossier, request))


def _name_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    """Nothing left to show: the pages are papers now."""
    named = _named(pages, papers)
    if isinstance(named, int):
        return _show(request, dossier, papers, pages, error=_nothing_said(named))
    _keep(actor_of(request), dossier, named, request.POST.get("pin", ""))
    return None


def _keep(actor: Actor, dossier: DossierView, named: Named, pin: str) -> None:
    """All of them or none: a refused paper leaves the pages on the screen."""
    names = {paper.component: paper.name for paper in dossier.papers}
    papers = {code: LoosePages(names[code], pages) for code, pages in named.items()}
    made = documents.make_scans(
        actor, papers, owner_id=dossier.owner_id, agency_id=dossier.agency_id, pin=pin
    )
    with acting(actor.scope):
        scans = {code: [documents.keep_scan(actor, scan).id] for code, scan in made.items()}
        dossiers.add_scans(actor=actor, dossier_id=dossier.dossier_id, scans=scans)


@staff_view(Role.RECEPTION, outside_transaction=True)
@require_safe
def page_picture(request: HttpRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """A page that has no paper yet: only whoever scanned it sees it."""
    actor = actor_of(request)
    dossiers.dossier(actor=actor, dossier_id=dossier_id)
    with acting(actor.scope):
        file = documents.file(actor, file_id)
        content = documents.content(actor, file_id)
    return send_page(file.name, file.media_type, content)


def _with_words(
    pages: Sequence[ScannedPage], papers: Sequence[PaperView]
) -> tuple[ScannedPage, ...]:
    """Suggestions only: what is chosen stays what the official chose."""
    read = documents.readings([page.file_id for page in pages])
    names = {paper.component: paper.name for paper in papers}
    return tuple(
        replace(
            page,
            words=read.get(page.file_id, ""),
            guess=names.get(dossiers.guess_paper(read.get(page.file_id, ""), names), ""),
        )
        for page in pages
    )


def _show(
    request: HttpRequest,
    dossier: DossierView,
    papers: Sequence[PaperView],
    pages: Sequence[ScannedPage],
    *,
    error: str = "",
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    with acting(actor_of(request).scope):
        context = {
            "dossier": dossier,
            "papers": papers,
            "pages": _with_words(pages, papers),
            "reads": documents.reader_is_available(),
            "signs": documents.signs_scans(actor=actor_of(request), agency_id=dossier.agency_id),
            "errors": [Mistake("", error)] if error else [],
        }
        return show(request, "officer/scan.html", context, status=status)


_STAGES: Mapping[str, Callable[[HttpRequest, DossierView, Papers, Pages], Shown]] = {
    "split": _split_stage,
    "look": _show,
    "name": _name_stage,
}
