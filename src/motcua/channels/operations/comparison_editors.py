"""Checks over several answers: chosen by kind, then by questions; in words, never as a formula."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import COMPARISON_KINDS, DraftView
from motcua.channels.desk.page import ask
from motcua.channels.operations.comparison_forms import ComparisonForm, ComparisonKindForm
from motcua.channels.operations.version_editing import Editor, edit_part, known
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Role

OUTLINE = "operations:form-outline"


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def new_comparison(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    rule = request.GET.get("loai", "")
    if rule not in COMPARISON_KINDS:
        return _kinds(request, draft_id)

    def make(draft: DraftView) -> VersionForm:
        return ComparisonForm.of(draft, rule, {}, "", request.POST or None)

    return edit_part(request, draft_id, _editor(rule, ""), make)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def comparison(request: HttpRequest, draft_id: UUID, number: int) -> HttpResponse:
    code = str(number)
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    held = catalogue.comparison_held(draft, code)
    rule = str(known({"rule": held["rule"]} if held["rule"] in COMPARISON_KINDS else {})["rule"])

    def make(draft: DraftView) -> VersionForm:
        return ComparisonForm.of(draft, rule, held, code, request.POST or None)

    return edit_part(request, draft_id, _editor(rule, code), make)


def _editor(rule: str, code: str) -> Editor:
    return Editor(
        title=str(COMPARISON_KINDS[rule].name),
        part="comparison",
        code=code,
        back=OUTLINE,
        around={"back_text": _("Mẫu điện tử")},
    )


def _kinds(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)
    context = {
        "draft": draft,
        "title": _("Thêm phép kiểm tra"),
        "back": reverse(OUTLINE, args=[draft_id]),
    }
    return ask(request, "operations/form_kind.html", ComparisonKindForm(), context)
