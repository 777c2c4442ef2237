"""The registry clerk numbers, dates and seals what the leader signed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.page import show
from motcua.channels.officer import bulk
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.kit.errors import DomainError


@staff_view(Role.REGISTRY_CLERK)
@require_safe
def to_issue(request: HttpRequest) -> HttpResponse:
    return show(
        request, "officer/issuing.html", {"rows": dossiers.to_issue(actor=actor_of(request))}
    )


@staff_view(Role.REGISTRY_CLERK, outside_transaction=True)
@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """The agency's seal carries a time stamp from outside, so no transaction is open here."""
    try:
        picked = [UUID(value) for value in request.POST.getlist("picked")]
    except ValueError:
        picked = []
    if not picked:
        banners.not_done(request, _("Chưa chọn văn bản nào. Đánh dấu ô đầu dòng rồi làm lại."))
        return redirect("officer:issuing")
    try:
        outcomes = dossiers.issue_results(actor=actor_of(request), dossier_ids=picked)
    except DomainError as refusal:
        banners.not_done(request, refusal)
        return redirect("officer:issuing")
    sentence = _("Đã cấp số và đóng dấu {count} văn bản.")
    return bulk.report(request, outcomes, sentence, back="officer:issuing")
