"""Papers on the screen.

Our own PDFs open in the browser. What people handed in is never run by it: pictures were made anew when they
came in, each page of a PDF is shown as a picture, and the file itself is only for download.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.channels.desk.navigation import READERS
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView
from motcua.engines.papers import api as papers

View = Callable[..., HttpResponse]
PDF = "application/pdf"
# The dossiers room reads a file in a scope of its own, so these views open no transaction around it.
# The viewer beside the form is a frame of this site. (The decorator's types know no view with arguments.)
in_our_own_frame: Callable[[View], View] = csp_replace({"frame-ancestors": [SELF]})  # type: ignore[assignment]


def send_file(name: str, media_type: str, content: bytes, *, attached: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attached, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@staff_view(*READERS, outside_transaction=True)
@require_safe
def download(request: HttpRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    name, media_type, content = dossiers.dossier_file(
        actor=actor_of(request), dossier_id=dossier_id, file_id=file_id
    )
    return send_file(name, media_type, content, attached=True)


@staff_view(*READERS, outside_transaction=True)
@require_safe
def our_paper(request: HttpRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """A form or result that this system made itself."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    if file_id not in set(_made_here(dossier)):
        raise Http404
    name, media_type, content = dossiers.dossier_file(
        actor=actor, dossier_id=dossier_id, file_id=file_id
    )
    return send_file(name, media_type, content, attached=False)


def _made_here(dossier: DossierView) -> Iterator[UUID]:
    yield from (form.file_id for form in dossier.forms)
    if dossier.result and dossier.result.document_id and dossier.result.file_id:
        yield dossier.result.file_id


@staff_view(*READERS, outside_transaction=True)
@require_safe
def printed_form(request: HttpRequest, dossier_id: UUID, number: str) -> HttpResponse:
    name, content = dossiers.printed_form(
        actor=actor_of(request), dossier_id=dossier_id, number=number
    )
    return send_file(name, PDF, content, attached=False)


@staff_view(*READERS)
@in_our_own_frame
@require_safe
def nothing_to_look_at(request: HttpRequest) -> HttpResponse:
    """What the viewer beside the form shows before a paper is chosen."""
    return render(request, "officer/look.html", {"name": ""})


@staff_view(*READERS, outside_transaction=True)
@in_our_own_frame
@require_safe
def look(request: HttpRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """One paper beside the form, page by page."""
    name, media_type, content = dossiers.dossier_file(
        actor=actor_of(request), dossier_id=dossier_id, file_id=file_id
    )
    pages = papers.page_count(content) if media_type == PDF else 1
    asked = request.GET.get("trang", "1")
    page = min(pages, int(asked) or 1) if asked.isdecimal() else 1
    context = {
        "name": name,
        "page": page,
        "pages": pages,
        "previous": f"?trang={page - 1}",
        "next": f"?trang={page + 1}",
        "image": reverse("officer:picture", args=[dossier_id, file_id, page]),
        "download": reverse("officer:download", args=[dossier_id, file_id]),
    }
    return render(request, "officer/look.html", context)


@staff_view(*READERS, outside_transaction=True)
@require_safe
def picture(request: HttpRequest, dossier_id: UUID, file_id: UUID, page: int) -> HttpResponse:
    """One page of a paper as a picture."""
    name, media_type, content = dossiers.dossier_file(
        actor=actor_of(request), dossier_id=dossier_id, file_id=file_id
    )
    return send_page(name, media_type, content, page)


def send_page(name: str, media_type: str, content: bytes, page: int = 1) -> HttpResponse:
    if media_type == PDF:
        if not 1 <= page <= papers.page_count(content):
            raise Http404
        return send_file(
            f"{name}.png", "image/png", papers.page_picture(content, page), attached=False
        )
    if not media_type.startswith("image/") or "svg" in media_type:
        raise Http404
    return send_file(name, media_type, content, attached=False)
