"""A pile of pages from the scanner or the camera: taken apart, straightened, named, joined to papers.

Nothing is kept in between: the pages on the screen travel with the form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TypeAlias
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.officer.scanned_pages import (
    Named,
    ScannedPage,
    fresh,
    named,
    posted_pages,
    posted_piles,
)
from motcua.channels.officer.views.files import send_file, send_page
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.errors import PinLockedError, ScanPinMissingError, WrongPinError
from motcua.documents.types import LoosePages
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, PaperView
from motcua.kit.errors import DomainError, NotFoundError
from motcua.kit.scope import acting

Papers: TypeAlias = Sequence[PaperView]
Pages: TypeAlias = Sequence[ScannedPage]
Shown: TypeAlias = HttpResponse | None
OF_THE_PIN = (PinLockedError, ScanPinMissingError, WrongPinError)


@staff_view(Role.RECEPTION, outside_transaction=True)
def scan(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Two stages on one address: the pile, then its pages."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    papers = _scannable(dossier)
    if request.method != "POST":
        return _show(request, dossier, papers, ())
    pages = posted_pages(request)
    try:
        shown = _STAGES.get(request.POST.get("stage", ""), _name_stage)(
            request, dossier, papers, pages
        )
    except NotFoundError:
        raise  # nothing to come back to
    except DomainError as refusal:
        box = "pin" if isinstance(refusal, OF_THE_PIN) else ""
        shown = _show(request, dossier, papers, pages, error=str(refusal), box=box)
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


def _split_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    del pages
    pile = [(file.name or "", file.read()) for file in request.FILES.getlist("pile")]
    refs = documents.split_pile(actor_of(request), files=pile, owner_id=dossier.owner_id)
    return _show(request, dossier, papers, fresh(refs))


def _fetch_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    """The same for piles that the scanner has sent."""
    del pages
    refs = documents.split_scanned(
        actor_of(request), pile_ids=posted_piles(request), owner_id=dossier.owner_id
    )
    return _show(request, dossier, papers, fresh(refs))


def _drop_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    del papers, pages
    dropped = documents.drop_piles(actor=actor_of(request), pile_ids=posted_piles(request))
    told = ngettext("Đã bỏ {} xấp từ máy quét.", "Đã bỏ {} xấp từ máy quét.", dropped)
    banners.done(request, told.format(dropped))
    return redirect("officer:scan", dossier.dossier_id)


def _name_stage(request: HttpRequest, dossier: DossierView, papers: Papers, pages: Pages) -> Shown:
    """Nothing left to show: the pages are papers now."""
    chosen = named(pages, papers)
    if isinstance(chosen, int):
        return _show(request, dossier, papers, pages, error=_nothing_said(chosen))
    _keep(request, dossier, chosen)
    return None


def _keep(request: HttpRequest, dossier: DossierView, chosen: Named) -> None:
    """All of them or none: a refused paper leaves the pages on the screen, and the piles waiting."""
    actor, pin = actor_of(request), request.POST.get("pin", "")
    names = {paper.component: paper.name for paper in dossier.papers}
    papers = {code: LoosePages(names[code], pages) for code, pages in chosen.items()}
    made = documents.make_scans(
        actor, papers, owner_id=dossier.owner_id, agency_id=dossier.agency_id, pin=pin
    )
    with acting(actor.scope):
        scans = {code: [documents.keep_scan(actor, scan).id] for code, scan in made.items()}
        dossiers.add_scans(actor=actor, dossier_id=dossier.dossier_id, scans=scans)
        documents.use_piles(actor=actor, pile_ids=posted_piles(request))


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


@staff_view(Role.RECEPTION)
@require_safe
def pile_picture(request: HttpRequest, pile_id: UUID) -> HttpResponse:
    """The first page of a pile that waits, small."""
    face = documents.pile_picture(actor_of(request), pile_id)
    if not face:
        raise Http404
    return send_file("trang-1.jpg", "image/jpeg", face, attached=False)


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
    box: str = "",
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    with acting(actor_of(request).scope):
        context = {
            "dossier": dossier,
            "papers": papers,
            "pages": _with_words(pages, papers),
            "piles": posted_piles(request) if pages else (),
            "scanned": None if pages else documents.scanned(actor_of(request)),
            "reads": documents.reader_is_available(),
            "looked": request.POST.get("stage") == "look",
            "signs": documents.signs_scans(actor=actor_of(request), agency_id=dossier.agency_id),
            "errors": [Mistake(box, error)] if error else [],
            "pin_error": error if box == "pin" else "",
        }
        return show(request, "officer/scan.html", context, status=status)


_STAGES: Mapping[str, Callable[[HttpRequest, DossierView, Papers, Pages], Shown]] = {
    "split": _split_stage,
    "fetch": _fetch_stage,
    "drop": _drop_stage,
    "look": _show,
    "name": _name_stage,
}
