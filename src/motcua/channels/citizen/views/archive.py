"""The person's own results, kept, and usable as papers in the next dossier."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.citizen.sending import send_file
from motcua.channels.sessions import actor_of, citizen_view
from motcua.documents import api as documents


@citizen_view
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "documents": documents.archive_of(actor),
        "papers": documents.digitised_of(actor),
    }
    return render(request, "citizen/archive.html", context)


@citizen_view
@require_safe
def paper_file(request: HttpRequest, archived_id: UUID, file_id: UUID) -> HttpResponse:
    """A picture of a paper that an official confirmed."""
    actor = actor_of(request)
    own = {paper.id: paper.file_ids for paper in documents.digitised_of(actor)}
    if file_id not in own.get(archived_id, ()):
        raise Http404
    file = documents.file(actor, file_id)
    return send_file(file.name, file.media_type, documents.content(actor, file_id))


@citizen_view
@require_safe
def document_file(request: HttpRequest, document_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    document = documents.document(actor, document_id)
    if document.file_id is None or document.state not in {"issued", "recalled"}:
        raise Http404
    file = documents.file(actor, document.file_id)
    content = documents.content(actor, document.file_id)
    return send_file(file.name, file.media_type, content, attached="tai" in request.GET)
