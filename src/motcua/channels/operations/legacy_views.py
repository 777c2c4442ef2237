"""Administrators: what came from another system, what did not, and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.channels.desk.page import neighbours, page_number, show
from motcua.channels.operations.legacy_words import KINDS, STATES, place_of
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    page = page_number(request)
    actor = actor_of(request)
    rows, more = dossiers.legacy_batches(actor=actor, page=page)
    sent = dossiers.legacy_uploads(actor=actor) if page == 1 else ()
    uploads = [(one, *STATES[one.state]) for one in sent]
    context = {"rows": rows, "uploads": uploads, **neighbours(request, page, has_next=more)}
    return show(request, "operations/legacy.html", context)


@staff_view(Role.ADMINISTRATOR, outside_transaction=True)
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    page = dossiers.legacy_batch(actor=actor_of(request), batch_id=batch_id)
    unknown = [(KINDS[one.kind], one) for one in page.unknown]
    refusals = [(place_of(one.field), one) for one in page.refusals]
    context = {"page": page, "batch": page.batch, "unknown": unknown, "refusals": refusals}
    return show(request, "operations/legacy_batch.html", context)
