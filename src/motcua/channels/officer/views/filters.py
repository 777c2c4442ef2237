"""Searches that an official keeps under a name."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.search import NarrowForm, address_of
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import ListAsked, ListKind


@staff_view(*READERS)
@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    saved = dossiers.saved_filters(actor=actor_of(request))
    rows = [(one, address_of(one.asked)) for one in saved]
    return show(request, "officer/filters.html", {"rows": rows})


@staff_view(*READERS)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """The search as it stands on the screen, then back to it."""
    actor, form = actor_of(request), NarrowForm(request.POST)
    if not form.is_valid():
        return redirect("officer:search")
    words, name = request.POST.get("q", "").strip(), request.POST.get("name", "")
    asked = ListAsked(ListKind.SEARCH, words, form.narrowing)
    refusal = attempt(lambda: dossiers.save_filter(actor=actor, name=name, asked=asked))
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, _("Đã lưu bộ lọc. Nó nằm ở đầu trang Tra cứu."))
    return redirect(f"{reverse('officer:search')}{address_of(asked)}")


@staff_view(*READERS)
@require_POST
def rename(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    actor, name = actor_of(request), request.POST.get("name", "")
    refusal = attempt(lambda: dossiers.rename_filter(actor=actor, filter_id=filter_id, name=name))
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, _("Đã đổi tên bộ lọc."))
    return redirect("officer:filters")


@staff_view(*READERS)
@require_POST
def remove(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    dossiers.remove_filter(actor=actor_of(request), filter_id=filter_id)
    banners.done(request, _("Đã xóa bộ lọc."))
    return redirect("officer:filters")
