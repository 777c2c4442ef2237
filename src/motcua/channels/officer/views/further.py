"""Supplement requests beyond the law: a head reads why, and approves or returns them."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.kit import clock


@staff_view(*HANDLERS)
@require_safe
def further(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, at: UUID | None = None, refusal: str = "") -> HttpResponse:
    """`refusal` stands above, and beside the box of the request that it is about."""
    actor = actor_of(request)
    today = clock.today()
    rows = dossiers.further_requests(actor=actor)
    here = any(row.further_id == at and row.may_decide for row in rows)
    context = {
        "rows": rows,
        "wrong_at": at,
        "refusal": refusal,
        "errors": [Mistake(f"note-{at}" if here else "", refusal)] if refusal else [],
        "breaches": dossiers.breaches(
            actor=actor, since=today.replace(month=1, day=1), until=today
        ),
        "year": today.year,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return show(request, "officer/further.html", context, status=status)


@staff_view(Role.HEAD, Role.LEADER)
@require_POST
def decide(request: HttpRequest, further_id: UUID) -> HttpResponse:
    """`decision` says which of the two buttons was pressed."""
    actor = actor_of(request)
    note = request.POST.get("note", "")
    if request.POST.get("decision") == "approve":
        sentence = _("Đã duyệt. Yêu cầu đã gửi người dân và được ghi là vượt số lần quy định.")
        refusal = attempt(
            lambda: dossiers.approve_further_supplement(actor=actor, further_id=further_id)
        )
    else:
        sentence = _("Đã trả lại đề nghị kèm lý do. Người dân không nhận gì thêm.")
        refusal = attempt(
            lambda: dossiers.return_further_supplement(
                actor=actor, further_id=further_id, note=note
            )
        )
    if refusal:
        return _show(request, further_id, str(refusal))
    banners.done(request, sentence)
    return redirect("officer:further")
