"""The editors of the next version: one thing a page, for people who do not program."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, Edit, FeeDrop, PaperDrop, PaperShift
from motcua.channels.desk import banners
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.operations.version_forms import (
    CaseForm,
    FeeForm,
    FrameForm,
    GeneralForm,
    PaperForm,
    VersionForm,
)
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role

Make = Callable[[DraftView], VersionForm]


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def frame(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    title = _("Quyết định, ngày có hiệu lực, hồ sơ đang chạy")
    return _edit(request, draft_id, title, lambda draft: FrameForm.of(draft, request.POST or None))


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def general(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    title = _("Tên, mô tả, ai nộp được")
    return _edit(
        request, draft_id, title, lambda draft: GeneralForm.of(draft, request.POST or None)
    )


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        return CaseForm.of(_known(draft.case(code)), request.POST or None)

    return _edit(request, draft_id, _("Trường hợp và thời hạn"), make)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, draft_id: UUID, code: str = "") -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        held = _known(draft.component(code)) if code else {}
        return PaperForm.of(draft, held, request.POST or None)

    return _edit(request, draft_id, _("Giấy tờ"), make)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def fee(request: HttpRequest, draft_id: UUID, code: str = "") -> HttpResponse:
    def make(draft: DraftView) -> VersionForm:
        held = _known(draft.fee(code)) if code else {}
        return FeeForm.of(draft, held, request.POST or None)

    return _edit(request, draft_id, _("Phí, lệ phí"), make)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def paper_up(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return _at_once(request, draft_id, PaperShift(code, -1), _("Đã chuyển giấy tờ lên."))


@staff_view(Role.ADMINISTRATOR)
@require_POST
def paper_down(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return _at_once(request, draft_id, PaperShift(code, 1), _("Đã chuyển giấy tờ xuống."))


@staff_view(Role.ADMINISTRATOR)
@require_POST
def drop_paper(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return _at_once(request, draft_id, PaperDrop(code), _("Đã bỏ giấy tờ khỏi bản soạn."))


@staff_view(Role.ADMINISTRATOR)
@require_POST
def drop_fee(request: HttpRequest, draft_id: UUID, code: str) -> HttpResponse:
    return _at_once(request, draft_id, FeeDrop(code), _("Đã bỏ khoản thu khỏi bản soạn."))


def _edit(request: HttpRequest, draft_id: UUID, title: str, make: Make) -> HttpResponse:
    actor = actor_of(request)
    draft = catalogue.version_draft(actor=actor, draft_id=draft_id)
    form = make(draft)
    if form.is_valid():
        edit = form.edit()
        refusal = attempt(lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit))
        if refusal is None:
            banners.done(request, _("Đã ghi vào bản soạn."))
            return redirect("operations:version-draft", draft_id)
        form.add_error(None, str(refusal))
    return _ask(request, draft, title, form)


def _ask(request: HttpRequest, draft: DraftView, title: str, form: forms.Form) -> HttpResponse:
    back = reverse("operations:version-draft", args=[draft.draft_id])
    context = {"draft": draft, "title": title, "back": back}
    return ask(request, "operations/edit_version.html", form, context)


def _at_once(request: HttpRequest, draft_id: UUID, edit: Edit, sentence: str) -> HttpResponse:
    actor = actor_of(request)
    refusal = attempt(lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit))
    if refusal is None:
        banners.done(request, sentence)
    else:
        banners.not_done(request, refusal)
    return redirect("operations:version-draft", draft_id)


def _known(held: Mapping[str, Any]) -> Mapping[str, Any]:
    if not held:
        raise Http404
    return held
