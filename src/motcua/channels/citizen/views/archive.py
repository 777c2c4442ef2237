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
    context = {"documents": documents.archive_of(actor_of(request))}
    return render(request, "citizen/archive.html", context)


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
